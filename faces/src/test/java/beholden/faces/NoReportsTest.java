package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Native libraries can contact anybody without Java's knowledge: those on the class path hold no address to report
/// to.
class NoReportsTest {

    static Stream<String> native_libraries() {
        return Stream.of(
                "/ai/onnxruntime/native/linux-x64/libonnxruntime.so",
                "/ai/onnxruntime/native/linux-aarch64/libonnxruntime.so");
    }

    @ParameterizedTest
    @MethodSource("native_libraries")
    void the_network_runtime_holds_no_uploader(String library) throws IOException {
        String text;
        try (InputStream in = Objects.requireNonNull(OrtEnvironment.class.getResourceAsStream(library), library)) {
            text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }

        assertThat(text.contains("OrtGetApiBase")).isTrue();
        assertThat(text.contains("events.data.microsoft")).isFalse();
        assertThat(text.contains("Microsoft12Applications6Events")).isFalse();
    }
}
