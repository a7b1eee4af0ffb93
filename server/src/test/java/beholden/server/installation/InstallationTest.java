package beholden.server.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import beholden.server.TestServer;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/// The first start of an installation, broken off at every place where a crash leaves something on the disk.
class InstallationTest {
    private final RootKey root = RootKey.of(Secret.random(32));

    @TempDir
    private Path folder;

    @BeforeEach
    void makeVault() throws IOException {
        Path vault = Installation.vaultOf(folder);
        Files.createDirectories(vault.resolve("keys"));
        Vault.create(vault, VaultSettings.standard("example.org/vault"), root).close();
        RegistrarKey.found(3, 2).key().save(vault.resolve("keys").resolve(RegistrarKey.FILE));
    }

    @AfterEach
    void closeRoot() {
        root.close();
    }

    private Installation open() throws IOException {
        FaceEngine faces = FaceEngine.open(
                ModelPack.read(TestServer.models()),
                Path.of("target", "prepared-weights"),
                FaceSettings.DEFAULT.withThreads(1));
        Vault vault = Vault.open(Installation.vaultOf(folder), root);
        try {
            return Installation.open(folder, vault, faces, InstantSource.system(), System::nanoTime);
        } catch (IOException | RuntimeException e) {
            vault.close();
            faces.close();
            throw e;
        }
    }

    private AgencyId started() throws IOException {
        try (Installation installation = open()) {
            assertThat(installation.vault().keyring().knows(installation.operator()))
                    .isTrue();
            assertThat(installation.gallery().size()).isZero();
            return installation.operator();
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void a_second_start_finds_what_the_first_one_made() throws IOException {
        AgencyId operator = started();

        assertThat(started()).isEqualTo(operator);
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.toString().endsWith(".new"))
                .isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
    }

    @Test
    void what_a_crash_left_half_written_is_made_anew() throws IOException {
        Files.writeString(file("installation.json.tmp"), "{\"format\":2,\"oper");
        Files.writeString(file("gallery.key.new"), "0011");
        Files.createDirectories(file("gallery.new").resolve("index-1"));
        Files.writeString(file("gallery.new").resolve("index-1").resolve("segments_1"), "half");

        AgencyId operator = started();

        assertThat(started()).isEqualTo(operator);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void an_operators_log_that_has_a_name_and_no_keys_yet_gets_its_keys() throws IOException {
        AgencyId named = AgencyId.random();
        Files.writeString(
                file("installation.json"), "{\"format\":2,\"operator\":\"" + named.hex() + "\",\"state\":\"BEGUN\"}");

        assertThat(started()).isEqualTo(named);
        assertThat(started()).isEqualTo(named);
    }

    @Test
    void keys_that_were_made_just_before_a_crash_are_used_and_none_are_made_beside_them() throws IOException {
        AgencyId operator = started();
        Files.writeString(
                file("installation.json"),
                "{\"format\":2,\"operator\":\"" + operator.hex() + "\",\"state\":\"BEGUN\"}");

        assertThat(started()).isEqualTo(operator);
        assertThat(Files.readString(file("installation.json"))).contains("MADE");
    }

    @Test
    void a_gallery_that_is_not_there_yet_is_made_with_the_key_that_is() throws IOException {
        started();
        byte[] key = Files.readAllBytes(file("gallery.key"));
        FileSystemUtils.deleteRecursively(file("gallery"));

        started();

        assertThat(file("gallery.key")).hasBinaryContent(key);
    }

    @Test
    void a_note_and_a_vault_that_do_not_belong_together_are_refused() throws IOException {
        started();
        Files.writeString(
                file("installation.json"),
                "{\"format\":2,\"operator\":\"" + AgencyId.random().hex() + "\",\"state\":\"MADE\"}");

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("from one backup");
    }

    @Test
    void a_note_that_is_damaged_or_of_another_format_is_refused_with_what_to_do() throws IOException {
        for (String note :
                new String[] {"", "{", "{\"format\":2}", "{\"format\":2,\"operator\":\"x\",\"state\":\"MADE\"}"}) {
            Files.writeString(file("installation.json"), note);
            assertThatThrownBy(this::open)
                    .as(note)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged");
        }
        Files.writeString(file("installation.json"), "{\"format\":1,\"operator\":\"00\"}");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("reads format 2");
    }

    @Test
    void what_a_newer_version_has_written_to_is_refused_and_left_as_it_is() throws IOException {
        AgencyId operator = started();
        String note = Files.readString(file("installation.json"));
        assertThat(note).contains("\"records\":" + InstallationNote.RECORDS);
        String newer = note.replace(
                "\"records\":" + InstallationNote.RECORDS, "\"records\":" + (InstallationNote.RECORDS + 1));
        Files.writeString(file("installation.json"), newer);

        for (ThrowingCallable start : List.<ThrowingCallable>of(() -> Installation.requireFit(folder), this::open)) {
            assertThatThrownBy(start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("newer Beholden", "use that version", "backup");
        }
        assertThat(file("installation.json")).hasContent(newer);

        Files.writeString(file("installation.json"), note);
        Installation.requireFit(folder);
        assertThat(started()).isEqualTo(operator);
    }

    @Test
    void a_note_from_before_records_had_a_format_is_taken_and_renewed() throws IOException {
        AgencyId operator = started();
        Files.writeString(
                file("installation.json"), "{\"format\":2,\"operator\":\"" + operator.hex() + "\",\"state\":\"MADE\"}");

        assertThat(started()).isEqualTo(operator);

        assertThat(Files.readString(file("installation.json"))).contains("\"records\":" + InstallationNote.RECORDS);
    }

    @Test
    void a_note_that_is_gone_is_not_made_anew() throws IOException {
        started();
        Files.delete(file("installation.json"));

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("put it back");
        assertThat(file("installation.json")).doesNotExist();
    }
}
