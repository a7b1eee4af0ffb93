package beholden.vault.key;

import beholden.ground.DurableFile;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `root.json`: where the root key is.
///
/// @param file    of a root key in a file: absolute, or from the vault's folder of keys
/// @param library with `slot` and `key`, of a root key in a token
/// @param retired what a rotation is to destroy still
@JsonInclude(JsonInclude.Include.NON_NULL)
record RootKeyForm(
        int format,
        @Nullable String file,
        @Nullable String library,
        @Nullable Integer slot,
        @Nullable String key,
        @Nullable RetiredRootKey retired) {
    private static final int FORMAT = 1;
    private static final int MOST_BYTES = 1 << 16;

    static RootKeyForm of(RootKeyPlace place, @Nullable RetiredRootKey retired) {
        return switch (place) {
            case RootKeyPlace.InFile(Path path) -> new RootKeyForm(FORMAT, path.toString(), null, null, null, retired);
            case RootKeyPlace.InToken(Pkcs11RootKey.Place token) ->
                new RootKeyForm(FORMAT, null, token.library().toString(), token.slotIndex(), token.keyLabel(), retired);
        };
    }

    /// Null if it is damaged, or of another form.
    static @Nullable RootKeyForm read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            RootKeyForm form = JsonMapper.shared().readValue(in.readNBytes(MOST_BYTES), RootKeyForm.class);
            return form != null && form.format == FORMAT ? form : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    void write(Path file) throws IOException {
        DurableFile.makePrivateFolders(Objects.requireNonNull(file.getParent(), "it lies in the folder of keys"));
        DurableFile.replacePrivately(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }
}
