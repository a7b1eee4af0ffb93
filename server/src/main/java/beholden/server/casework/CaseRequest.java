package beholden.server.casework;

import beholden.server.http.Required;
import beholden.server.policy.Sensitivity;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Form that somebody writes to open a case; nothing of it is checked yet.
public record CaseRequest(
        @Required @Nullable String number,
        @Required @Nullable String offence,
        @Required @Nullable String legalBasis,
        @Required @Nullable String jurisdiction,
        @Required @Nullable String justification,
        @Required @Nullable LocalDate validUntil,
        @Nullable Set<Sensitivity> sensitive) {}
