package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of photos in a process of its own with a small heap: what grows there is native memory.
class SoakTest {
    private static final int PHOTOS = 5_000;
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void five_thousand_photos_leave_memory_flat() throws Exception {
        List<Long> residentBytes = inProcessOfItsOwn("photos", portraits());

        // The first fifth warms up: code is compiled, arenas and the heap reach their size.
        long warm = residentBytes.get(PHOTOS / 5 / 100);
        long last = residentBytes.getLast();
        assertThat(residentBytes).hasSize(PHOTOS / 100);
        assertThat(last - warm).as("growth in bytes over the last 4,000 photos").isLessThan(64 * MEGABYTE);
    }

    @Test
    void closing_an_engine_gives_its_native_memory_back() throws Exception {
        List<Long> residentBytes = inProcessOfItsOwn("engines", portraits());

        // An engine holds more than 20 MB of weights, twice over while it loads: 15 leaked ones would be 300 MB.
        assertThat(residentBytes).hasSize(20);
        assertThat(residentBytes.getLast() - residentBytes.get(4)).isLessThan(64 * MEGABYTE);
    }

    /// Three people, each by themselves, 200 pixels a side.
    private Path portraits() throws IOException {
        var group = Fixtures.decoded(Fixtures.group(3));
        try (FaceEngine engine = Fixtures.engine(FaceSettings.DEFAULT.withThreads(1))) {
            int n = 0;
            for (Face face : engine.faces(group)) {
                var portrait = Fixtures.part(group, face.box().grownBy(0.4f), 200, 200);
                ImageIO.write(
                        portrait.toImage(),
                        "png",
                        folder.resolve("portrait" + n++ + ".png").toFile());
            }
        }
        return folder;
    }

    private static List<Long> inProcessOfItsOwn(String what, Path portraits) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Xms256m",
                        "-XX:+AlwaysPreTouch",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        what,
                        portraits.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // One arena of the C library's allocator: with more, freed memory stays scattered over them for a while.
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        List<Long> residentBytes = new ArrayList<>();
        try (var lines = process.inputReader()) {
            lines.lines().forEach(line -> residentBytes.add(Long.valueOf(line)));
        }
        assertThat(process.waitFor()).isZero();
        return residentBytes;
    }

    /// Program of the process of its own; prints its resident bytes now and then.
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws IOException {
            List<Path> photos;
            try (var files = Files.list(Path.of(args[1]))) {
                photos = files.sorted().toList();
            }
            if (args[0].equals("photos")) photos(photos);
            else engines(photos);
        }

        private static void photos(List<Path> portraits) throws IOException {
            List<Path> all = new ArrayList<>();
            while (all.size() < PHOTOS) all.addAll(portraits);
            int[] done = {0};
            try (FaceEngine engine = Fixtures.engine(FaceSettings.DEFAULT.withThreads(2))) {
                new PhotoBatch(engine).run(all.subList(0, PHOTOS), hash -> false, result -> {
                    if (((PhotoResult.Done) result).faces().size() != 1)
                        throw new IOException(result + ": one face is in it");
                    if (++done[0] % 100 == 0) printResident();
                });
            }
        }

        private static void engines(List<Path> portraits) throws IOException {
            for (int i = 0; i < 20; i++) {
                try (FaceEngine engine = Fixtures.engine(FaceSettings.DEFAULT.withThreads(2))) {
                    new PhotoBatch(engine)
                            .run(Collections.nCopies(4, portraits.getFirst()), hash -> false, result -> {});
                }
                printResident();
            }
        }

        private static void printResident() throws IOException {
            System.gc();
            String kilobytes = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\D", "");
            System.out.println(1024 * Long.parseLong(kilobytes));
        }
    }
}
