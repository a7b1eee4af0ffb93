package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.faces.pack.ModelPack;
import beholden.ground.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Packs made of other people's networks.
class OtherPacksTest {
    @TempDir
    Path folder;

    @Test
    void a_pack_with_yunet_and_its_five_points_finds_and_compares_the_same_faces() throws IOException {
        ModelPack pack = withYunet(true);

        try (FaceEngine engine = FaceEngine.open(pack, Fixtures.cache(), FaceSettings.DEFAULT.withThreads(1))) {
            List<Face> one = engine.faces(Fixtures.decoded(Fixtures.group(1)));
            List<Face> three = engine.faces(Fixtures.decoded(Fixtures.group(3)));

            assertThat(one).hasSize(3);
            assertThat(three).hasSize(3);
            assertThat(one.getLast().compare(three.get(1))).isGreaterThan(0.6f);
            assertThat(one.getLast().compare(three.get(0))).isLessThan(0.4f);
        }
    }

    @Test
    void yunet_and_the_default_detector_agree_on_where_the_faces_are() throws IOException {
        ModelPack pack = withYunet(true);

        try (FaceEngine yunet = FaceEngine.open(pack, Fixtures.cache(), FaceSettings.DEFAULT.withThreads(1));
                FaceEngine usual = Fixtures.engine(FaceSettings.DEFAULT.withThreads(1))) {
            for (int group : new int[] {4, 5}) {
                List<Face> a = yunet.faces(Fixtures.decoded(Fixtures.group(group)));
                List<Face> b = usual.faces(Fixtures.decoded(Fixtures.group(group)));

                assertThat(a).hasSameSizeAs(b);
                for (int i = 0; i < a.size(); i++) {
                    assertThat(a.get(i).box().iou(b.get(i).box())).isGreaterThan(0.5f);
                    double apart = a.get(i)
                            .landmarks()
                            .leftEye()
                            .distance(b.get(i).landmarks().leftEye());
                    assertThat(apart).isLessThan(0.25 * b.get(i).landmarks().interEyeDistance());
                }
            }
        }
    }

    @Test
    void a_pack_without_a_pose_network_says_nothing_about_the_pose() throws IOException {
        ModelPack pack = withYunet(false);

        try (FaceEngine engine = FaceEngine.open(pack, Fixtures.cache(), FaceSettings.DEFAULT.withThreads(1))) {
            Quality quality =
                    engine.faces(Fixtures.decoded(Fixtures.group(1))).getFirst().quality();

            assertThat(quality.pose()).isNull();
            assertThat(quality.components()).noneMatch(c -> c.measure() == Quality.Measure.HEAD_POSE_YAW);
        }
    }

    @Test
    void a_detector_described_as_another_kind_is_refused_when_it_is_first_used() throws IOException {
        ModelPack pack = withYunet(true);
        Path file = folder.resolve("pack.json");
        Files.writeString(file, Files.readString(file).replace("\"yunet\"", "\"scrfd\""));

        try (FaceEngine engine =
                FaceEngine.open(ModelPack.read(pack.folder()), Fixtures.cache(), FaceSettings.DEFAULT.withThreads(1))) {
            assertThatThrownBy(() -> engine.faces(Fixtures.noise(64, 64, 0, 256)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("scrfd has 9");
        }
    }

    /// The default pack with the real YuNet in place of its detector and landmarks.
    private ModelPack withYunet(boolean pose) throws IOException {
        Path yunet = Fixtures.shared().resolve("models/yunet/face_detection_yunet_2026may.onnx");
        ModelPack usual = Fixtures.pack();
        JsonMapper json = JsonMapper.shared();
        ObjectNode pack =
                (ObjectNode) json.readTree(usual.folder().resolve("pack.json").toFile());
        pack.put("id", "yunet-test");
        pack.putNull("landmarks");
        pack.putNull("faceCheck");
        if (!pose) pack.putNull("pose");
        byte[] weights = Files.readAllBytes(yunet);
        Files.write(folder.resolve("yunet.onnx"), weights);
        pack.set("detector", json.readTree("""
                        {"kind": "yunet", "file": "yunet.onnx", "sha256": "%s", "threshold": 0.7, "nmsIou": 0.4,
                         "smallestFace": 16,
                         "input": {"width": 320, "height": 320, "channels": "bgr", "mean": [0], "scale": [1]}}
                        """.formatted(Sha256.hex(weights))));
        Files.writeString(folder.resolve("pack.json"), json.writeValueAsString(pack));
        for (var head : usual.description().heads()) {
            Path copy = folder.resolve(head.file());
            Files.createDirectories(copy.getParent());
            if (!Files.exists(copy)) Files.copy(usual.folder().resolve(head.file()), copy);
        }
        return ModelPack.read(folder);
    }
}
