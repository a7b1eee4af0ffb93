package beholden.faces;

import ai.onnxruntime.OrtEnvironment;
import beholden.ground.NativeLibraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The native libraries of ONNX Runtime, 24 MB, kept in a cache folder. The runtime unpacks them into the temporary
/// folder otherwise, at every start.
final class NetworkRuntime {
    private static final Map<String, String> FOLDERS =
            Map.of("amd64", "linux-x64", "x86_64", "linux-x64", "aarch64", "linux-aarch64");

    private NetworkRuntime() {}

    /// Lets ONNX Runtime load its libraries from the cache, if this process has not loaded them yet.
    static void keepIn(Path cache) {
        String folder = FOLDERS.get(System.getProperty("os.arch"));
        if (folder == null) return;
        try {
            for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
                String resource = "/ai/onnxruntime/native/%s/lib%s.so".formatted(folder, library);
                Path file = NativeLibraries.unpacked(OrtEnvironment.class, resource, cache);
                System.setProperty("onnxruntime.native." + library + ".path", file.toString());
            }
        } catch (IOException _) {
            // where the cache cannot be written, ONNX Runtime unpacks them itself
        }
    }
}
