package beholden.server;

/// The people of an agency, each at a browser, signed in and trained.
public record TestAgency(
        Browser administrator, Browser examiner, Browser reviewer, Browser secondReviewer, Browser auditor) {}
