package beholden.cli.registrar;

import beholden.cli.terminal.RefusedException;
import beholden.ground.DurableFile;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.registrar.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The registrar's shares as files to be handed out, one for each holder.
public final class ShareFiles {
    private ShareFiles() {}

    /// Makes a share ready to be written, such as by sealing it.
    @FunctionalInterface
    public interface Preparing {
        Share prepare(Share share) throws RefusedException;
    }

    /// Writes the shares and then the public file; if that fails, none of them is left.
    ///
    /// @param folder     made if it is absent, for its owner alone
    /// @param publicFile file of the vault for the public key: from then on the vault has this registrar
    public static List<Path> write(RegistrarKey.Founding founding, Path folder, Path publicFile, Preparing preparing)
            throws IOException, RefusedException {
        DurableFile.makePrivateFolders(folder.toAbsolutePath().normalize());
        List<Path> files = new ArrayList<>();
        boolean kept = false;
        try {
            for (Share share : founding.shares()) {
                Path file = folder.resolve("registrar-share-%d-of-%d.txt".formatted(share.number(), share.shares()));
                // An older share of this name is never overwritten.
                Files.createFile(file, DurableFile.ownersAlone(file));
                files.add(file);
                write(preparing.prepare(share), file);
            }
            founding.key().save(publicFile);
            kept = true;
        } finally {
            if (!kept) {
                for (Path file : files) Files.deleteIfExists(file);
            }
        }
        return files;
    }

    private static void write(Share share, Path file) throws IOException {
        byte[] text;
        try (share) {
            text = share.text();
        }
        DurableFile.replacePrivately(file, text);
        Arrays.fill(text, (byte) 0);
    }
}
