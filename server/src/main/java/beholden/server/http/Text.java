package beholden.server.http;

import org.jspecify.annotations.Nullable;

/// Text that people type.
public final class Text {
    private Text() {}

    /// The text without white space around it.
    ///
    /// @param name of the field, for the refusal
    /// @param most characters
    /// @throws Problem if there is none, it is longer, or has control characters other than line breaks and tabs
    public static String required(String name, @Nullable String text, int most) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty()) throw Problem.wrong(name + ": is missing");
        if (stripped.codePointCount(0, stripped.length()) > most) {
            throw Problem.wrong("%s: has more than %,d characters".formatted(name, most));
        }
        if (stripped.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                || stripped.chars().anyMatch(c -> Character.getType(c) == Character.FORMAT)) {
            throw Problem.wrong(name + ": has characters that cannot be seen");
        }
        return stripped;
    }

    /// The same, where nothing may be said; blank counts as nothing.
    public static @Nullable String optional(String name, @Nullable String text, int most) {
        return text == null || text.isBlank() ? null : required(name, text, most);
    }
}
