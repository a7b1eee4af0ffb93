package beholden.gallery;

/// A face on its way into the gallery: what is known of it, and its template.
public record Enrolment(EnrolledFace face, Template template) {}
