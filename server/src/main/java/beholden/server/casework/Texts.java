package beholden.server.casework;

import beholden.server.http.Problem;
import org.jspecify.annotations.Nullable;

/// What people write into a case.
final class Texts {

    private Texts() {}

    /// One line, without the space around it.
    ///
    /// @param most characters
    /// @throws Problem if it is empty, too long, or holds what is no text
    static String line(String field, @Nullable String text, int most) {
        String line = prose(field, text, most);
        if (line.codePoints().anyMatch(Texts::breaksLine)) {
            throw Problem.wrong(field + ": has several lines; write it in one");
        }
        return line;
    }

    /// The same with several lines.
    static String prose(String field, @Nullable String text, int most) {
        String prose = text == null ? "" : text.strip();
        if (prose.isEmpty()) throw Problem.wrong(field + ": is missing");
        if (prose.length() > most) {
            throw Problem.wrong(
                    "%s: has %,d characters; it can have at most %,d".formatted(field, prose.length(), most));
        }
        if (prose.codePoints().anyMatch(Texts::isForbidden)) {
            throw Problem.wrong(field + ": has control characters; write plain text");
        }
        return prose;
    }

    private static boolean breaksLine(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\r' && character != '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> turnsDirection(character);
        };
    }

    /// Unicode UAX #9 §2: embeddings, overrides and isolates, with which `gpj.exe` can be made to look like `exe.jpg`.
    private static boolean turnsDirection(int character) {
        return character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069;
    }
}
