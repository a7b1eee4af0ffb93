package beholden.server.imports.intake;

import beholden.ground.TypedText;
import java.util.Arrays;
import java.util.List;

/// The name of a file as a browser or an archive gives it. It is only ever shown and compared, never a place to
/// write to.
///
/// @param text with `/` between folders, on one line
/// @param fault why a file of this name is refused; empty if it is not
record FileName(String text, String fault) {
    private static final int SHOWN = 80;

    static FileName of(String given) {
        String slashes = given.replace('\\', '/');
        String shown = TypedText.printable(slashes);
        if (shown.length() > IntakeLimits.NAME_LENGTH) {
            return new FileName(
                    start(shown),
                    "its name of %,d characters is over the limit of %,d"
                            .formatted(shown.length(), IntakeLimits.NAME_LENGTH));
        }
        List<String> parts = Arrays.asList(slashes.split("/", -1));
        boolean leadsOut = slashes.startsWith("/") || parts.contains("..") || slashes.matches("^[A-Za-z]:.*");
        if (leadsOut) return new FileName(shown, "its name leads outside the folder it came in");
        String plain = String.join(
                "/",
                Arrays.stream(shown.split("/"))
                        .filter(part -> !part.isEmpty() && !part.equals("."))
                        .toList());
        return plain.isBlank() ? new FileName("(no name)", "it has no name") : new FileName(plain, "");
    }

    /// The start of a text that is too long to be shown whole.
    static String start(String text) {
        return text.codePointCount(0, text.length()) > SHOWN
                ? text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…"
                : text;
    }

    /// Tells whether this is a file that systems leave beside photos: nobody meant to hand it in.
    boolean isHidden() {
        return Arrays.stream(text.split("/")).anyMatch(part -> part.startsWith(".") || part.equals("__MACOSX"));
    }

    boolean isRefused() {
        return !fault.isEmpty();
    }
}
