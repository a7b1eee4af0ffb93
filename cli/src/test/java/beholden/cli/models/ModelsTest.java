package beholden.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.Cli;
import beholden.cli.terminal.ExitStatus;
import beholden.ground.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ModelsTest {
    private static final String WEIGHTS = "node_modules/faceplugin-face-recognition-js/model";

    @TempDir
    Path temp = Path.of("");

    private Path pack = Path.of("");

    @BeforeEach
    void a_copy_of_the_default_pack_with_another_id() throws IOException {
        Cli.sample(1);
        pack = temp.resolve("pack");
        Files.createDirectories(pack.resolve(WEIGHTS));
        Path standard = Cli.modelsFolder();
        for (String file : new String[] {"fr_detect.onnx", "fr_landmark.onnx", "fr_feature.onnx", "fr_pose.onnx"}) {
            Files.copy(
                    standard.resolve(WEIGHTS).resolve(file),
                    pack.resolve(WEIGHTS).resolve(file));
        }
        String description = Files.readString(standard.resolve("pack.json"));
        Files.writeString(
                pack.resolve("pack.json"), description.replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"added\""));
    }

    @AfterEach
    void forget_it() throws IOException {
        Folders.remove(Cli.HOME.resolve("packs"));
    }

    @Test
    void an_added_pack_is_listed_and_used_by_its_id() {
        Cli.Result added = Cli.run("models", "add", pack);
        Cli.Result again = Cli.run("models", "add", pack);
        JsonNode packs = Cli.run("models", "list", "--json").json().path("packs");
        Cli.Result used = Cli.run("faces", "detect", Cli.sample(1), "--pack", "added", "--json");
        Cli.Result table = Cli.run("models", "list");

        assertThat(added.status()).as(added.err()).isZero();
        assertThat(added.out()).contains("Added added in", "Licence: MIT", "Not known:");
        assertThat(again.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(again.err()).contains("there is one of this id already");
        assertThat(packs).hasSize(2);
        assertThat(packs.path(0).path("standard").asBoolean()).isTrue();
        assertThat(packs.path(1).path("id").asString()).isEqualTo("added");
        assertThat(packs.path(1).path("installed").asBoolean()).isTrue();
        assertThat(used.json().path("pack").asString()).isEqualTo("added");
        assertThat(table.out()).contains("default", "added", "installed");
    }

    @Test
    void a_changed_weight_file_is_refused_by_name() throws IOException {
        Files.writeString(pack.resolve(WEIGHTS).resolve("fr_pose.onnx"), "changed");

        Cli.Result verified = Cli.run("models", "verify", pack);
        Cli.Result added = Cli.run("models", "add", pack);

        assertThat(verified.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(verified.err()).contains("fr_pose.onnx: changed");
        assertThat(added.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(Cli.HOME.resolve("packs")).doesNotExist();
    }

    @Test
    void missing_weights_name_the_command_that_installs_them() throws IOException {
        Files.delete(pack.resolve(WEIGHTS).resolve("fr_feature.onnx"));

        Cli.Result result = Cli.run("faces", "detect", Cli.sample(1), "--pack", pack);

        assertThat(result.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(result.err()).contains("fr_feature.onnx: missing", "npm ci --ignore-scripts");
    }

    @Test
    void the_default_pack_is_as_its_description_says() {
        Cli.Result result = Cli.run("models", "verify");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("4 weight files are as its description says");
    }

    @Test
    void a_pack_nobody_knows_is_answered_with_those_there_are() {
        Cli.Result result = Cli.run("models", "verify", "no-such-pack");

        assertThat(result.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(result.err()).contains("neither the id of a pack nor a folder; the packs are faceplugin-0.0.1");
    }
}
