package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoBatchTest {
    private static FaceEngine engine;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        engine = Fixtures.engine(FaceSettings.DEFAULT.withThreads(2));
    }

    @AfterAll
    static void close() {
        if (engine != null) engine.close();
    }

    @Test
    void bad_photos_are_results_like_any_other_and_the_order_is_kept() throws IOException {
        byte[] group = Files.readAllBytes(Fixtures.group(1));
        Path broken = Files.write(folder.resolve("broken.jpg"), Arrays.copyOf(group, group.length / 2));
        Path huge = Files.write(folder.resolve("huge.bmp"), bmpHeader(60_000, 60_000));
        Path text = Files.writeString(folder.resolve("text.png"), "#!/bin/sh\nrm -rf /\n");
        Path absent = folder.resolve("absent.jpg");

        List<PhotoResult> results =
                run(List.of(Fixtures.group(1), broken, huge, text, absent, folder, Fixtures.group(2)));

        assertThat(results)
                .extracting(r -> r.file().getFileName().toString())
                .containsExactly(
                        "sample1.jpg",
                        "broken.jpg",
                        "huge.bmp",
                        "text.png",
                        "absent.jpg",
                        folder.getFileName().toString(),
                        "sample2.jpg");
        assertThat(results.get(0)).isInstanceOf(PhotoResult.Done.class);
        assertThat(results.get(6)).isInstanceOf(PhotoResult.Done.class);
        assertThat(results.subList(1, 6)).allSatisfy(r -> {
            assertThat(r).isInstanceOf(PhotoResult.Refused.class);
            assertThat(((PhotoResult.Refused) r).reason()).startsWith(r.file() + ": ");
        });
    }

    @Test
    void a_photo_comes_with_its_hash_its_day_its_faces_and_small_pictures() throws IOException {
        var done = (PhotoResult.Done) run(List.of(Fixtures.group(1))).getFirst();

        assertThat(done.hash()).matches("[0-9a-f]{64}");
        assertThat(done.width()).isEqualTo(1920);
        assertThat(done.captureDate()).isEqualTo(LocalDate.of(2017, 10, 31));
        assertThat(done.faces()).hasSize(3);
        Path thumbnail = Files.write(folder.resolve("thumbnail.jpg"), done.thumbnail());
        assertThat(Fixtures.decoded(thumbnail).width()).isEqualTo(320);
        Path crop =
                Files.write(folder.resolve("crop.jpg"), done.faces().getLast().crop());
        List<Face> again = engine.faces(Fixtures.decoded(crop));
        assertThat(again).hasSize(1);
        assertThat(again.getFirst().compare(done.faces().getLast().face())).isGreaterThan(0.9f);
    }

    @Test
    void a_photo_the_caller_knows_is_passed_over() throws IOException {
        List<PhotoResult> results = new ArrayList<>();

        new PhotoBatch(engine).run(List.of(Fixtures.group(1)), hash -> true, results::add);

        assertThat(results).hasSize(1).first().isInstanceOf(PhotoResult.Known.class);
    }

    @Test
    void what_the_taker_throws_ends_the_batch() {
        Path photo = Fixtures.group(1);
        List<Path> many = IntStream.range(0, 50).mapToObj(i -> photo).toList();
        List<PhotoResult> taken = new ArrayList<>();

        assertThatThrownBy(() -> new PhotoBatch(engine).run(many, hash -> true, result -> {
                    taken.add(result);
                    if (taken.size() == 3) throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");

        assertThat(taken).hasSize(3);
    }

    private static List<PhotoResult> run(List<Path> files) throws IOException {
        List<PhotoResult> results = new ArrayList<>();
        new PhotoBatch(engine).run(files, hash -> false, results::add);
        return results;
    }

    private static byte[] bmpHeader(int width, int height) {
        return java.nio.ByteBuffer.allocate(70)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'B')
                .put((byte) 'M')
                .putInt(70)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) 24)
                .array();
    }
}
