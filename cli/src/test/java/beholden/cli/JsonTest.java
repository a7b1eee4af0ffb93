package beholden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The fields that scripts rely on. A change here is a change of `Json.FORMAT`, or an addition to docs/json.md.
class JsonTest {
    private static final String FACE =
            "box.bottom box.left box.right box.top detection face landmarks[].x landmarks[].y quality.components[].name"
                    + " quality.components[].score quality.components[].unit quality.components[].value"
                    + " quality.pose.pitch quality.pose.roll quality.pose.yaw quality.score quality.verdict"
                    + " quality.weakest";

    @TempDir
    static Path temp = Path.of("");

    private static Path face = Path.of("");

    @BeforeAll
    static void a_gallery() throws IOException {
        face = Files.write(temp.resolve("face.jpg"), TestPhotos.oneFace());
        Cli.run(args("import", face, "--source", "test"));
    }

    private static Object[] args(String command, Object... more) {
        Object[] start = {"gallery", command, "--gallery", temp.resolve("g"), "--key", temp.resolve("g.key")};
        return Stream.concat(Stream.of(start), Stream.of(more)).toArray();
    }

    private static Set<String> fields(Object... arguments) {
        JsonNode root = Cli.run(
                        Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray())
                .json();
        assertThat(root.path("format").asInt()).isEqualTo(1);
        Set<String> paths = new TreeSet<>();
        collect("", root, paths);
        paths.remove("format");
        return paths;
    }

    /// A likelihood counts as one field, as does the reason why there is none: which of the two is null is up to pack
    /// and faces.
    private static void collect(String path, JsonNode node, Set<String> paths) {
        if (node.isObject() && !path.endsWith("likelihood") && !path.endsWith("noRate")) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), paths));
        } else if (node.isArray() && !node.isEmpty()) {
            node.forEach(item -> collect(path + "[]", item, paths));
        } else {
            paths.add(path);
        }
    }

    private static Set<String> under(String path, String names) {
        Set<String> paths = new TreeSet<>();
        for (String name : List.of(names.split(" ", -1))) paths.add(path + name);
        return paths;
    }

    private static void assertFields(Set<String> found, Set<?>... expected) {
        Set<Object> all = new TreeSet<>();
        for (Set<?> part : expected) all.addAll(part);
        assertThat((Set<?>) found).isEqualTo(all);
    }

    @Test
    void faces_detect() {
        assertFields(
                fields("faces", "detect", face),
                under("", "pack refused photos[].file photos[].height photos[].width photos[].remark"),
                under("photos[].faces[].", FACE));
    }

    @Test
    void faces_compare() {
        assertFields(
                fields("faces", "compare", face, face),
                under("", "pack score likelihood noRate a.file a.faces a.remark b.file b.faces b.remark"),
                under("a.compared.", FACE),
                under("b.compared.", FACE));
    }

    @Test
    void gallery_import() {
        assertFields(
                fields(args("import", face, "--source", "test")),
                under("", "gallery source interrupted facesEnrolled facesLeftOut galleryFaces refusals"),
                under("photos.", "enrolled noFace lowQuality alreadyThere refused"),
                under("leftOut.", "hiddenFiles hiddenFolders linkedFolders"));
    }

    @Test
    void gallery_search() {
        assertFields(
                fields(args("search", face)),
                under("", "gallery pack compared undated galleryFaces calibration probe.file probe.faces probe.remark"),
                under("probe.face.", FACE),
                under(
                        "candidates[].",
                        "rank score likelihood noRate faceId photoId source title link captured quality"),
                under("candidates[].box.", "left top right bottom"));
    }

    @Test
    void gallery_info_verify_and_remove() {
        assertFields(
                fields(args("info")),
                under("", "gallery key id pack dimension galleryFormat created faces indexBytes bytesPerFace"),
                under("", "codeBytes codesInMemory calibration calibrationProblem"),
                under("facesBySource.", "test"));
        assertFields(fields(args("verify")), under("", "gallery sound faces pictures problems"));
        assertFields(fields(args("remove", "--source", "nobody")), under("", "gallery facesRemoved galleryFaces"));
    }

    @Test
    void models_list() {
        assertFields(
                fields("models", "list"),
                under("packs[].", "id standard title licence templateSpace dimension calibrated installed folder"));
    }

    @Test
    void every_field_is_described() throws IOException {
        String described =
                Files.readString(Cli.modelsFolder().resolveSibling("docs").resolve("json.md"));

        List<Class<?>> outputs = outputs();
        assertThat(outputs).hasSizeGreaterThan(25);
        for (Class<?> output : outputs) {
            for (var field : output.getRecordComponents()) {
                assertThat(described).as(output.getName()).containsPattern("[`.]" + field.getName() + "\\b");
            }
        }
    }

    /// The records that are printed as JSON, which their names tell.
    private static List<Class<?>> outputs() throws IOException {
        Path classes = Path.of(URI.create(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        List<Class<?>> outputs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve("beholden/cli"))) {
            for (Path file : files.toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                if (!name.matches(".*(Json(\\$\\w+)?|Command\\$\\w+)\\.class")) continue;
                try {
                    Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
                    if (type.isRecord()) outputs.add(type);
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return outputs;
    }
}
