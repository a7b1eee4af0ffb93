package beholden.cli.models;

import beholden.cli.home.Home;
import beholden.cli.terminal.RefusedException;
import beholden.faces.pack.Head;
import beholden.faces.pack.ModelPack;
import beholden.ground.DurableFile;
import beholden.ground.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The model packs at hand: the one that comes with Beholden, and those added under the home folder.
public record Packs(Home home) {
    private static final String DESCRIPTION = "pack.json";
    private static final String UNFINISHED = ".unfinished-";

    /// The pack that is used when none is named.
    public ModelPack standard() throws IOException, RefusedException {
        Path folder = Home.defaultPack();
        if (folder == null) {
            throw new RefusedException(
                    "no model pack is known, since the command was not started by its launcher; name one with --pack");
        }
        return ModelPack.read(folder);
    }

    /// @param name an id, or a folder
    public ModelPack find(String name) throws IOException, RefusedException {
        for (ModelPack pack : all()) {
            if (pack.description().id().equals(name)) return pack;
        }
        if (Files.isDirectory(Path.of(name))) return ModelPack.read(Path.of(name));
        throw new RefusedException("pack " + name + ": neither the id of a pack nor a folder; the packs are "
                + String.join(
                        ", ", all().stream().map(p -> p.description().id()).toList())
                + " (see: beholden models list)");
    }

    /// The standard pack first, then the added ones by id.
    List<ModelPack> all() throws IOException {
        List<ModelPack> all = new ArrayList<>();
        Path standard = Home.defaultPack();
        if (standard != null) all.add(ModelPack.read(standard));
        if (!Files.isDirectory(home.packs())) return all;
        try (Stream<Path> folders = Files.list(home.packs())) {
            for (Path folder : folders.sorted().toList()) {
                if (!folder.getFileName().toString().startsWith(UNFINISHED) && Files.isDirectory(folder)) {
                    all.add(ModelPack.read(folder));
                }
            }
        }
        return all;
    }

    /// Copies the description and the verified weights of `pack`, all or nothing.
    ///
    /// @throws RefusedException if there is a pack of this id already
    ModelPack add(ModelPack pack) throws IOException, RefusedException {
        String id = pack.description().id();
        for (ModelPack there : all()) {
            if (there.description().id().equals(id)) {
                throw new RefusedException("pack " + id + ": there is one of this id already, in " + there.folder()
                        + "; give the new one another id in its " + DESCRIPTION);
            }
        }
        DurableFile.makeFolders(home.packs());
        Path added = home.packs().resolve(id);
        Path copy = Files.createTempDirectory(home.packs(), UNFINISHED);
        try {
            DurableFile.replace(
                    copy.resolve(DESCRIPTION), Files.readAllBytes(pack.folder().resolve(DESCRIPTION)));
            for (Head head : pack.description().heads()) {
                Path file = copy.resolve(head.file()).normalize();
                DurableFile.makeFolders(DurableFile.folderOf(file));
                DurableFile.replace(file, pack.weights(head));
            }
            DurableFile.move(copy, added);
        } finally {
            Folders.remove(copy);
        }
        return ModelPack.read(added);
    }
}
