package beholden.server.agency;

import beholden.server.http.Problem;
import org.jspecify.annotations.Nullable;

/// What people type.
final class Text {
    static final int NAME = 100;
    static final int REASON = 500;

    private Text() {}

    /// One line, without the space around it.
    ///
    /// @param most characters
    /// @throws Problem if it is empty, too long, or has control characters
    static String line(String field, @Nullable String text, int most) {
        String line = text == null ? "" : text.strip();
        if (line.isEmpty()) throw Problem.wrong(field + ": is missing");
        if (line.length() > most) {
            throw Problem.wrong(
                    "%s: has %,d characters; it can have at most %,d".formatted(field, line.length(), most));
        }
        if (line.codePoints().anyMatch(Text::isForbidden)) {
            throw Problem.wrong(field + ": has control characters; write it in one line of plain text");
        }
        return line;
    }

    /// Also what turns the direction of writing, with which a name can be made to look like another.
    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
