package beholden.server.casework;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody writes to open a case; nothing of it is checked yet.
public record CaseRequest(
        @Nullable String number,
        @Nullable String offence,
        @Nullable String legalBasis,
        @Nullable String jurisdiction,
        @Nullable String justification,
        @Nullable LocalDate validUntil,
        @Nullable Set<Sensitivity> sensitive) {}
