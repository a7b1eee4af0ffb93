package beholden.server.report;

/// Formats of a report's file.
public enum ReportFormat {
    PDF,
    JSON
}
