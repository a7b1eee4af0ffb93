package beholden.server.source;

import beholden.ground.TypedText;
import beholden.server.refusal.Refusal;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Terms recorded of a source: whose it is, and by what authority its photos are held.
///
/// @param validFrom     first day, UTC
/// @param validUntil    last day, UTC; the source ends on the day after, and is removed three days later
/// @param retentionDays a photo is removed so many days after it was enrolled; null: with the source
/// @param jurisdictions where the authority holds, such as `DE` or `US-IL` (ISO 3166)
public record SourceTerms(
        String name,
        String owner,
        SourceKind kind,
        String legalBasis,
        String licence,
        String contact,
        LocalDate validFrom,
        LocalDate validUntil,
        @Nullable Integer retentionDays,
        Set<String> jurisdictions) {
    private static final Pattern JURISDICTION = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
    private static final int LONGEST_RETENTION = 36_525;
    private static final int MOST_JURISDICTIONS = 50;

    public SourceTerms {
        jurisdictions = Set.copyOf(jurisdictions);
    }

    /// These terms if all of them can be; the name was checked as it came in.
    ///
    /// @throws Refusal naming the first that cannot
    public SourceTerms checked() {
        TypedText.line("owner", owner, 200);
        TypedText.line("legalBasis", legalBasis, 500);
        TypedText.line("licence", licence, 300);
        TypedText.line("contact", contact, 300);
        if (validUntil.isBefore(validFrom)) {
            throw Refusal.invalid("validUntil: " + validUntil + " is before validFrom, " + validFrom);
        }
        if (validFrom.getYear() < 1900 || validUntil.getYear() > 2999) {
            throw Refusal.invalid("validFrom, validUntil: years go from 1900 to 2999");
        }
        if (retentionDays != null && (retentionDays < 1 || retentionDays > LONGEST_RETENTION)) {
            throw Refusal.invalid("retentionDays: %,d; 1 to %,d, or none".formatted(retentionDays, LONGEST_RETENTION));
        }
        if (jurisdictions.isEmpty() || jurisdictions.size() > MOST_JURISDICTIONS) {
            throw Refusal.invalid("jurisdictions: name 1 to " + MOST_JURISDICTIONS);
        }
        for (String jurisdiction : new TreeSet<>(jurisdictions)) {
            if (!JURISDICTION.matcher(jurisdiction).matches()) {
                throw Refusal.invalid("jurisdictions: give codes of ISO 3166, such as DE or US-IL");
            }
        }
        return this;
    }

    boolean includes(LocalDate day) {
        return !day.isBefore(validFrom) && !day.isAfter(validUntil);
    }
}
