package beholden.ground;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text that people typed, checked the same way wherever it comes in.
///
/// `line("reason", " duplicate\u202E ", 500)` is refused: U+202E turns the direction of reading, by which `gpj.exe`
/// is made to look like `exe.jpg`. So are control characters, invisible format characters, unpaired surrogates and
/// characters that Unicode has not assigned. The zero-width joiner and non-joiner stay, since Persian and Indic
/// scripts are written with them. Lengths count characters as Unicode does, an emoji once. Nothing is ever cut or
/// replaced in silence.
public final class TypedText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final Pattern LINE_END = Pattern.compile("\r\n?");

    private TypedText() {}

    /// One line of text without the white space around it.
    ///
    /// @param name of the field, for the refusal
    /// @param most characters it may have
    /// @throws RefusedTextException if it is missing, too long, of several lines, or holds what cannot be seen
    public static String line(String name, @Nullable String text, int most) {
        return checked(name, text, most, "write it in one line of plain text", TypedText::isHidden);
    }

    /// Text of one or more lines without the white space around it; every line ends in a single line feed.
    ///
    /// @param name of the field, for the refusal
    /// @param most characters it may have
    /// @throws RefusedTextException if it is missing, too long, or holds what cannot be seen
    public static String prose(String name, @Nullable String text, int most) {
        String oneEnding = text == null ? null : LINE_END.matcher(text).replaceAll("\n");
        return checked(name, oneEnding, most, "write plain text", c -> c != '\n' && c != '\t' && isHidden(c));
    }

    /// Text as [#prose(String, String, int)] has it where nothing need be said; blank counts as nothing.
    public static @Nullable String optionalProse(String name, @Nullable String text, int most) {
        return text == null || text.isBlank() ? null : prose(name, text, most);
    }

    /// A text as [#line(String, String, int)] has it where nothing need be said; blank counts as nothing.
    public static @Nullable String optionalLine(String name, @Nullable String text, int most) {
        return text == null || text.isBlank() ? null : line(name, text, most);
    }

    /// Text from outside, such as a file's name or a library's message, made safe to print on one line: a question
    /// mark stands for each character that [#isHidden(int)].
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(isHidden(c) ? '?' : c));
        return shown.toString();
    }

    /// Whether a character cannot be seen, steers a terminal, breaks a line, or turns the direction of reading.
    ///
    /// @param character code point; an unpaired surrogate stands for itself
    public static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    private static String checked(
            String name, @Nullable String text, int most, String advice, IntPredicate isForbidden) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty()) throw new RefusedTextException(name + ": is missing");
        int length = stripped.codePointCount(0, stripped.length());
        if (length > most) {
            throw new RefusedTextException(
                    "%s: has %,d characters; it can have at most %,d".formatted(name, length, most));
        }
        stripped.codePoints().filter(isForbidden).findFirst().ifPresent(c -> {
            String why = c == '\n' ? "has several lines" : "has a character that cannot be seen, U+%04X".formatted(c);
            throw new RefusedTextException(name + ": " + why + "; " + advice);
        });
        return stripped;
    }
}
