package beholden.vault.setup;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `vault.json`: the settings, as an operator reads and edits them.
///
/// @param format       3
/// @param tickMillis   length of a tick in milliseconds
public record SettingsFile(
        int format,
        String store,
        int cellsPerTick,
        int tickMillis,
        int boxLength,
        int chunkLength,
        int ticksPerChunk,
        int ticksPerKeyring,
        String origin,
        int keyringSlots) {

    public static final String NAME = "vault.json";

    private static final int FORMAT = 3;
    private static final int MAX_BYTES = 16 << 10;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public static void write(Path folder, VaultSettings settings) throws IOException {
        SettingsFile content = new SettingsFile(
                FORMAT,
                settings.store(),
                settings.cellsPerTick(),
                Math.toIntExact(settings.tick().toMillis()),
                settings.boxLength(),
                settings.chunkLength(),
                settings.ticksPerChunk(),
                settings.ticksPerKeyring(),
                settings.origin(),
                settings.keyringSlots());
        byte[] bytes = JSON.writeValueAsBytes(content);
        DurableFile.replacePrivately(folder.resolve(NAME), bytes);
    }

    /// @throws VaultException if there is no vault, or its settings are not right
    public static VaultSettings read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new VaultException(folder + ": not a vault (it has no " + NAME + "); make one there first");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new VaultException("%s: %,d bytes is over the limit of %,d; put back the file as it was"
                    .formatted(file, Files.size(file), MAX_BYTES));
        }
        SettingsFile content;
        try {
            content = JSON.readValue(Files.readAllBytes(file), SettingsFile.class);
        } catch (JacksonException e) {
            throw new VaultException(
                    file + ": " + e.getOriginalMessage() + "; correct it, or put back the file as it was", e);
        }
        if (content.format != FORMAT) {
            throw new VaultException(file + ": format " + content.format + "; this version reads " + FORMAT
                    + "; use the version that wrote it");
        }
        try {
            return new VaultSettings(
                    content.store,
                    content.cellsPerTick,
                    Duration.ofMillis(content.tickMillis),
                    content.boxLength,
                    content.chunkLength,
                    content.ticksPerChunk,
                    content.ticksPerKeyring,
                    content.origin,
                    content.keyringSlots);
        } catch (IllegalArgumentException e) {
            throw new VaultException(file + ": " + e.getMessage(), e);
        }
    }
}
