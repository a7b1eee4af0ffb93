package beholden.cli.gallery;

import beholden.cli.home.Home;
import beholden.cli.terminal.RefusedException;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.GallerySettings;
import beholden.gallery.WrongKeyException;
import beholden.ground.DurableFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--gallery` and `--key`, and what they open.
final class GalleryOption {
    @Option(
            names = "--gallery",
            paramLabel = "DIR",
            description = "folder of the gallery (default: gallery/ in BEHOLDEN_HOME)")
    private @Nullable Path gallery;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "key file of the gallery (default: in keys/ of BEHOLDEN_HOME)")
    private @Nullable Path key;

    /// The options as if they had been given so.
    static GalleryOption of(Path gallery, @Nullable Path key) {
        GalleryOption option = new GalleryOption();
        option.gallery = gallery;
        option.key = key;
        return option;
    }

    Path folder() {
        return gallery == null ? Home.find().gallery() : gallery;
    }

    /// @throws RefusedException if the key would lie in the gallery's own folder, for a thief to find both
    Path keyFile() throws RefusedException {
        Path file = key == null ? Home.find().keyOf(folder()) : key;
        if (file.toAbsolutePath()
                .normalize()
                .startsWith(folder().toAbsolutePath().normalize())) {
            throw new RefusedException(file
                    + ": lies in the gallery that it protects; keep the key in another folder, best on another disk");
        }
        return file;
    }

    /// The key as it is on disk now.
    GalleryKey loadKey() throws IOException, RefusedException {
        requireGallery();
        Path file = keyFile();
        if (!Files.exists(file)) {
            throw new RefusedException(file + ": no such file; it should be the key of gallery " + folder()
                    + ", name the right one with --key");
        }
        return GalleryKey.load(file);
    }

    /// Opens a gallery that is there, for templates of `pack`.
    Gallery open(String pack) throws IOException, RefusedException {
        try (GalleryKey secret = loadKey()) {
            return Gallery.open(folder(), secret, pack);
        } catch (WrongKeyException e) {
            if (Files.exists(RekeyCommand.newKeyFile(keyFile()))) {
                throw new RefusedException(
                        folder() + ": its re-keying was interrupted; finish it with: beholden gallery"
                                + " rekey (and the same --gallery and --key as now)");
            }
            throw e;
        }
    }

    /// Opens a gallery that is there, whatever pack its templates are of.
    Gallery open() throws IOException, RefusedException {
        requireGallery();
        return open(Gallery.packOf(folder()));
    }

    /// Opens the gallery, or makes a new one, and a key for it, where there is none yet.
    ///
    /// @param notes told when a key was made
    Gallery openOrCreate(GallerySettings settings, PrintWriter notes) throws IOException, RefusedException {
        if (Gallery.isGallery(folder())) return open(settings.pack());
        Path file = keyFile();
        if (!Files.exists(file)) {
            DurableFile.makePrivateFolders(DurableFile.folderOf(file));
            try (GalleryKey fresh = GalleryKey.generate()) {
                fresh.save(file);
            }
            notes.println("New gallery " + folder() + "; its key is " + file
                    + ". Keep a copy of the key elsewhere: without it the gallery cannot be searched.");
        }
        try (GalleryKey secret = GalleryKey.load(file)) {
            return Gallery.create(folder(), secret, settings);
        }
    }

    /// A folder that is there and holds something else is left for the gallery itself to refuse.
    private void requireGallery() throws IOException, RefusedException {
        if (!Files.exists(folder())) {
            throw new RefusedException(
                    folder() + ": there is no gallery yet; make one with: beholden gallery import DIR --source NAME");
        }
        Gallery.packOf(folder());
    }
}
