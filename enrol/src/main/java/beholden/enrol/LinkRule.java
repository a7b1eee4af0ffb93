package beholden.enrol;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an imported photo is linked back to where it came from.
public sealed interface LinkRule {

    /// The link of one photo, null for none.
    ///
    /// @param file     absolute
    /// @param relative path under the folder that was imported, with `/`
    @Nullable
    URI link(Path file, String relative);

    /// Link to the file itself.
    record ToFile() implements LinkRule {
        @Override
        public URI link(Path file, String relative) {
            return file.toUri();
        }
    }

    record None() implements LinkRule {
        @Override
        public @Nullable URI link(Path file, String relative) {
            return null;
        }
    }

    /// Link to the same path under another address.
    record Under(URI prefix) implements LinkRule {
        @Override
        public URI link(Path file, String relative) {
            try {
                // This constructor escapes what a path may not hold; a leading slash keeps a colon from being a scheme.
                String escaped = new URI(null, null, "/" + relative, null).toASCIIString();
                return URI.create(prefix + escaped.substring(1));
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(relative + ": cannot be made a link: " + e.getMessage(), e);
            }
        }
    }

    /// @param text null for the file itself, `none`, or the address that a relative path is appended to
    /// @throws IllegalArgumentException if it is none of these
    static LinkRule of(@Nullable String text) {
        if (text == null) return new ToFile();
        if (text.equals("none")) return new None();
        URI prefix = URI.create(text);
        String scheme = prefix.getScheme();
        if (scheme == null || !Set.of("http", "https", "file").contains(scheme.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("give an http, https or file address, or the word none");
        }
        return new Under(text.endsWith("/") ? prefix : URI.create(text + "/"));
    }
}
