package beholden.server.report;

import beholden.server.review.Observation;
import beholden.server.search.Conclusion;
import beholden.server.search.Disposition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The words of a report's pages.
final class PageText {
    /// Titles of the people who give the first, second and third opinion.
    static final List<String> ROLES = List.of("Examiner", "Reviewer, blind", "Third opinion, blind");

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int REPLACEMENT = 0xFFFD;

    private PageText() {}

    /// The text with whatever cannot be seen made visible, since it cannot be in an XML document or turns the
    /// direction of writing.
    static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(PageText::visible).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static int visible(int character) {
        if (character == '\n' || character == '\t') return character;
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> REPLACEMENT;
            default -> character;
        };
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String outcome(OnRecord.Outcome outcome) {
        return switch (outcome) {
            case WAITING_FOR_APPROVAL -> "Waits for approval";
            case REFUSED -> "Refused";
            case OPEN -> "Open";
            case LEAD -> "Investigative lead";
            case NO_LEAD -> "No lead";
        };
    }

    static String outcomeText(OnRecord.Outcome outcome) {
        return switch (outcome) {
            case WAITING_FOR_APPROVAL -> "A second person has not decided yet. No face was compared.";
            case REFUSED -> "No face was compared.";
            case OPEN -> "The examination is not finished. Nothing that follows has been settled.";
            case LEAD ->
                "Two people concluded, the second without knowing the first, that something speaks for a candidate. It is a"
                        + " lead for an investigation, and evidence of nothing.";
            case NO_LEAD -> "No candidate was found for which two people concluded that something speaks.";
        };
    }

    static String disposition(Disposition.Kind kind) {
        return switch (kind) {
            case EXCLUDED -> "Excluded at first sight";
            case POSSIBLE -> "Possible: to be compared feature by feature";
            case NOT_EXAMINABLE -> "Not examinable";
        };
    }

    static String conclusion(Conclusion conclusion) {
        return switch (conclusion) {
            case EXCLUSION -> "Exclusion";
            case SUPPORT_FOR_EXCLUSION -> "Support for exclusion";
            case INCONCLUSIVE -> "Inconclusive";
            case LIMITED_SUPPORT -> "Limited support for the same person";
            case SUPPORT -> "Support for the same person";
            case STRONG_SUPPORT -> "Strong support for the same person";
        };
    }

    static String seen(Observation.Seen seen) {
        return switch (seen) {
            case SIMILAR -> "similar";
            case DIFFERENT -> "different";
            case NOT_VISIBLE -> "not visible";
        };
    }
}
