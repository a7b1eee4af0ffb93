package beholden.cli.gallery;

import beholden.cli.terminal.Wording;
import beholden.faces.pack.Likelihood;
import beholden.faces.pack.NoRate;
import beholden.gallery.Candidate;
import beholden.gallery.EnrolledFace;
import beholden.gallery.PictureStore;
import beholden.ground.TypedText;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A page for looking at candidates: the probe's crop beside each candidate's, with what the score means.
///
/// One file that loads nothing: pictures are in it as `data:` URIs, and its content security policy allows no
/// other. All text is escaped by the template; a link is only made of http, https and file addresses.
final class ContactSheet {
    private static final String TEMPLATE = "contact-sheet.html";
    private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "file");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm z", Locale.ENGLISH);

    private final PictureStore pictures;

    private ContactSheet(PictureStore pictures) {
        this.pictures = pictures;
    }

    /// @param pictures pictures of the gallery that was searched
    /// @param file     overwritten if it is there
    static void write(SearchResult result, PictureStore pictures, Path file) throws IOException {
        Map<String, Object> page = new ContactSheet(pictures).page(result);
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            template().execute(page, out);
        }
    }

    private static Template template() throws IOException {
        try (InputStream in = Objects.requireNonNull(ContactSheet.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return Mustache.compiler()
                    .escapeHTML(true)
                    .emptyStringIsFalse(true)
                    .compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Map<String, Object> page(SearchResult result) throws IOException {
        Probe probe = result.probe();
        List<Map<String, Object>> candidates = new ArrayList<>();
        for (Candidate candidate : result.list().candidates()) candidates.add(candidate(result, candidate));
        return Map.of(
                "probe", TypedText.printable(String.valueOf(probe.photo().getFileName())),
                "probeFace", probe.number() + " of " + probe.faces(),
                "probeQuality", probe.face().quality().verdict(),
                "probeCrop", dataUri(probe.crop()),
                "compared", result.compared(),
                "pack", result.pack(),
                "ratesFrom", result.ratesFrom(),
                "searched", TIME.format(ZonedDateTime.now(ZoneId.systemDefault())),
                "caution", Wording.CAUTION,
                "candidates", candidates);
    }

    private Map<String, Object> candidate(SearchResult result, Candidate candidate) throws IOException {
        EnrolledFace face = candidate.face();
        Map<String, Object> shown = new HashMap<>();
        shown.put("rank", candidate.rank());
        shown.put("score", Wording.score(candidate.score()));
        String rate = "";
        String strangers = "";
        String noRate = "";
        switch (result.meaning(candidate)) {
            case Likelihood likelihood -> {
                rate = likelihood.rate();
                strangers = likelihood.sentence();
            }
            case NoRate none -> noRate = none.text();
        }
        shown.put("rate", rate);
        shown.put("strangers", strangers);
        shown.put("noRate", noRate);
        shown.put("quality", face.quality());
        shown.put("source", TypedText.printable(face.sourceId()));
        shown.put("captured", Objects.toString(face.captureDate(), "not known"));
        shown.put("title", face.title().isEmpty() ? "untitled" : TypedText.printable(face.title()));
        shown.put("link", link(face.link()));
        shown.put("crop", picture(face.crop()));
        shown.put("thumbnail", picture(face.thumbnail()));
        return shown;
    }

    /// Address of a link; empty for one that must not be clicked.
    private static String link(@Nullable URI link) {
        if (link == null || link.getScheme() == null) return "";
        return LINK_SCHEMES.contains(link.getScheme().toLowerCase(Locale.ROOT)) ? link.toASCIIString() : "";
    }

    /// Picture as a `data:` URI; empty where the gallery has no such picture.
    private String picture(@Nullable String id) throws IOException {
        if (id == null) return "";
        try {
            return dataUri(pictures.read(id));
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    private static String dataUri(byte[] jpeg) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }
}
