package beholden.cli.release;

import beholden.cli.terminal.RefusedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// A file of known vulnerabilities that the operator brings: a record, an array or lines of records, or a ZIP with
/// one record a file. Read piece by piece, however large it is.
final class OsvFile {
    /// The largest record that was seen has 300 kB.
    private static final int LARGEST_RECORD = 8 << 20;

    private static final int PK = 'P' << 8 | 'K';

    private OsvFile() {}

    /// @return number of records, at least 1
    /// @throws RefusedException if it is no such file, holds no record, or one that is damaged or too large
    static int read(Path file, Consumer<OsvRecord> each) throws IOException, RefusedException {
        int count;
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            int start = in.read() << 8 | in.read();
            in.reset();
            count = start == PK ? zip(file, each) : records(file, in, each);
        } catch (ZipException _) {
            throw notOsv(file.toString());
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new RefusedException(file + ": cannot be read: " + e.getMessage());
        }
        // A file without records would else read as a release without vulnerabilities.
        if (count == 0) throw new RefusedException(file + ": holds no record; bring one that does");
        return count;
    }

    /// Reads a ZIP by the list of files at its end, so that one that is cut short is not taken for a smaller one.
    private static int zip(Path file, Consumer<OsvRecord> each) throws IOException, RefusedException {
        int count = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.isDirectory() || !entry.getName().endsWith(".json")) continue;
                each.accept(record(zip, entry, file + ", " + entry.getName()));
                count++;
            }
        }
        return count;
    }

    private static OsvRecord record(ZipFile zip, ZipEntry entry, String name) throws IOException, RefusedException {
        byte[] record;
        try (InputStream in = zip.getInputStream(entry)) {
            record = in.readNBytes(LARGEST_RECORD + 1);
        }
        if (record.length > LARGEST_RECORD) {
            throw new RefusedException(
                    "%s: more than %,d bytes, which is the limit of a record".formatted(name, LARGEST_RECORD));
        }
        CRC32 sum = new CRC32();
        sum.update(record);
        if (sum.getValue() != entry.getCrc()) throw notOsv(name);
        try {
            return there(JsonMapper.shared().readValue(record, OsvRecord.class), name);
        } catch (JacksonException _) {
            throw notOsv(name);
        }
    }

    private static int records(Path file, InputStream in, Consumer<OsvRecord> each) throws RefusedException {
        int count = 0;
        try (MappingIterator<OsvRecord> records =
                JsonMapper.shared().readerFor(OsvRecord.class).readValues(in)) {
            while (records.hasNextValue()) {
                each.accept(there(records.nextValue(), file + ", record " + (count + 1)));
                count++;
            }
        } catch (JacksonException _) {
            throw notOsv(file + ", record " + (count + 1));
        }
        return count;
    }

    /// A record that was read, where JSON may have said null.
    private static OsvRecord there(@Nullable OsvRecord record, String name) throws RefusedException {
        if (record == null) throw notOsv(name);
        return record;
    }

    private static RefusedException notOsv(String name) {
        return new RefusedException(name + ": is not in the format of OSV, or is cut short: a record has an \"id\", and"
                + " its lists hold no null. Bring a record, a list of records (of an answer {\"vulns\": […]} the list"
                + " alone), or the ZIP of an ecosystem");
    }
}
