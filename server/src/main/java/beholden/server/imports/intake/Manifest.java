package beholden.server.imports.intake;

import beholden.ground.TypedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Statements of the owner of photos on each: a table of `file`, `link`, `captured` and `title`.
///
/// Tables come as CSV (RFC 4180, UTF-8, a header line) or as JSON lines, with the same four names; all but `file` may
/// be left out. One wrong line refuses the whole, since a photo with another's link is worse than none.
public final class Manifest {
    static final Manifest NONE = new Manifest(Map.of());
    private static final Set<String> COLUMNS = Set.of("file", "link", "captured", "title");
    private static final int LINK_LENGTH = 2000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, Row> rows;

    private Manifest(Map<String, Row> rows) {
        this.rows = rows;
    }

    /// @param link     where the photo came from
    /// @param captured the day it was taken
    record Row(
            @Nullable URI link,
            @Nullable LocalDate captured,
            @Nullable String title) {}

    private record Given(
            @Nullable String file,
            @Nullable String link,
            @Nullable String captured,
            @Nullable String title) {}

    /// Whether a file of this name at the top of an archive or folder is its manifest.
    static boolean isOne(String name) {
        return name.equals("manifest.csv") || name.equals("manifest.jsonl");
    }

    /// Reads a manifest; JSON lines if its name ends so.
    ///
    /// @param most rows
    /// @throws IntakeException naming the first line that is wrong
    static Manifest read(Path file, int most) throws IOException {
        Map<String, Row> rows = new HashMap<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            in.mark(1);
            if (in.read() != '\uFEFF') in.reset();
            if (file.toString().endsWith(".jsonl")) readLines(in, rows, most);
            else readTable(in, rows, most);
        } catch (CharacterCodingException e) {
            throw new IntakeException("manifest: is not in UTF-8; save it so", e);
        }
        return new Manifest(rows);
    }

    private static void readLines(BufferedReader in, Map<String, Row> rows, int most) throws IOException {
        long number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) continue;
            try {
                add(rows, JSON.readValue(line, Given.class), number, most);
            } catch (JacksonException e) {
                throw new IntakeException(
                        "manifest, line " + number + ": not an object of file, link, captured and title in JSON", e);
            }
        }
    }

    private static void readTable(BufferedReader in, Map<String, Row> rows, int most) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (var parsed = format.parse(in)) {
            List<String> columns = parsed.getHeaderNames();
            for (String column : columns) {
                if (!COLUMNS.contains(column)) {
                    throw new IntakeException("manifest: has a column \"" + shown(column)
                            + "\"; there may be file, link, captured and title");
                }
            }
            if (!columns.contains("file"))
                throw new IntakeException("manifest: has no column \"file\" in its first line");
            for (CSVRecord row : parsed) {
                long line = parsed.getCurrentLineNumber();
                if (!row.isConsistent()) {
                    throw new IntakeException("manifest, line " + line + ": has " + row.size() + " cells where the"
                            + " first line has " + columns.size());
                }
                add(
                        rows,
                        new Given(cell(row, "file"), cell(row, "link"), cell(row, "captured"), cell(row, "title")),
                        line,
                        most);
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException coding) throw coding;
            throw new IntakeException(
                    "manifest: is no table in CSV: a quote is not closed, or stands where none may", e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IntakeException("manifest: is no table in CSV: its first line names a column twice, or not", e);
        }
    }

    private static @Nullable String cell(CSVRecord row, String column) {
        return row.isMapped(column) ? row.get(column) : null;
    }

    private static void add(Map<String, Row> rows, Given given, long line, int most) throws IntakeException {
        String place = "manifest, line " + line + ": ";
        if (given.file() == null || given.file().isBlank()) throw new IntakeException(place + "names no file");
        FileName name = FileName.of(given.file());
        if (name.isRefused()) throw new IntakeException(place + name.text() + ": " + name.fault());
        if (rows.size() == most) throw new IntakeException("manifest: has over %,d lines, the limit".formatted(most));
        Row row = new Row(link(given.link(), place), day(given.captured(), place), title(given.title(), place));
        if (rows.put(name.text(), row) != null) {
            throw new IntakeException(place + name.text() + " is there a second time");
        }
    }

    private static @Nullable URI link(@Nullable String text, String place) throws IntakeException {
        if (text == null || text.isBlank()) return null;
        try {
            URI link = URI.create(text);
            String scheme = String.valueOf(link.getScheme()).toLowerCase(Locale.ROOT);
            if (text.length() <= LINK_LENGTH && Set.of("http", "https").contains(scheme) && link.getHost() != null) {
                return link;
            }
        } catch (IllegalArgumentException _) {
            // answered below
        }
        throw new IntakeException(
                place + "\"" + shown(text) + "\" is no http or https address of up to 2,000 characters");
    }

    private static @Nullable LocalDate day(@Nullable String text, String place) throws IntakeException {
        if (text == null || text.isBlank()) return null;
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1826 && day.getYear() <= 9999) return day;
        } catch (DateTimeParseException _) {
            // answered below
        }
        throw new IntakeException(place + "\"" + shown(text) + "\" is no day like 2026-01-31 since photos are taken");
    }

    private static @Nullable String title(@Nullable String text, String place) throws IntakeException {
        if (text == null || text.isBlank()) return null;
        if (text.length() > IntakeLimits.NAME_LENGTH) {
            throw new IntakeException(place
                    + "a title of %,d characters is over the limit of %,d"
                            .formatted(text.length(), IntakeLimits.NAME_LENGTH));
        }
        return TypedText.printable(text);
    }

    private static String shown(String text) {
        return FileName.start(TypedText.printable(text));
    }

    /// Finds the line on a file; null if there is none.
    @Nullable
    Row of(String name) {
        return rows.get(name);
    }

    /// The files that it names.
    Set<String> names() {
        return Collections.unmodifiableSet(rows.keySet());
    }
}
