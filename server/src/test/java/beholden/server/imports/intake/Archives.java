package beholden.server.imports.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/// Archives made for tests.
public final class Archives {
    private Archives() {}

    /// Writes what is tested.
    @FunctionalInterface
    interface Writing<T> {
        void to(T out) throws IOException;
    }

    public static byte[] zip(Map<String, byte[]> files) {
        return zipped(out -> {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                out.write(file.getValue());
                out.closeArchiveEntry();
            }
        });
    }

    static byte[] zipped(Writing<ZipArchiveOutputStream> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] tar(Map<String, byte[]> files) {
        return tarred(out -> {
            for (Map.Entry<String, byte[]> file : files.entrySet()) put(out, file.getKey(), file.getValue());
        });
    }

    static void put(TarArchiveOutputStream out, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }

    static void link(TarArchiveOutputStream out, String name, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        out.putArchiveEntry(entry);
        out.closeArchiveEntry();
    }

    /// A TAR.GZ that begins with a header of so many bytes for the file after it.
    ///
    /// @param kind one of [TarConstants]
    static byte[] headed(byte kind, int length) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 'x');
        byte[] key = (length + " comment=").getBytes(StandardCharsets.US_ASCII);
        if (kind == TarConstants.LF_PAX_EXTENDED_HEADER_LC) System.arraycopy(key, 0, content, 0, key.length);
        content[length - 1] = '\n';
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        header(bytes, kind, content);
        bytes.writeBytes(tar(Map.of("a.jpg", new byte[1])));
        return gzip(bytes.toByteArray());
    }

    private static void header(ByteArrayOutputStream out, byte kind, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry("header", kind);
        entry.setSize(content.length);
        byte[] header = new byte[TarConstants.DEFAULT_RCDSIZE];
        entry.writeEntryHeader(header);
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[Math.floorMod(-content.length, TarConstants.DEFAULT_RCDSIZE)]);
    }

    /// A TAR with so many headers for all files after them, each with a record of its own, and one file.
    static byte[] globals(int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            byte[] record = "14 k%03d=value\n".formatted(i).getBytes(StandardCharsets.US_ASCII);
            header(bytes, TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER, record);
        }
        bytes.writeBytes(tar(Map.of("a.jpg", new byte[1])));
        return bytes.toByteArray();
    }

    static byte[] tarred(Writing<TarArchiveOutputStream> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GzipCompressorOutputStream out = new GzipCompressorOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Stream of so many zeros, without memory for them.
    static InputStream zeros(long count) {
        return new InputStream() {
            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] to, int from, int length) {
                if (left <= 0) return -1;
                int given = (int) Math.min(left, length);
                Arrays.fill(to, from, from + given, (byte) 0);
                left -= given;
                return given;
            }
        };
    }

    static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
