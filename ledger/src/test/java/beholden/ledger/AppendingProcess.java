package beholden.ledger;

import static beholden.ledger.LedgerFixture.ORIGIN;
import static beholden.ledger.LedgerFixture.SIGNER;
import static beholden.ledger.LedgerFixture.entries;

import beholden.ledger.note.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// A process that appends until it is killed and prints each checkpoint: size and root.
final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Random random = new Random(Long.parseLong(args[1]));
        boolean begun = Files.exists(folder.resolve("checkpoint"));
        try (Ledger ledger =
                begun ? Ledger.open(folder, List.of(SIGNER)) : Ledger.create(folder, ORIGIN, List.of(SIGNER))) {
            while (true) {
                int count = random.nextInt(8) == 0 ? 1 + random.nextInt(600) : 1 + random.nextInt(4);
                long size = ledger.size();
                Checkpoint checkpoint = ledger.append(entries(size, size + count));
                System.out.println(checkpoint.size() + " " + checkpoint.root());
                System.out.flush();
            }
        }
    }
}
