package beholden.gallery;

/// The rules for text that comes from outside: bounded, printable, well-formed.
///
/// Ids and titles end up in terminals, pages and reports, where control characters and broken surrogates do harm.
final class PlainText {

    /// Longest id, in UTF-16 units.
    static final int MAX_ID = 256;

    /// Longest title or link, in UTF-16 units.
    static final int MAX_TEXT = 4096;

    private PlainText() {}

    /// @throws IllegalArgumentException if `text` is blank, too long, or holds what cannot be printed
    static void require(String what, String text, int maxLength) {
        if (text.length() > maxLength) {
            throw new IllegalArgumentException(String.format(
                    "%s: %,d characters is over the limit of %,d (it starts \"%s\")",
                    what, text.length(), maxLength, printable(text)));
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || isBidiControl(c)) {
                throw new IllegalArgumentException(String.format(
                        "%s: control character U+%04X at position %d of \"%s\"", what, (int) c, i, printable(text)));
            }
        }
        if (hasLoneSurrogate(text)) {
            throw new IllegalArgumentException(what + ": not well-formed Unicode: \"" + printable(text) + "\"");
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    // Direction overrides make a title read as something it is not.
    private static boolean isBidiControl(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 40); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || isBidiControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return text.length() > 40 ? shown.append('…').toString() : shown.toString();
    }
}
