package beholden.server.imports;

import beholden.enrol.LinkRule;
import beholden.ground.TypedText;
import beholden.server.http.Required;
import beholden.server.refusal.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Form of an import, beside the photos.
///
/// @param folder     of the server, below the one that imports may come from; null if photos are handed in
/// @param link       http or https address that a photo's name is appended to; null for none
/// @param minQuality null for 0
record ImportForm(
        @Required @Nullable String folder,
        @Nullable String link,
        @Nullable Integer minQuality) {
    private static final int LINK_LENGTH = 1000;

    /// @throws Refusal naming the first that cannot be
    ImportForm checked() {
        if (folder != null) TypedText.line("folder", folder, 500);
        if (minQuality != null && (minQuality < 0 || minQuality > 100)) {
            throw Refusal.invalid("minQuality: " + minQuality + "; quality goes from 0 to 100");
        }
        if (link != null && !isWebAddress(link)) {
            throw Refusal.invalid("link: give an http or https address of up to 1,000 characters");
        }
        return this;
    }

    private static boolean isWebAddress(String text) {
        String start = text.toLowerCase(Locale.ROOT);
        if (text.length() > LINK_LENGTH || !(start.startsWith("http://") || start.startsWith("https://"))) return false;
        try {
            LinkRule.of(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    int leastQuality() {
        return minQuality == null ? 0 : minQuality;
    }
}
