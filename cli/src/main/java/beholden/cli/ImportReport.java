package beholden.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// A CSV file (RFC 4180, UTF-8) with one row for each photo of an import, or nothing where none was asked for.
final class ImportReport implements Closeable {
    // What a spreadsheet takes for a formula: OWASP, "CSV Injection".
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

    private final @Nullable CSVPrinter rows;

    /// @param file overwritten if it is there; null for no report
    ImportReport(@Nullable Path file) throws IOException {
        rows = file == null
                ? null
                : new CSVPrinter(
                        Files.newBufferedWriter(file, StandardCharsets.UTF_8),
                        CSVFormat.RFC4180
                                .builder()
                                .setHeader("file", "outcome", "faces_enrolled", "faces_left_out", "reason", "photo_id")
                                .get());
    }

    void add(Path file, ImportOutcome outcome, int enrolled, int leftOut, String reason, String photoId)
            throws IOException {
        if (rows == null) return;
        rows.printRecord(cell(file.toString()), outcome.code(), enrolled, leftOut, cell(reason), cell(photoId));
    }

    /// Brings the rows so far to the file.
    void flush() throws IOException {
        if (rows != null) rows.flush();
    }

    /// A leading apostrophe makes a spreadsheet show the text instead of running it.
    static String cell(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        if (rows != null) rows.close(true);
    }
}
