package beholden.server.imports.intake;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Share of its limits that one import has used up.
final class Allowance {
    private final IntakeLimits limits;
    private final FileStore disk;
    private int files;
    private long bytes;
    private @Nullable PackedStream archive;
    private String archiveName = "";
    private long unpacked;

    Allowance(IntakeLimits limits, Path folder) throws IOException {
        this.limits = limits;
        this.disk = Files.getFileStore(folder);
    }

    IntakeLimits limits() {
        return limits;
    }

    void file() throws IOException {
        if (++files > limits.files()) {
            throw new IntakeException("more than %,d files, which is the limit of one import; hand them in in parts"
                    .formatted(limits.files()));
        }
        if (disk.getUsableSpace() < limits.freeBytes()) {
            throw new IntakeException("the server's disk has less than %,d MB left; make room and try again"
                    .formatted(limits.freeBytes() / 1_000_000));
        }
    }

    /// Begins an archive: bytes come out of it from now on.
    void unpacking(String name, PackedStream packed) {
        archive = packed;
        archiveName = name;
        unpacked = 0;
    }

    void unpacked() {
        archive = null;
    }

    void bytes(int count) throws IntakeException {
        bytes += count;
        if (bytes > limits.bytes()) {
            throw new IntakeException("more than %,d bytes, which is the limit of one import; hand them in in parts"
                    .formatted(limits.bytes()));
        }
        if (archive == null) return;
        unpacked += count;
        if (unpacked > IntakeLimits.RATIO_COUNTS_FROM && unpacked / limits.ratio() > archive.count()) {
            throw new IntakeException(
                    archiveName + ": unpacks to more than " + limits.ratio() + " times its size, as no photos do");
        }
    }
}
