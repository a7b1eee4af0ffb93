package beholden.server.publicledger;

import beholden.ledger.LedgerReader;
import beholden.ledger.merkle.Hash;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteVerifier;
import beholden.server.installation.Installation;
import beholden.server.refusal.Refusal;
import beholden.server.route.OpenToAll;
import beholden.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves the ledger in the layout of C2SP tlog-tiles, and its newest checkpoint to the browser application.
@RestController
class LedgerController {
    private final Vault vault;
    private final Path folder;

    LedgerController(Installation installation) {
        this.vault = installation.vault();
        this.folder = Installation.ledgerOf(installation.folder());
    }

    /// @param at   when the checkpoint was signed
    /// @param vkey the key that verifies it, as a signed-note verifier key
    record LedgerJson(String origin, long size, String root, Instant at, String vkey) {}

    @OpenToAll
    @GetMapping("/api/v1/ledger")
    ResponseEntity<LedgerJson> ledger() throws IOException {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.of(LedgerReader.checkpoint(folder));
        } catch (NoteException e) {
            throw new IOException("checkpoint: " + e.getMessage(), e);
        }
        NoteVerifier key = vault.verifiers().getFirst();
        Instant signed = Files.getLastModifiedTime(folder.resolve("checkpoint")).toInstant();
        Hash root = checkpoint.root();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(new LedgerJson(checkpoint.origin(), checkpoint.size(), root.base64(), signed, key.vkey()));
    }

    @OpenToAll
    @GetMapping("/ledger/{*path}")
    ResponseEntity<byte[]> file(@PathVariable String path) throws IOException {
        LedgerFile file = LedgerFile.of(path.substring(1)).orElseThrow(Refusal::notFound);
        try {
            return ResponseEntity.ok()
                    .contentType(file.type())
                    .cacheControl(file.caching())
                    .body(Files.readAllBytes(folder.resolve(file.path())));
        } catch (NoSuchFileException _) {
            throw Refusal.notFound();
        }
    }
}
