package beholden.faces.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.faces.Fixtures;
import beholden.ground.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackTest {
    @TempDir
    Path folder;

    private Path detector;

    @BeforeEach
    void copyOfTheDefaultPack() throws IOException {
        ModelPack pack = Fixtures.pack();
        Files.copy(pack.folder().resolve("pack.json"), folder.resolve("pack.json"));
        for (Head head : pack.description().heads()) {
            Path copy = folder.resolve(head.file());
            Files.createDirectories(copy.getParent());
            Files.copy(pack.folder().resolve(head.file()), copy);
        }
        detector = folder.resolve(pack.description().detector().file());
    }

    @Test
    void the_default_pack_is_whole_and_says_what_is_known_of_it() throws IOException {
        ModelPack pack = ModelPack.read(folder);

        pack.verify();

        assertThat(pack.templateSpace()).matches("faceplugin-0.0.1@[0-9a-f]{12}");
        assertThat(pack.description().card().notKnown()).isNotEmpty();
        assertThat(pack.description().calibration()).isNotNull();
    }

    @Test
    void a_changed_weight_file_is_refused_by_name() throws IOException {
        byte[] bytes = Files.readAllBytes(detector);
        bytes[bytes.length / 2] ^= 1;
        Files.write(detector, bytes);

        assertThatThrownBy(() -> ModelPack.read(folder).verify())
                .isInstanceOf(PackException.class)
                .hasMessageContaining("fr_detect.onnx: changed");
    }

    @Test
    void a_missing_weight_file_is_refused_by_name_with_what_to_do() throws IOException {
        Files.delete(detector);

        assertThatThrownBy(() -> ModelPack.read(folder).verify())
                .isInstanceOf(PackException.class)
                .hasMessageContaining("fr_detect.onnx: missing")
                .hasMessageContaining("npm ci");
    }

    @Test
    void a_file_outside_the_pack_is_refused() throws IOException {
        rewrite("node_modules/faceplugin-face-recognition-js/model/fr_detect.onnx", "../../../etc/hostname");

        assertThatThrownBy(() -> ModelPack.read(folder).verify())
                .isInstanceOf(PackException.class)
                .hasMessageContaining("outside the pack");
    }

    @Test
    void broken_huge_and_hostile_descriptions_are_refused() throws IOException {
        String right = Files.readString(folder.resolve("pack.json"));

        assertRefused("", "pack.json");
        assertRefused("{", "pack.json");
        assertRefused("[]", "pack.json");
        assertRefused("{}", "pack.json");
        assertRefused(right.replace("\"faceplugin-0.0.1\"", "\"../../evil\""), "letters, digits");
        assertRefused(right.replace("\"nmsIou\": 0.4", "\"nmsIou\": 4"), "nmsIou");
        assertRefused(right.replace("\"ultraface\"", "\"magic\""), "magic");
        assertRefused(right.replace("\"dimension\": 512", "\"dimension\": 2000000000"), "dimension");
        assertRefused(right.replace("\"scale\": [128]", "\"scale\": [0]"), "scale");
        assertRefused(right.replace("\"threshold\"", "\"treshold\""), "threshold");
        assertRefused(right.replace("\"pose\"", "\"posture\""), "pose");
        assertRefused("[".repeat(200_000), "pack.json");
        assertRefused(" ".repeat(2 << 20), "1 MiB");
    }

    @Test
    void a_folder_without_a_description_is_no_pack() {
        assertThatThrownBy(() -> ModelPack.read(folder.resolve("node_modules")))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("not a model pack");
    }

    @Test
    void the_template_space_changes_with_what_decides_a_template_and_with_nothing_else() throws IOException {
        String space = ModelPack.read(folder).templateSpace();

        rewrite("\"threshold\": 0.7", "\"threshold\": 0.6");
        assertThat(ModelPack.read(folder).templateSpace()).isEqualTo(space);

        rewrite("\"bgr\"", "\"rgb\"");
        assertThat(ModelPack.read(folder).templateSpace()).isNotEqualTo(space);
    }

    @Test
    void prepared_weights_are_smaller_in_nothing_but_denormal_products() throws IOException {
        ModelPack pack = ModelPack.read(folder);
        byte[] original = pack.weights(pack.description().template());

        var prepared = new DenormalWeights("fr_feature.onnx", original);

        assertThat(prepared.zeroed()).isEqualTo(190_805);
        assertThat(new DenormalWeights("again", prepared.model()).zeroed()).isZero();
        assertThat(prepared.model()).hasSameSizeAs(original);
    }

    @Test
    void a_prepared_copy_is_found_again_by_hash_and_a_changed_one_is_not_taken() throws IOException {
        ModelPack pack = ModelPack.read(folder);
        Head head = pack.description().detector();
        Path cache = folder.resolve("cache");
        byte[] prepared = new PreparedWeights(cache).of(pack, head);
        Path kept = only(cache);

        byte[] changed = prepared.clone();
        changed[100] ^= 1;
        Files.write(kept, changed);

        assertThat(new PreparedWeights(cache).of(pack, head)).isEqualTo(prepared);
        assertThat(Files.readAllBytes(kept)).isEqualTo(prepared);
    }

    @Test
    void weights_that_are_no_network_are_refused() throws IOException {
        assertThatThrownBy(() -> new DenormalWeights("x.onnx", new byte[0]))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("x.onnx");
        byte[] noise = new byte[5000];
        Arrays.fill(noise, (byte) 0xff);
        assertThatThrownBy(() -> new DenormalWeights("x.onnx", noise)).isInstanceOf(PackException.class);

        Files.write(detector, noise);
        rewrite(ModelPack.read(folder).description().detector().sha256(), Sha256.hex(noise));
        ModelPack pack = ModelPack.read(folder);
        assertThatThrownBy(() -> new PreparedWeights(folder.resolve("cache"))
                        .of(pack, pack.description().detector()))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("fr_detect.onnx");
    }

    private void assertRefused(String description, String naming) throws IOException {
        Files.writeString(folder.resolve("pack.json"), description);
        assertThatThrownBy(() -> ModelPack.read(folder))
                .as(description.substring(0, Math.min(40, description.length())))
                .isInstanceOf(PackException.class)
                .hasMessageContaining(naming);
    }

    private void rewrite(String from, String to) throws IOException {
        Path file = folder.resolve("pack.json");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static Path only(Path cache) throws IOException {
        try (var files = Files.list(cache)) {
            return files.reduce((a, b) -> {
                        throw new AssertionError("two files in the cache");
                    })
                    .orElseThrow();
        }
    }
}
