package beholden.enrol;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// A CSV file (RFC 4180, UTF-8) with one row for each photo of an import, or nothing where none was asked for.
/// Errors name the file.
public final class ImportReport implements Closeable {
    // What a spreadsheet takes for a formula: OWASP, "CSV Injection".
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private final @Nullable Path file;
    private final @Nullable CSVPrinter rows;

    private ImportReport(@Nullable Path file, @Nullable CSVPrinter rows) {
        this.file = file;
        this.rows = rows;
    }

    /// A new report.
    ///
    /// @param file overwritten if it is there; null for no report
    public static ImportReport of(@Nullable Path file) throws IOException {
        return new ImportReport(
                file,
                file == null
                        ? null
                        : FORMAT.builder()
                                .setHeader("file", "outcome", "faces_enrolled", "faces_left_out", "reason", "photo_id")
                                .get()
                                .print(Files.newBufferedWriter(file, StandardCharsets.UTF_8)));
    }

    /// A report that goes on where an earlier one had come to.
    ///
    /// @param length of the file, in bytes, that counts; what lies behind is cut off
    public static ImportReport goingOn(Path file, long length) throws IOException {
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
            old.truncate(length);
        }
        return new ImportReport(
                file, FORMAT.print(Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND)));
    }

    void add(String photo, ImportOutcome outcome, int enrolled, int leftOut, String reason, String photoId)
            throws IOException {
        if (rows == null) return;
        try {
            rows.printRecord(cell(photo), outcome.code(), enrolled, leftOut, cell(reason), cell(photoId));
        } catch (IOException e) {
            throw naming(e);
        }
    }

    /// Brings the rows so far to the file.
    void flush() throws IOException {
        if (rows == null) return;
        try {
            rows.flush();
        } catch (IOException e) {
            throw naming(e);
        }
    }

    /// A leading apostrophe makes a spreadsheet show the text instead of running it.
    static String cell(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        if (rows == null) return;
        try {
            rows.close(true);
        } catch (IOException e) {
            throw naming(e);
        }
    }

    // "No space left on device" comes without a word of where.
    private IOException naming(IOException e) {
        FileSystemException named = new FileSystemException(String.valueOf(file), null, e.getMessage());
        named.initCause(e);
        return named;
    }
}
