package beholden.faces.pack;

import beholden.ground.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// A pack on disk: its description, and its weights, which are only handed out when their hash is right.
public final class ModelPack {
    private static final String DESCRIPTION = "pack.json";
    private static final long MAX_DESCRIPTION_BYTES = 1 << 20;
    private static final long MAX_WEIGHT_BYTES = 1L << 30;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private final Path folder;
    private final PackDescription description;

    private ModelPack(Path folder, PackDescription description) {
        this.folder = folder;
        this.description = description;
    }

    /// Reads the description in `folder`; the weights are not looked at yet.
    ///
    /// @throws PackException if there is no description, or it is not right
    public static ModelPack read(Path folder) throws IOException {
        Path file = folder.resolve(DESCRIPTION);
        if (!Files.isRegularFile(file)) {
            throw new PackException(folder + ": no " + DESCRIPTION + " in it, so it is not a model pack");
        }
        if (Files.size(file) > MAX_DESCRIPTION_BYTES) {
            throw new PackException(file + ": " + Files.size(file) + " bytes is over the limit of 1 MiB");
        }
        try {
            return new ModelPack(folder, JSON.readValue(file.toFile(), PackDescription.class));
        } catch (JacksonException e) {
            throw new PackException(file + ": " + e.getOriginalMessage(), e);
        } catch (NullPointerException e) {
            throw new PackException(
                    file + ": a part that every pack has is missing; compare it with the default pack", e);
        }
    }

    public PackDescription description() {
        return description;
    }

    public Path folder() {
        return folder;
    }

    /// Names what decides the values of a template: two packs with one template space give comparable templates.
    ///
    /// It covers the template network, how it is fed, and the points it is aligned with, and not the texts or the
    /// calibration.
    public String templateSpace() {
        Head.Landmarks landmarks = description.landmarks();
        String points = landmarks == null ? description.detector().sha256() : landmarks.sha256();
        String decides = description.template() + points;
        return description.id() + "@"
                + Sha256.hex(decides.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    /// The weights of `head`.
    ///
    /// @throws PackException if the file is missing, changed, or outside the pack's folder
    public byte[] weights(Head head) throws IOException {
        Path file = folder.resolve(head.file()).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new PackException(head.file() + ": lies outside the pack " + folder + ", which is refused");
        }
        byte[] bytes;
        try {
            if (Files.size(file) > MAX_WEIGHT_BYTES) {
                throw new PackException(file + ": " + Files.size(file) + " bytes is over the limit of 1 GiB");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new PackException(file + ": missing; install it with: npm ci --ignore-scripts --prefix " + folder, e);
        }
        String found = Sha256.hex(bytes);
        if (!found.equalsIgnoreCase(head.sha256())) {
            throw new PackException(file + ": changed, so it is refused; its SHA-256 is " + found + ", pack.json says "
                    + head.sha256() + ". Install the pack anew.");
        }
        return bytes;
    }

    /// Reads every weight file once.
    ///
    /// @throws PackException naming the first file that is missing or changed
    public void verify() throws IOException {
        for (Head head : description.heads()) weights(head);
    }
}
