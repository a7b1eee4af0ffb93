package beholden.server.source;

import beholden.server.http.Problem;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The terms of a source as somebody sends them: any of them may be missing.
record SourceForm(
        @Nullable String name,
        @Nullable String owner,
        @Nullable SourceKind kind,
        @Nullable String legalBasis,
        @Nullable String licence,
        @Nullable String contact,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable Integer retentionDays,
        @Nullable Set<String> jurisdictions) {

    /// @throws Problem naming the first that is missing or cannot be
    SourceTerms terms() {
        return new SourceTerms(
                        given("name", name),
                        given("owner", owner),
                        given("kind", kind),
                        given("legalBasis", legalBasis),
                        given("licence", licence),
                        given("contact", contact),
                        given("validFrom", validFrom),
                        given("validUntil", validUntil),
                        retentionDays,
                        given("jurisdictions", jurisdictions))
                .checked();
    }

    static <T> T given(String what, @Nullable T value) {
        if (value == null) throw Problem.wrong(what + ": is missing");
        return value;
    }
}
