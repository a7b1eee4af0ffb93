package beholden.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The six group photos that come beside the default pack's weights, `sample1.jpg` to `sample6.jpg`.
public final class DemoPhotos {
    private static final String FOLDER = "node_modules/@vladmandic/face-api/demo";

    private DemoPhotos() {}

    /// The photos in their order; empty where they are not installed.
    public static List<Path> installed() throws IOException {
        Path pack = Home.defaultPack();
        if (pack == null || !Files.isDirectory(pack.resolve(FOLDER))) return List.of();
        try (Stream<Path> files = Files.list(pack.resolve(FOLDER))) {
            return files.filter(f -> f.getFileName().toString().matches("sample[1-6]\\.jpg"))
                    .sorted()
                    .toList();
        }
    }
}
