package beholden.server.source;

import beholden.enrol.Importer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A photo of one source, as the gallery names it: its hash, `@`, its source.
///
/// @param source the gallery's id of it, which need not be that of a registered source
public record PhotoId(PhotoHash hash, String source) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{64})@(.+)");

    /// Empty if it is not such a name.
    public static Optional<PhotoId> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new PhotoId(new PhotoHash(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return Importer.photoId(hash.hex(), source);
    }
}
