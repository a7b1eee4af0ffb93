package beholden.server.source;

import beholden.ledger.LedgerReader;
import beholden.server.events.AgencyBook;
import beholden.server.installation.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Finds the receipts of removals in the ledger.
@Component
class ReceiptEntries {
    private final Installation installation;
    private final GallerySources sources;
    private final Map<Integer, Long> entries = new ConcurrentHashMap<>();

    ReceiptEntries(Installation installation, GallerySources sources) {
        this.installation = installation;
        this.sources = sources;
    }

    /// Number of the ledger's entry that holds the receipt (the first, where it takes several).
    long entry(Source.Receipt receipt) throws IOException {
        Long known = entries.get(receipt.event());
        if (known != null) return known;
        AgencyBook book = sources.book();
        List<byte[]> cells = book.ledgerEntries(receipt.event());
        Path ledger = Installation.vaultOf(installation.folder()).resolve("ledger");
        LedgerReader reader = LedgerReader.at(ledger, LedgerReader.checkpoint(ledger));
        OptionalLong found =
                reader.lastIndexOf(cells.getFirst(), reader.checkpoint().size());
        if (found.isEmpty()) throw new IOException("the receipt of a removal is not in the ledger");
        entries.put(receipt.event(), found.getAsLong());
        return found.getAsLong();
    }
}
