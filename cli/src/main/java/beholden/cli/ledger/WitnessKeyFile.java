package beholden.cli.ledger;

import beholden.cli.terminal.RefusedException;
import beholden.ground.DurableFile;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.SignerKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The file with a witness's private keys, one on each line; its owner's alone.
final class WitnessKeyFile {
    private WitnessKeyFile() {}

    static void create(Path file, List<SignerKey> keys) throws IOException, RefusedException {
        try {
            Files.createFile(file, DurableFile.ownersAlone(file));
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(file + ": there is a file already; a witness's key is never replaced, since its"
                    + " cosignatures would be lost with it");
        }
        StringBuilder text = new StringBuilder();
        for (SignerKey key : keys) text.append(key.text()).append('\n');
        boolean kept = false;
        try {
            DurableFile.replacePrivately(file, text.toString().getBytes(StandardCharsets.US_ASCII));
            kept = true;
        } finally {
            if (!kept) Files.deleteIfExists(file);
        }
    }

    static List<SignerKey> read(Path file) throws IOException, RefusedException {
        List<SignerKey> keys = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            try {
                SignerKey key = SignerKey.parse(line);
                if (!key.type().isCosignature()) throw new NoteException("it is a log's key, not a witness's");
                keys.add(key);
            } catch (NoteException e) {
                throw new RefusedException(file + ": " + e.getMessage());
            }
        }
        if (keys.isEmpty()) throw new RefusedException(file + ": there is no key in it");
        return keys;
    }

    static List<NoteSigner> signers(Path file) throws IOException, RefusedException {
        List<NoteSigner> signers = new ArrayList<>();
        for (SignerKey key : read(file)) signers.add(key.signer(InstantSource.system()));
        return signers;
    }

    static String publicKey(SignerKey key) {
        return key.signer(InstantSource.system()).verifier().vkey();
    }
}
