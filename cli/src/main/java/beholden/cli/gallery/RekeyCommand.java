package beholden.cli.gallery;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.ProgressLine;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.WrongKeyException;
import beholden.ground.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `beholden gallery rekey`.
@Command(
        name = "rekey",
        description = {
            "Gives the gallery a new key, as when the old one may have been seen by others.",
            "The key file is replaced; run it again if it was interrupted."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RekeyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    /// File in which the new key waits until the gallery has it.
    static Path newKeyFile(Path keyFile) {
        return keyFile.resolveSibling(keyFile.getFileName() + ".new");
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        Path keyFile = gallery.keyFile();
        Path newKeyFile = newKeyFile(keyFile);
        try (GalleryKey old = gallery.loadKey();
                GalleryKey fresh = newKey(newKeyFile)) {
            if (!hasAlready(fresh)) rekey(old, fresh);
        }
        // The old key goes only now: until here, one of the two files opens the gallery whatever happens.
        DurableFile.move(newKeyFile, keyFile);
        Commands.out(spec)
                .println(
                        "The gallery has a new key, in " + keyFile + ". Copies of the old one are of no use any more.");
        return ExitStatus.FINE;
    }

    /// A new key on disk; the one of an interrupted re-keying, if there was one.
    private static GalleryKey newKey(Path file) throws IOException {
        if (Files.exists(file)) return GalleryKey.load(file);
        GalleryKey fresh = GalleryKey.generate();
        fresh.save(file);
        return fresh;
    }

    /// Whether an interrupted re-keying had come to its end but for the key files.
    private boolean hasAlready(GalleryKey fresh) throws IOException {
        try (Gallery _ = Gallery.open(gallery.folder(), fresh, Gallery.packOf(gallery.folder()))) {
            return true;
        } catch (WrongKeyException e) {
            return false;
        }
    }

    private void rekey(GalleryKey old, GalleryKey fresh) throws IOException {
        try (ProgressLine progress = ProgressLine.of("rekey", "faces", false)) {
            long faces = Gallery.rekey(gallery.folder(), old, fresh, progress);
            progress.end();
            Commands.out(spec).println(Wording.faces(faces) + " rotated anew.");
        }
    }
}
