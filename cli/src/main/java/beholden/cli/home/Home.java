package beholden.cli.home;

import beholden.vault.key.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The folder in which the command keeps its own files: `$BEHOLDEN_HOME`, or `~/.beholden`.
///
/// ```
/// cache/      weights prepared to run; may be deleted at any time
/// packs/ID/   added model packs
/// keys/       one key file for each gallery, its owner's alone
/// gallery/    the gallery that is used when none is named
/// ```
public record Home(Path folder) {
    private static final String VARIABLE = "BEHOLDEN_HOME";
    private static final int DIGEST_DIGITS = 12;

    /// The system property `beholden.home` goes before the environment.
    public static Home find() {
        String named = System.getProperty("beholden.home", System.getenv(VARIABLE));
        Path folder = named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".beholden")
                : Path.of(named);
        return new Home(folder.toAbsolutePath().normalize());
    }

    /// The folder of the default pack, which the launcher names; null when run without it.
    public static @Nullable Path defaultPack() {
        String named = System.getProperty("beholden.models");
        return named == null ? null : Path.of(named);
    }

    /// The folder of the built browser application, which the launcher names; null when run without it.
    public static @Nullable Path web() {
        String named = System.getProperty("beholden.web");
        return named == null ? null : Path.of(named);
    }

    public Path cache() {
        return folder.resolve("cache");
    }

    public Path packs() {
        return folder.resolve("packs");
    }

    public Path gallery() {
        return folder.resolve("gallery");
    }

    /// Where the key of `gallery` is kept unless said otherwise: told by the gallery's own path.
    public Path keyOf(Path gallery) {
        Path real = gallery.toAbsolutePath().normalize();
        String name = String.valueOf(real.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        return folder.resolve("keys").resolve(name + "-" + digest(real.toString()) + ".key");
    }

    /// Makes `folder` and what leads to it, open to its owner alone.
    public static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return;
        Path parent = folder.getParent();
        if (parent != null) Files.createDirectories(parent);
        try {
            PrivateFile.makeFolder(folder);
        } catch (FileAlreadyExistsException e) {
            // Another process may have made it in the meantime.
            if (!Files.isDirectory(folder)) throw e;
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
