package beholden.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.Cli;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VulnerabilitiesTest {
    private static final String RECORD = """
            {"schema_version": "1.7.3", "id": "GHSA-0000-0000-0001", "aliases": ["CVE-2026-00001"], "summary": "Reads a huge tree",
             "affected": [{"package": {"ecosystem": "Maven", "name": "org.yaml:snakeyaml"},
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.9"}, {"introduced": "2.1"}, {"fixed": "2.10"}]}]}]}
            """;

    @TempDir
    Path temp = Path.of("");

    @BeforeEach
    void a_bill_of_materials() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("sbom"));
        Files.writeString(folder.resolve("java.cdx.json"), """
                {"bomFormat": "CycloneDX", "components": [
                  {"purl": "pkg:maven/beholden/cli@0.1.0?type=jar"},
                  {"purl": "pkg:maven/org.yaml/snakeyaml@2.6?type=jar"},
                  {"purl": "pkg:maven/org.slf4j/slf4j-api@2.0.20?type=jar"}]}
                """);
        Files.writeString(
                folder.resolve("web.cdx.json"), "{\"components\": [{\"purl\": \"pkg:npm/%40mantine/core@9.7.3\"}]}");
        System.setProperty("beholden.sbom", folder.toString());
    }

    @AfterEach
    void none() {
        System.clearProperty("beholden.sbom");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }

    private Path zip(String name, byte[] content) throws IOException {
        Path file = temp.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("GHSA-0000-0000-0001.json"));
            zip.write(content);
        }
        return file;
    }

    private static Cli.Result run(Object... arguments) {
        return Cli.run(Stream.concat(Stream.of("vulnerabilities"), Arrays.stream(arguments))
                .toArray());
    }

    @Test
    void a_library_that_a_record_names_is_listed_with_the_version_that_is_mended() throws IOException {
        Cli.Result one = run(file("one.json", RECORD));
        Cli.Result list = run(file("list.json", "[" + RECORD + "," + RECORD.replace("snakeyaml", "other") + "]"));
        Cli.Result zip = run(zip("maven.zip", RECORD.getBytes(StandardCharsets.UTF_8)), "--json");

        assertThat(one.status()).isEqualTo(5);
        assertThat(one.out())
                .startsWith("3 libraries compared with 1 records of ")
                .contains("GHSA-0000-0000-0001 CVE-2026-00001")
                .containsPattern("org.yaml:snakeyaml +\\| 2.6 +\\| 2.10 +\\| Reads a huge tree");
        assertThat(list.out()).contains("compared with 2 records").contains("org.yaml:snakeyaml");
        assertThat(zip.json().path("found").path(0).path("mendedIn").asString()).isEqualTo("2.10");
        assertThat(zip.json().path("records").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "introduced, 2.6, true",
        "introduced, 2.7, false",
        "last_affected, 2.6, true",
        "last_affected, 2.5, false",
        "fixed, 2.6, false",
        "fixed, 2.6.1, true"
    })
    void a_range_ends_where_it_says(String kind, String version, boolean affected) throws IOException {
        String events = kind.equals("introduced")
                ? "{\"introduced\": \"%s\"}".formatted(version)
                : "{\"introduced\": \"0\"}, {\"%s\": \"%s\"}".formatted(kind, version);
        String record = RECORD.replaceAll("\"events\": \\[.*?]", "\"events\": [" + events + "]");

        assertThat(run(file("r.json", record)).status()).isEqualTo(affected ? 5 : 0);
    }

    @Test
    void only_a_range_that_holds_the_version_says_where_it_is_mended() throws IOException {
        String earlier = RECORD.replace(
                "\"ranges\": [",
                "\"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [{\"introduced\": \"3\"}, {\"fixed\": \"4\"}]}, ");
        String listed = RECORD.replaceAll(
                "\"ranges\": .*]}]}]",
                "\"versions\": [\"2.6\"], \"ranges\": [{\"type\": "
                        + "\"ECOSYSTEM\", \"events\": [{\"introduced\": \"3\"}, {\"fixed\": \"3.1\"}]}]}]");

        Cli.Result both = run(file("both.json", earlier), "--json");
        Cli.Result versions = run(file("listed.json", listed), "--json");

        assertThat(both.json().path("found").path(0).path("mendedIn").asString())
                .isEqualTo("2.10");
        assertThat(versions.status()).isEqualTo(5);
        assertThat(versions.json().path("found").path(0).path("mendedIn").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "unheard_of"})
    void an_event_of_another_kind_changes_nothing(String kind) throws IOException {
        String more = RECORD.replace("{\"fixed\": \"2.10\"}", "{\"%s\": \"2.5\"}".formatted(kind));

        assertThat(run(file("more.json", more)).status()).isEqualTo(5);
    }

    @Test
    void a_record_of_another_library_or_one_that_was_withdrawn_says_nothing() throws IOException {
        for (String other : new String[] {
            RECORD.replace("org.yaml", "org.other"),
            RECORD.replace("Maven", "npm"),
            RECORD.replace("\"summary\"", "\"withdrawn\": \"2026-01-01T00:00:00Z\", \"summary\""),
            RECORD.replace("ECOSYSTEM", "GIT")
        }) {
            Cli.Result result = run(file("other.json", other));
            assertThat(result.status()).isZero();
            assertThat(result.out()).endsWith("None of the libraries is named in a record." + System.lineSeparator());
        }
    }

    @Test
    void what_is_no_list_is_refused() throws IOException {
        byte[] record = RECORD.getBytes(StandardCharsets.UTF_8);
        byte[] huge = new byte[(8 << 20) + 1];
        Arrays.fill(huge, (byte) ' ');
        byte[] whole = Files.readAllBytes(zip("whole.zip", record));
        byte[] damaged = whole.clone();
        damaged[100] ^= 1;

        assertThat(run(file("cut.json", RECORD.substring(0, 100))).err()).contains("is not in the format of OSV");
        assertThat(run(file("words.json", "no list")).status()).isEqualTo(3);
        assertThat(run(file("deep.json", "[".repeat(200_000))).status()).isEqualTo(3);
        for (byte[] bytes : new byte[][] {Arrays.copyOf(whole, 60), Arrays.copyOf(whole, whole.length - 30), damaged}) {
            Path broken = Files.write(temp.resolve("broken.zip"), bytes);
            Cli.Result refused = run(broken);
            assertThat(refused.status()).isEqualTo(3);
            assertThat(refused.err()).contains(broken.toString());
        }
        assertThat(run(temp).err()).contains(temp + ": ");
        assertThat(run(zip("huge.zip", huge)).err()).contains("more than 8,388,608 bytes");
        assertThat(run(temp.resolve("none.json")).status()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[null]",
                "{'vulns': [{'id': 'A'}]}",
                "{'id': null}",
                "{'id': 'A', 'affected': [null]}",
                "{'id': 'A', 'aliases': [null]}",
                "{'id': 'A', 'affected': [{'ranges': [null]}]}",
                "{'id': 'A', 'affected': [{'versions': [null]}]}",
                "{'id': 'A', 'affected': [{'ranges': [{'events': [null]}]}]}",
                "{'id': 'A', 'affected': [{'ranges': [{'events': [{'fixed': null}]}]}]}"
            })
    void a_record_without_an_id_or_with_a_hole_is_refused(String record) throws IOException {
        String json = record.replace('\'', '"');
        Cli.Result alone = run(file("hole.json", json));
        Cli.Result zip = run(zip("hole.zip", json.getBytes(StandardCharsets.UTF_8)));

        assertThat(alone.status()).isEqualTo(3);
        assertThat(alone.err()).contains("hole.json, record 1: is not in the format of OSV");
        assertThat(zip.status()).isEqualTo(3);
        assertThat(zip.err()).contains("hole.zip, GHSA-0000-0000-0001.json: is not in the format of OSV");
    }

    @Test
    void a_file_without_records_is_refused() throws IOException {
        Path zip = zip("none.zip", new byte[0]);
        String other = Files.readString(zip, StandardCharsets.ISO_8859_1).replace(".json", ".text");
        Files.writeString(zip, other, StandardCharsets.ISO_8859_1);

        for (Path empty : new Path[] {file("empty.json", ""), file("list.json", "[]"), zip}) {
            Cli.Result refused = run(empty);
            assertThat(refused.status()).isEqualTo(3);
            assertThat(refused.err()).contains(empty + ": holds no record");
        }
    }

    @Test
    void without_bills_of_materials_nothing_is_compared() throws IOException {
        System.setProperty("beholden.sbom", temp.resolve("gone").toString());
        assertThat(run(file("one.json", RECORD)).err()).contains("names no library");
        Files.writeString(temp.resolve("broken.cdx.json"), "{");
        System.setProperty("beholden.sbom", temp.toString());
        assertThat(run(file("one.json", RECORD)).err()).contains("is no bill of materials");
    }
}
