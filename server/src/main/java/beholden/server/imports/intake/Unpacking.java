package beholden.server.imports.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// Unpacks ZIP, TAR and TAR.GZ as they stream by. Only plain files are kept: links, devices, encrypted files and
/// archives within archives are named as refused.
final class Unpacking {
    /// More than any signature, and a whole header of TAR, needs to be told.
    private static final int SIGNATURE = 1 << 10;

    private static final String UNKNOWN = "it is encrypted, or packed in a way that is not known";

    private final Spool spool;
    private final Allowance allowance;
    private final EntryManifest manifest;

    /// Name of the entry that was read last; empty before the first.
    private String at = "";

    /// Takes the manifest that lies in an archive.
    @FunctionalInterface
    interface EntryManifest {
        /// @return false if this is no manifest
        boolean take(FileName name, InputStream in) throws IOException;
    }

    Unpacking(Spool spool, Allowance allowance, EntryManifest manifest) {
        this.spool = spool;
        this.allowance = allowance;
        this.manifest = manifest;
    }

    private enum Kind {
        ZIP,
        TAR,
        GZIP,
        OTHER_ARCHIVE,
        NO_ARCHIVE
    }

    private static Kind kindOf(InputStream in) throws IOException {
        try {
            return switch (ArchiveStreamFactory.detect(in)) {
                case ArchiveStreamFactory.ZIP, ArchiveStreamFactory.JAR -> Kind.ZIP;
                case ArchiveStreamFactory.TAR -> Kind.TAR;
                default -> Kind.OTHER_ARCHIVE;
            };
        } catch (ArchiveException _) {
            // none of them; it may still be compressed
        }
        try {
            String compression = CompressorStreamFactory.detect(in);
            return compression.equals(CompressorStreamFactory.GZIP) ? Kind.GZIP : Kind.OTHER_ARCHIVE;
        } catch (CompressorException _) {
            return Kind.NO_ARCHIVE;
        }
    }

    /// Takes in a file as it was handed in: a photo, or an archive of them.
    void take(FileName name, InputStream in) throws IOException {
        PackedStream packed = new PackedStream(in);
        BufferedInputStream told = new BufferedInputStream(packed, SIGNATURE);
        Kind kind = kindOf(told);
        if (kind == Kind.NO_ARCHIVE) {
            if (!manifest.take(name, told)) spool.keep(name, told);
            return;
        }
        allowance.unpacking(name.text(), packed);
        at = "";
        try {
            unpack(name, kind, told);
        } catch (IntakeException e) {
            throw e;
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | IndexOutOfBoundsException e) {
            // Those without a check are how the library answers some headers that cannot be.
            throw broken(name, at, e);
        } finally {
            allowance.unpacked();
        }
    }

    private void unpack(FileName name, Kind kind, InputStream in) throws IOException {
        switch (kind) {
            case ZIP -> zip(name, in);
            case TAR -> tar(in);
            case GZIP -> {
                Bounded packed = new Bounded(in);
                InputStream unpacking = packed.step(() -> GzipCompressorInputStream.builder()
                        .setInputStream(packed)
                        .setDecompressConcatenated(true)
                        .get());
                InputStream inside = new BufferedInputStream(packed.stepwise(unpacking), SIGNATURE);
                if (kindOf(inside) == Kind.TAR) {
                    tar(inside);
                    // The checksum comes last.
                    spool.pass(inside);
                } else {
                    spool.refuse(name, "it is compressed, but no TAR; use ZIP, TAR or TAR.GZ", in);
                }
            }
            default -> spool.refuse(name, "this kind of archive is not unpacked; use ZIP, TAR or TAR.GZ", in);
        }
    }

    private void tar(InputStream in) throws IOException {
        Bounded packed = new Bounded(in);
        TarArchiveInputStream entries = new FewGlobals(packed);
        for (TarArchiveEntry entry = packed.step(entries::getNextEntry);
                entry != null;
                entry = packed.step(entries::getNextEntry)) {
            // With a wrong size in it, content would be taken for the next header.
            if (!entry.isCheckSumOK()) throw new IOException("a header does not have its checksum");
            FileName name = FileName.of(entry.getName());
            at = name.text();
            // What is left of a content would be read with the next header.
            if (entry.isDirectory()) folder(entries);
            else entry(name, fault(entry, entries), entries);
        }
    }

    private void folder(InputStream content) throws IOException {
        allowance.file();
        spool.pass(content);
    }

    /// Global headers are kept in memory until the archive ends. Archives have one, if any.
    private static final class FewGlobals extends TarArchiveInputStream {
        private static final int MOST = 16;
        /// Offset of a header's kind.
        private static final int KIND = 156;

        private int globals;

        FewGlobals(InputStream in) {
            super(in);
        }

        @Override
        protected byte[] readRecord() throws IOException {
            byte[] record = super.readRecord();
            if (record != null && record[KIND] == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER && ++globals > MOST) {
                throw new IntakeException("an archive has more than %d global headers".formatted(MOST));
            }
            return record;
        }
    }

    private static String fault(TarArchiveEntry entry, TarArchiveInputStream in) {
        if (entry.isSymbolicLink() || entry.isLink()) return "a link, and links are not followed";
        if (!entry.isFile()) return "not a file";
        return in.canReadEntryData(entry) ? "" : UNKNOWN;
    }

    private void zip(FileName archive, InputStream in) throws IOException {
        ZipArchiveInputStream entries = new ZipArchiveInputStream(in);
        ZipArchiveEntry entry = entries.getNextEntry();
        while (entry != null) {
            FileName name = FileName.of(entry.getName());
            at = name.text();
            CheckedInputStream content = new CheckedInputStream(entries, new CRC32());
            boolean known = entries.canReadEntryData(entry);
            if (!known && entry.getGeneralPurposeBit().usesDataDescriptor()) {
                throw new IntakeException("%s: %s is encrypted and does not say where it ends; unpack the archive"
                                .formatted(archive.text(), at)
                        + " yourself and hand in the photos; nothing was imported");
            }
            if (!known) entry(name, UNKNOWN, InputStream.nullInputStream());
            else if (entry.isDirectory()) folder(content);
            else entry(name, "", content);
            ZipArchiveEntry next = entries.getNextEntry();
            // A ZIP that was written as it streamed by has the checksum behind the content.
            if (known && isOther(entry.getCrc(), content)) throw new ZipException("wrong checksum");
            entry = next;
        }
    }

    private static boolean isOther(long crc, CheckedInputStream content) {
        // -1: it has none
        return crc != -1 && crc != content.getChecksum().getValue();
    }

    private static IntakeException broken(FileName archive, String after, Exception why) {
        String place = after.isEmpty() ? "at its start" : "in or after " + after;
        return new IntakeException(archive.text() + ": is broken " + place + "; nothing was imported", why);
    }

    /// Reads the content to its end.
    ///
    /// @param fault why it is not kept; empty if nothing is wrong
    private void entry(FileName name, String fault, InputStream in) throws IOException {
        BufferedInputStream content = new BufferedInputStream(in, SIGNATURE);
        if (name.isRefused()) {
            spool.refuse(name, name.fault(), content);
        } else if (!fault.isEmpty()) {
            spool.refuse(name, fault, content);
        } else if (name.isHidden()) {
            spool.pass(content);
        } else if (kindOf(content) != Kind.NO_ARCHIVE) {
            spool.refuse(name, "an archive within an archive is not unpacked", content);
        } else if (!manifest.take(name, content)) {
            spool.keep(name, content);
        }
    }
}
