package beholden.server.imports.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Takes in what is handed in for one import: loose photos, archives of photos, a manifest. For one thread.
///
/// Nothing is decoded yet. Whatever is wrong with one file is told of that file when it is imported; what is wrong
/// with an archive or the manifest, and what exceeds a limit, refuses the whole at once with an [IntakeException],
/// and the caller then deletes the folder.
public final class Intake implements Closeable {
    private final Path folder;
    private final IntakeLimits limits;
    private final Spool spool;
    private final Unpacking unpacking;
    private boolean hasManifest;

    /// @param folder the import's own, there and empty
    public Intake(Path folder, IntakeLimits limits) throws IOException {
        this.folder = folder;
        this.limits = limits;
        Allowance allowance = new Allowance(limits, folder);
        this.spool = new Spool(folder, allowance);
        this.unpacking = new Unpacking(spool, allowance, this::manifestAmongPhotos);
    }

    /// A photo, or an archive, as its content tells.
    ///
    /// @param name as a browser gives it, folders included
    public void file(String name, InputStream in) throws IOException {
        FileName plain = FileName.of(name);
        if (plain.isRefused()) {
            spool.refuse(plain, plain.fault(), in);
        } else if (plain.isHidden()) {
            spool.pass(in);
        } else {
            unpacking.take(plain, in);
        }
    }

    /// The manifest; JSON lines if its name ends in `.jsonl`, else CSV.
    public void manifest(String name, InputStream in) throws IOException {
        if (hasManifest) {
            throw new IntakeException("there is a second manifest; an import has one, handed in or in the archive");
        }
        hasManifest = true;
        boolean lines = name.toLowerCase(Locale.ROOT).endsWith(".jsonl");
        Path file = folder.resolve(lines ? "manifest.jsonl" : "manifest.csv");
        long room = limits.manifestBytes();
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                room -= read;
                if (room < 0) {
                    throw new IntakeException(
                            "manifest: more than %,d bytes, the limit".formatted(limits.manifestBytes()));
                }
                out.write(buffer, 0, read);
            }
        }
        Manifest.read(file, limits.files());
    }

    private boolean manifestAmongPhotos(FileName name, InputStream in) throws IOException {
        if (!Manifest.isOne(name.text())) return false;
        manifest(name.text(), in);
        return true;
    }

    /// Ends the intake; the photos may now be read.
    @Override
    public void close() throws IOException {
        spool.close();
    }
}
