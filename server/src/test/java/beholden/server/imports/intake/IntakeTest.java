package beholden.server.imports.intake;

import static beholden.server.imports.intake.Archives.globals;
import static beholden.server.imports.intake.Archives.gzip;
import static beholden.server.imports.intake.Archives.headed;
import static beholden.server.imports.intake.Archives.in;
import static beholden.server.imports.intake.Archives.link;
import static beholden.server.imports.intake.Archives.put;
import static beholden.server.imports.intake.Archives.tar;
import static beholden.server.imports.intake.Archives.tarred;
import static beholden.server.imports.intake.Archives.zeros;
import static beholden.server.imports.intake.Archives.zip;
import static beholden.server.imports.intake.Archives.zipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.enrol.LinkRule;
import beholden.enrol.PhotoFacts;
import beholden.enrol.PhotoList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class IntakeTest {
    private static final IntakeLimits SMALL = new IntakeLimits(10, 300_000_000, 1_000, 2_000, 100, 0);

    @TempDir
    Path temp = Path.of("");

    private interface HandingIn {
        void to(Intake intake) throws IOException;
    }

    private Path folder() throws IOException {
        return Files.createTempDirectory(temp, "in");
    }

    private Delivery delivered(HandingIn handingIn) throws IOException {
        Path folder = folder();
        try (Intake intake = new Intake(folder, SMALL)) {
            handingIn.to(intake);
        }
        return Delivery.handedIn(folder, new LinkRule.None(), SMALL);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> contents(Delivery delivery) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : delivery.files()) contents.put(delivery.facts(file).name(), Files.readString(file));
        return contents;
    }

    private static List<String> refused(Delivery delivery) {
        return delivery.unreadable().stream().map(PhotoList.Unreadable::reason).toList();
    }

    @Test
    void photos_come_loose_and_in_zip_tar_and_compressed_tar() throws IOException {
        Delivery delivery = delivered(intake -> {
            intake.file("loose.jpg", in(bytes("1")));
            intake.file("a.zip", in(zip(Map.of("in/zip.jpg", bytes("2")))));
            intake.file("b.tar", in(tar(Map.of("in/tar.jpg", bytes("3")))));
            intake.file("c.bin", in(gzip(tar(Map.of("in/tgz.jpg", bytes("4"))))));
        });

        assertThat(contents(delivery))
                .isEqualTo(Map.of("loose.jpg", "1", "in/zip.jpg", "2", "in/tar.jpg", "3", "in/tgz.jpg", "4"));
        assertThat(delivery.unreadable()).isEmpty();
    }

    @Test
    void no_name_from_outside_leads_out_of_the_folder_or_hides_a_file() throws IOException {
        Delivery delivery = delivered(intake -> {
            intake.file(
                    "hostile.zip",
                    in(zip(Map.of(
                            "../../up.jpg", bytes("x"),
                            "/etc/absolute.jpg", bytes("x"),
                            "C:\\windows.jpg", bytes("x"),
                            "a/../b.jpg", bytes("x"),
                            "line\nbreak \u202Egpj.exe", bytes("fine"),
                            ".hidden/x.jpg", bytes("x"),
                            "__MACOSX/._x.jpg", bytes("x")))));
        });

        assertThat(contents(delivery)).isEqualTo(Map.of("line?break ?gpj.exe", "fine"));
        assertThat(refused(delivery))
                .hasSize(4)
                .allMatch(reason -> reason.endsWith(": its name leads outside the folder it came in"));
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all.filter(Files::isRegularFile).map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("00000001", "names.jsonl");
        }
    }

    @Test
    void links_and_devices_in_a_tar_are_refused_and_never_made() throws IOException {
        Delivery delivery = delivered(intake -> intake.file("links.tar", in(tarred(out -> {
            link(out, "passwd.jpg", "/etc/passwd");
            put(out, "passwd.jpg", bytes("a file after the link of its name"));
            put(out, "dir/", new byte[0]);
        }))));

        assertThat(contents(delivery)).isEqualTo(Map.of("passwd.jpg", "a file after the link of its name"));
        assertThat(refused(delivery)).containsExactly("passwd.jpg: a link, and links are not followed");
    }

    @Test
    void archives_within_archives_and_of_other_kinds_are_named_and_not_unpacked() throws IOException {
        byte[] inner = zip(Map.of("x.jpg", bytes("x")));
        byte[] sevenZip = Arrays.copyOf(new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C}, 600);
        Delivery delivery = delivered(intake -> {
            intake.file("outer.zip", in(zip(Map.of("inner.zip", inner, "inner.tgz", gzip(tar(Map.of()))))));
            intake.file("other.7z", in(sevenZip));
            intake.file("lone.gz", in(gzip(bytes("no tar"))));
        });

        assertThat(delivery.files()).isEmpty();
        assertThat(refused(delivery))
                .containsExactlyInAnyOrder(
                        "inner.zip: an archive within an archive is not unpacked",
                        "inner.tgz: an archive within an archive is not unpacked",
                        "other.7z: this kind of archive is not unpacked; use ZIP, TAR or TAR.GZ",
                        "lone.gz: it is compressed, but no TAR; use ZIP, TAR or TAR.GZ");
    }

    @Test
    void a_photo_over_the_limit_is_refused_and_the_others_come_in() throws IOException {
        Delivery delivery = delivered(intake -> {
            intake.file("large.jpg", zeros(1_001));
            intake.file("just.jpg", zeros(1_000));
            intake.file("packed.zip", in(zip(Map.of("large too.jpg", new byte[5_000]))));
        });

        assertThat(contents(delivery)).containsOnlyKeys("just.jpg");
        assertThat(refused(delivery))
                .containsExactly(
                        "large.jpg: more than 1,000 bytes, which is the limit of a photo",
                        "large too.jpg: more than 1,000 bytes, which is the limit of a photo");
    }

    /// A ZIP of one file of zeros.
    private static byte[] bomb(String name) {
        return zipped(out -> {
            out.putArchiveEntry(new ZipArchiveEntry(name));
            zeros(250_000_000).transferTo(out);
            out.closeArchiveEntry();
        });
    }

    @Test
    void a_bomb_is_refused_before_it_is_unpacked() {
        byte[] bomb = bomb("photo.jpg");

        assertThat(bomb.length).isLessThan(300_000);
        assertThatThrownBy(() -> delivered(intake -> intake.file("bomb.zip", in(bomb))))
                .isInstanceOf(IntakeException.class)
                .hasMessage("bomb.zip: unpacks to more than 100 times its size, as no photos do");
        assertThatThrownBy(() -> delivered(intake ->
                        intake.file("bomb.tgz", in(gzip(tar(Map.of("photo.jpg", new byte[60_000_000])))))))
                .isInstanceOf(IntakeException.class)
                .hasMessageContaining("more than 100 times");
    }

    @Test
    void no_name_and_no_header_takes_more_memory_than_any_needs() {
        byte[] gnu = headed(TarConstants.LF_GNUTYPE_LONGNAME, 300_000);
        byte[] pax = headed(TarConstants.LF_PAX_EXTENDED_HEADER_LC, 300_000);
        ByteBuffer gzip = ByteBuffer.allocate(3_000_000).put(new byte[] {0x1f, (byte) 0x8b, 8, 8});
        Arrays.fill(gzip.array(), 10, gzip.capacity(), (byte) 'x');

        for (byte[] archive : List.of(gnu, pax, gzip.array())) {
            assertThatThrownBy(() -> delivered(intake -> intake.file("a.tgz", in(archive))))
                    .isInstanceOf(IntakeException.class)
                    .hasMessage("an archive has a header of more than 262,144 bytes");
        }
    }

    @Test
    void few_headers_are_kept_for_the_whole_archive() {
        byte[] sixteen = globals(16);
        byte[] more = globals(17);

        assertThatCode(() -> delivered(intake -> intake.file("a.tar", in(sixteen))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> delivered(intake -> intake.file("a.tar", in(more))))
                .isInstanceOf(IntakeException.class)
                .hasMessage("an archive has more than 16 global headers");
    }

    @Test
    void what_is_refused_is_unpacked_within_the_limits_too() {
        for (byte[] bomb : List.of(bomb("../photo.jpg"), bomb("photos/"))) {
            assertThatThrownBy(() -> delivered(intake -> intake.file("bomb.zip", in(bomb))))
                    .isInstanceOf(IntakeException.class)
                    .hasMessageContaining("more than 100 times");
        }
    }

    @Test
    void an_encrypted_file_without_a_length_is_named() {
        byte[] archive = zip(Map.of("a.jpg", bytes("content")));
        archive[6] |= 1; // general purpose bit 0

        assertThatThrownBy(() -> delivered(intake -> intake.file("a.zip", in(archive))))
                .isInstanceOf(IntakeException.class)
                .hasMessageStartingWith("a.zip: a.jpg is encrypted and does not say where it ends");
    }

    @Test
    void files_that_the_manifest_cannot_tell_apart_are_refused() throws IOException {
        Delivery delivery = delivered(intake -> {
            intake.manifest("m.csv", in(bytes("file,title\n0001.jpg,First\n0002.jpg,Second\n")));
            intake.file("one.zip", in(zip(Map.of("0001.jpg", bytes("one")))));
            intake.file("two.zip", in(zip(Map.of("0001.jpg", bytes("two"), "0003.jpg", bytes("three")))));
            intake.file("0002.jpg", in(bytes("four")));
        });

        assertThat(contents(delivery)).isEqualTo(Map.of("0002.jpg", "four", "0003.jpg", "three"));
        assertThat(refused(delivery))
                .hasSize(2)
                .containsOnly("0001.jpg: several files have this name, and the manifest cannot tell them apart");
    }

    @Test
    void more_files_or_bytes_than_an_import_may_have_are_refused() {
        Map<String, byte[]> eleven = new TreeMap<>();
        for (int i = 0; i < 11; i++) eleven.put("p" + i + ".jpg", bytes("x"));

        assertThatThrownBy(() -> delivered(intake -> intake.file("many.zip", in(zip(eleven)))))
                .isInstanceOf(IntakeException.class)
                .hasMessage("more than 10 files, which is the limit of one import; hand them in in parts");
        assertThatThrownBy(() -> delivered(intake -> {
                    intake.file("a.jpg", zeros(200_000_000));
                    intake.file("b.jpg", zeros(200_000_000));
                }))
                .isInstanceOf(IntakeException.class)
                .hasMessage("more than 300,000,000 bytes, which is the limit of one import; hand them in in parts");
    }

    @Test
    void a_disk_that_is_nearly_full_is_left_alone() {
        IntakeLimits greedy = new IntakeLimits(10, 1_000, 1_000, 1_000, 100, Long.MAX_VALUE);

        assertThatThrownBy(() -> {
                    try (Intake intake = new Intake(folder(), greedy)) {
                        intake.file("a.jpg", in(bytes("x")));
                    }
                })
                .isInstanceOf(IntakeException.class)
                .hasMessageContaining("make room and try again");
    }

    @Test
    void an_archive_that_is_cut_short_is_refused_as_a_whole() {
        byte[] noise = new byte[900];
        new Random(1).nextBytes(noise);
        byte[] whole = zip(Map.of("a.jpg", noise));
        byte[] packed = gzip(tar(Map.of("a.jpg", noise)));

        assertThatThrownBy(() -> delivered(intake -> intake.file("cut.zip", in(Arrays.copyOf(whole, 500)))))
                .isInstanceOf(IntakeException.class)
                .hasMessage("cut.zip: is broken in or after a.jpg; nothing was imported");
        assertThatThrownBy(() -> delivered(intake -> intake.file("cut.tgz", in(Arrays.copyOf(packed, 700)))))
                .isInstanceOf(IntakeException.class)
                .hasMessageContaining("is broken");
    }

    @Test
    void a_photo_that_changed_in_its_archive_is_noticed() {
        byte[] noise = new byte[900];
        new Random(1).nextBytes(noise);
        for (byte[] archive : List.of(zip(Map.of("a.jpg", noise)), gzip(tar(Map.of("a.jpg", noise))))) {
            archive[600] ^= 1;

            assertThatThrownBy(() -> delivered(intake -> intake.file("changed", in(archive))))
                    .isInstanceOf(IntakeException.class)
                    .hasMessage("changed: is broken in or after a.jpg; nothing was imported");
        }
    }

    @RepeatedTest(300)
    void a_damaged_archive_is_taken_or_refused_and_nothing_else(RepetitionInfo of) throws IOException {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        byte[] tarred = tar(Map.of("a.jpg", bytes("first"), "b/c.jpg", bytes("second")));
        byte[] archive = switch (random.nextInt(3)) {
            case 0 -> zip(Map.of("a.jpg", bytes("first"), "b/c.jpg", bytes("second")));
            case 1 -> tarred;
            default -> gzip(tarred);
        };
        archive[random.nextInt(archive.length)] = (byte) random.nextInt(256);
        Path folder = Files.createTempDirectory("damaged");

        try (Intake intake = new Intake(folder, SMALL)) {
            intake.file("damaged", in(archive));
            intake.close();
            assertThat(Delivery.handedIn(folder, new LinkRule.None(), SMALL).files())
                    .hasSizeLessThanOrEqualTo(2);
        } catch (IntakeException e) {
            assertThat(e).hasMessageMatching("(?s).*(is broken|is encrypted|an archive has).*");
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Test
    void a_manifest_says_link_day_and_title_of_each_photo_and_names_those_that_are_missing() throws IOException {
        Delivery delivery = delivered(intake -> {
            intake.manifest("list.csv", in(bytes("""
                            file,link,captured,title
                            a.jpg,https://example.org/a?x=1,2024-02-29,"A, the first"
                            gone.jpg,,,
                            """)));
            intake.file("photos.zip", in(zip(Map.of("a.jpg", bytes("1"), "b.jpg", bytes("2")))));
        });

        Map<String, PhotoFacts> facts = new TreeMap<>();
        delivery.files().forEach(file -> facts.put(delivery.facts(file).name(), delivery.facts(file)));
        assertThat(facts.get("a.jpg")).isNotNull().satisfies(a -> {
            assertThat(a.link()).hasToString("https://example.org/a?x=1");
            assertThat(a.captured()).hasToString("2024-02-29");
            assertThat(a.title()).isEqualTo("A, the first");
        });
        assertThat(facts.get("b.jpg")).isEqualTo(new PhotoFacts("b.jpg", "b.jpg", null, null));
        assertThat(refused(delivery)).containsExactly("gone.jpg: is in the manifest, and there is no such file");
    }

    @Test
    void an_archive_may_bring_its_manifest() throws IOException {
        Delivery delivery = delivered(intake -> intake.file(
                "photos.zip",
                in(zip(Map.of(
                        "manifest.jsonl",
                        bytes("{\"file\": \"a.jpg\", \"title\": \"From the archive\"}\n"),
                        "a.jpg",
                        bytes("1"))))));

        assertThat(delivery.files())
                .hasSize(1)
                .allSatisfy(file -> assertThat(delivery.facts(file).title()).isEqualTo("From the archive"));
    }

    @Test
    void what_is_left_of_a_delivery_begins_after_the_last_file_that_was_done() throws IOException {
        Delivery whole = delivered(intake -> {
            for (String name : List.of("c", "a", "b")) intake.file(name, in(bytes(name)));
            intake.file("../bad", in(bytes("x")));
        });
        Path first = whole.files().iterator().next();

        Delivery rest = whole.after(whole.place(first));

        assertThat(contents(rest)).containsOnlyKeys("a", "b");
        assertThat(rest.unreadable()).isEmpty();
    }

    @Test
    void links_in_a_folder_of_the_server_that_lead_out_of_it_are_refused() throws IOException {
        Path outside = Files.writeString(temp.resolve("secret.jpg"), "x");
        Path folder = Files.createDirectories(temp.toRealPath().resolve("import/deep"));
        Files.writeString(folder.resolve("a.jpg"), "a");
        Files.createSymbolicLink(folder.resolve("out.jpg"), outside);
        Files.createSymbolicLink(folder.resolve("within.jpg"), folder.resolve("a.jpg"));

        Delivery delivery =
                Delivery.ofFolder(temp.toRealPath().resolve("import"), LinkRule.of("https://example.org/p/"), SMALL);

        assertThat(contents(delivery)).containsOnlyKeys("deep/a.jpg", "deep/within.jpg");
        assertThat(delivery.facts(folder.resolve("a.jpg")).link()).hasToString("https://example.org/p/deep/a.jpg");
        assertThat(refused(delivery)).containsExactly("deep/out.jpg: is a link that leads out of the folder");
    }
}
