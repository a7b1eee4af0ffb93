package beholden.cli.release;

import beholden.cli.terminal.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The libraries that this command comes with, told by its bills of materials in CycloneDX.
final class BillOfMaterials {
    private BillOfMaterials() {}

    /// @param folder of the files `*.cdx.json`
    /// @throws RefusedException if there is none, or one is damaged
    static Set<Library> read(Path folder) throws IOException, RefusedException {
        Set<Library> libraries = new LinkedHashSet<>();
        for (Path file : files(folder)) {
            try {
                JsonMapper.shared()
                        .readTree(Files.readAllBytes(file))
                        .path("components")
                        .forEach(component ->
                                Library.of(component.path("purl").asString("")).ifPresent(libraries::add));
            } catch (JacksonException e) {
                throw new RefusedException(file + ": is no bill of materials; install the release again");
            }
        }
        libraries.removeIf(library -> library.name().startsWith("beholden:"));
        if (libraries.isEmpty()) {
            throw new RefusedException(folder + ": names no library; install the release again, or build it with"
                    + " './beholden package'");
        }
        return libraries;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".cdx.json"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }
}
