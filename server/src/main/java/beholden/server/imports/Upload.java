package beholden.server.imports;

import beholden.server.imports.intake.Intake;
import beholden.server.imports.intake.IntakeLimits;
import beholden.server.refusal.Refusal;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/// Reads a form with photos as it streams in, part by part, so that its size is bounded by the disk alone: Spring's
/// way would hold all of it first.
///
/// | part | |
/// | --- | --- |
/// | `files`, `archive` | any number: photos, and ZIP, TAR or TAR.GZ of them |
/// | `manifest` | at most one: CSV, or JSON lines if its file name says so |
/// | `link`, `minQuality` | text |
final class Upload {
    private static final int TEXT_LENGTH = 2000;
    private static final int PART_HEADERS = 8192;
    private static final Set<String> TEXTS = Set.of("link", "minQuality");

    /// The parts, for the API's description.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Form(
            @Nullable List<Resource> files,
            @Nullable List<Resource> archive,
            @Nullable Resource manifest,
            @Nullable String link,
            @Nullable Integer minQuality) {}

    private Upload() {}

    /// Takes in all files.
    ///
    /// @param folder empty
    static ImportForm into(Path folder, HttpServletRequest request, IntakeLimits limits) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (Intake intake = new Intake(folder, limits)) {
            JakartaServletFileUpload<?, ?> form = new JakartaServletFileUpload<>();
            form.setMaxPartHeaderSize(PART_HEADERS);
            form.setHeaderCharset(StandardCharsets.UTF_8);
            FileItemInputIterator parts = form.getItemIterator(request);
            while (parts.hasNext()) take(parts.next(), intake, texts);
        } catch (FileUploadException | ClientAbortException e) {
            throw Refusal.invalid("the form is not one of files (multipart/form-data), or is cut short");
        }
        return new ImportForm(null, texts.get("link"), number(texts.get("minQuality"))).checked();
    }

    private static void take(FileItemInput part, Intake intake, Map<String, String> texts) throws IOException {
        try (InputStream in = part.getInputStream()) {
            String field = String.valueOf(part.getFieldName());
            String name = part.getName();
            if (name == null && TEXTS.contains(field)) {
                texts.put(field, text(field, in));
            } else if (name != null && (field.equals("files") || field.equals("archive"))) {
                intake.file(name, in);
            } else if (name != null && field.equals("manifest")) {
                intake.manifest(name, in);
            } else {
                throw Refusal.invalid("the form may have files, archive and manifest as files, and link and minQuality"
                        + " as texts");
            }
        }
    }

    private static String text(String field, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(TEXT_LENGTH + 1);
        if (bytes.length > TEXT_LENGTH) throw Refusal.invalid(field + ": more than 2,000 bytes");
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable Integer number(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException _) {
            throw Refusal.invalid("minQuality: give a number from 0 to 100");
        }
    }
}
