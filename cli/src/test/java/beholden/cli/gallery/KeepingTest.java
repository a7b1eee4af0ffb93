package beholden.cli.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.Cli;
import beholden.cli.TestPhotos;
import beholden.cli.terminal.ExitStatus;
import beholden.gallery.GalleryKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Commands for a gallery that is filled: info, remove, verify, rekey, reenrol.
class KeepingTest {
    @TempDir
    Path temp = Path.of("");

    @BeforeEach
    void a_gallery_of_three_faces() throws IOException {
        Path one = temp.resolve("one.jpg");
        Files.write(one, TestPhotos.oneFace());
        Files.write(temp.resolve("two.jpg"), TestPhotos.withComment(TestPhotos.oneFace(), "another photo"));
        Cli.run(args("import", one, temp.resolve("two.jpg"), "--source", "a"));
        Cli.run(args("import", one, "--source", "b"));
    }

    private Object[] args(String command, Object... more) {
        Object[] start = {"gallery", command, "--gallery", temp.resolve("g"), "--key", temp.resolve("g.key")};
        return Stream.concat(Stream.of(start), Stream.of(more)).toArray();
    }

    private JsonNode info() {
        return Cli.run(args("info", "--json")).json();
    }

    @Test
    void a_source_a_photo_or_a_face_is_removed() {
        String faceId = Cli.run(args("search", temp.resolve("one.jpg"), "--source-in", "b", "--json"))
                .json()
                .path("candidates")
                .path(0)
                .path("faceId")
                .asString();
        String photoId = faceId.replaceAll("#.*", "").replaceAll("@b$", "@a");

        Cli.Result face = Cli.run(args("remove", "--face", faceId));
        Cli.Result photo = Cli.run(args("remove", "--photo", photoId));
        Cli.Result source = Cli.run(args("remove", "--source", "a", "--json"));
        Cli.Result again = Cli.run(args("remove", "--source", "a"));

        assertThat(face.out()).contains("1 face removed; the gallery holds 2 faces.");
        assertThat(photo.out()).contains("1 face removed; the gallery holds 1 face.");
        assertThat(source.json().path("facesRemoved").asInt()).isEqualTo(1);
        assertThat(source.json().path("galleryFaces").asInt()).isZero();
        assertThat(again.status()).isEqualTo(ExitStatus.NOTHING_FOUND);
    }

    @Test
    void a_new_key_replaces_the_old_one() throws IOException {
        String old = Files.readString(temp.resolve("g.key"));

        Cli.Result rekeyed = Cli.run(args("rekey"));

        assertThat(rekeyed.status()).as(rekeyed.err()).isZero();
        assertThat(Files.readString(temp.resolve("g.key"))).isNotEqualTo(old);
        assertThat(temp.resolve("g.key.new")).doesNotExist();
        assertThat(info().path("faces").asInt()).isEqualTo(3);
        Files.writeString(temp.resolve("g.key"), old);
        assertThat(Cli.run(args("info")).status()).isEqualTo(ExitStatus.REFUSED);
    }

    @Test
    void a_rekeying_that_broke_off_before_the_key_files_were_swapped_is_finished() throws IOException {
        String old = Files.readString(temp.resolve("g.key"));
        Cli.run(args("rekey"));
        Files.move(temp.resolve("g.key"), temp.resolve("g.key.new"));
        Files.createFile(
                temp.resolve("g.key"),
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temp.resolve("g.key"), old);

        Cli.Result blocked = Cli.run(args("info"));
        Cli.Result finished = Cli.run(args("rekey"));

        assertThat(blocked.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(blocked.err()).contains("its re-keying was interrupted; finish it with: beholden gallery rekey");
        assertThat(finished.status()).as(finished.err()).isZero();
        assertThat(info().path("faces").asInt()).isEqualTo(3);
    }

    @Test
    void another_key_is_refused() throws IOException {
        Path other = temp.resolve("other.key");
        try (GalleryKey key = GalleryKey.generate()) {
            key.save(other);
        }

        Cli.Result wrong = Cli.run("gallery", "rekey", "--gallery", temp.resolve("g"), "--key", other);
        Cli.Result none = Cli.run("gallery", "info", "--gallery", temp.resolve("g"), "--key", temp.resolve("no.key"));

        assertThat(wrong.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(none.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(none.err()).contains("no.key: no such file; it should be the key of gallery");
        assertThat(info().path("faces").asInt()).isEqualTo(3);
    }

    @Test
    void a_changed_picture_is_found_by_verify() throws IOException {
        Cli.Result before = Cli.run(args("verify", "--json"));
        Path picture;
        try (Stream<Path> files = Files.walk(temp.resolve("g"))) {
            picture = files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{62}"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(picture, "changed");

        Cli.Result after = Cli.run(args("verify"));

        assertThat(before.json().path("sound").asBoolean()).isTrue();
        assertThat(after.status()).isEqualTo(ExitStatus.IN_USE_OR_DAMAGED);
        assertThat(after.out()).contains("the gallery is damaged");
    }

    @Test
    void a_gallery_is_made_anew_from_its_crops_for_another_pack() throws IOException {
        Path pack = Files.createDirectories(temp.resolve("pack"));
        String description = Files.readString(Cli.modelsFolder().resolve("pack.json"));
        Files.writeString(
                pack.resolve("pack.json"), description.replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"other\""));
        Files.createSymbolicLink(
                pack.resolve("node_modules"), Cli.modelsFolder().resolve("node_modules"));
        Object[] target = {"--gallery", temp.resolve("n"), "--key", temp.resolve("n.key")};

        Cli.Result made = Cli.run(args(
                "reenrol", "--pack", pack, "--to", temp.resolve("n"), "--to-key", temp.resolve("n.key"), "--json"));
        Cli.Result again = Cli.run(args(
                "reenrol", "--pack", pack, "--to", temp.resolve("n"), "--to-key", temp.resolve("n.key"), "--json"));
        Cli.Result search = Cli.run(Stream.concat(
                        Stream.of("gallery", "search", temp.resolve("one.jpg"), "--pack", pack, "--json"),
                        Stream.of(target))
                .toArray());
        Cli.Result otherPack =
                Cli.run(Stream.concat(Stream.of("gallery", "search", temp.resolve("one.jpg")), Stream.of(target))
                        .toArray());

        assertThat(made.json().path("enrolled").asInt()).as(made.err()).isEqualTo(3);
        assertThat(made.json().path("failures")).isEmpty();
        assertThat(again.json().path("alreadyThere").asInt()).isEqualTo(3);
        assertThat(search.json().path("candidates").path(2).path("score").asDouble())
                .isGreaterThan(0.9);
        assertThat(otherPack.status()).isEqualTo(ExitStatus.REFUSED);
    }
}
