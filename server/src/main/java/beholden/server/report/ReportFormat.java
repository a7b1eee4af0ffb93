package beholden.server.report;

/// How a report is written.
public enum ReportFormat {
    PDF,
    JSON
}
