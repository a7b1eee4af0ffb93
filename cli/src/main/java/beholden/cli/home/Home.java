package beholden.cli.home;

import beholden.ground.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder in which the command keeps its own files: `$BEHOLDEN_HOME`, or `~/.beholden`.
///
/// ```
/// cache/      weights prepared to run, native libraries; may be deleted at any time
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

    /// The folder of the bills of materials, which the launcher names.
    public static Path billsOfMaterials() {
        return Path.of(System.getProperty("beholden.sbom", "sbom"));
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

    /// File that keeps the key of `gallery` unless another is named; the gallery's own path decides its name.
    public Path keyOf(Path gallery) {
        Path real = gallery.toAbsolutePath().normalize();
        String name = String.valueOf(real.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        String digest =
                Sha256.hex(real.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_DIGITS);
        return folder.resolve("keys").resolve(name + "-" + digest + ".key");
    }
}
