package beholden.server.source;

import beholden.server.http.Required;
import beholden.server.names.Names;
import beholden.server.refusal.Refusal;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The terms of a source as somebody sends them: any of them may be missing.
public record SourceForm(
        @Required @Nullable String name,
        @Required @Nullable String owner,
        @Required @Nullable SourceKind kind,
        @Required @Nullable String legalBasis,
        @Required @Nullable String licence,
        @Required @Nullable String contact,
        @Required @Nullable LocalDate validFrom,
        @Required @Nullable LocalDate validUntil,
        @Nullable Integer retentionDays,
        @Required @Nullable Set<String> jurisdictions) {

    private static final int LONGEST_NAME = 100;

    /// @throws Refusal naming the first that is missing or cannot be
    SourceTerms terms() {
        return new SourceTerms(
                        Names.checked("name", given("name", name), LONGEST_NAME),
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

    public static <T> T given(String what, @Nullable T value) {
        if (value == null) throw Refusal.invalid(what + ": is missing");
        return value;
    }
}
