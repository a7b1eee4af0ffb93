package beholden.cli.release;

import beholden.cli.terminal.RefusedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
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

    /// @return number of records
    /// @throws RefusedException if it is no such file, or a record is too large
    static int read(Path file, Consumer<OsvRecord> each) throws IOException, RefusedException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            int start = in.read() << 8 | in.read();
            in.reset();
            return start == PK ? zip(file, in, each) : records(String.valueOf(file), in, each);
        }
    }

    private static int zip(Path file, InputStream in, Consumer<OsvRecord> each) throws IOException, RefusedException {
        int count = 0;
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory() || !entry.getName().endsWith(".json")) continue;
                String name = file + ", " + entry.getName();
                byte[] record = zip.readNBytes(LARGEST_RECORD + 1);
                if (record.length > LARGEST_RECORD) {
                    throw new RefusedException(
                            "%s: more than %,d bytes, which is the limit of a record".formatted(name, LARGEST_RECORD));
                }
                each.accept(JsonMapper.shared().readValue(record, OsvRecord.class));
                count++;
            }
        } catch (JacksonException | ZipException e) {
            throw notOsv(String.valueOf(file));
        }
        return count;
    }

    private static int records(String name, InputStream in, Consumer<OsvRecord> each) throws RefusedException {
        int count = 0;
        try (MappingIterator<OsvRecord> records =
                JsonMapper.shared().readerFor(OsvRecord.class).readValues(in)) {
            while (records.hasNextValue()) {
                each.accept(records.nextValue());
                count++;
            }
        } catch (JacksonException e) {
            throw notOsv(name);
        }
        return count;
    }

    private static RefusedException notOsv(String name) {
        return new RefusedException(name + ": is not in the format of OSV, or is cut short; bring a record, a list of"
                + " records, or the ZIP of an ecosystem");
    }
}
