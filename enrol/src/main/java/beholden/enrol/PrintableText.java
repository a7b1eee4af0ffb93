package beholden.enrol;

import java.util.regex.Pattern;

/// Text from outside - file names, titles, messages of libraries - made safe to print: on one line, and without what
/// steers a terminal or turns the direction of reading.
public final class PrintableText {
    // Control characters, unpaired surrogates, line and paragraph separators, and marks that turn the direction.
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private PrintableText() {}

    /// The same with a question mark in place of each such character.
    public static String of(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
