package beholden.server.casework;

import beholden.server.events.AgencyBook;
import beholden.server.events.Unfinished;
import beholden.vault.Vault;
import beholden.vault.key.FolderId;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/// The sealed files of cases, which are destroyed by destroying the key of the case's folder.
@Component
class CaseFiles implements Unfinished {
    private final Vault vault;

    CaseFiles(Vault vault) {
        this.vault = vault;
    }

    /// Destroys the keys of all cases whose files are destroyed according to the book.
    @Override
    public void finish(AgencyBook book) {
        for (Case of : book.fold(Cases.class).all()) {
            FolderId folder = of.id().folder(book.agency());
            if (of.shredding() == null || !vault.keyring().hasFolder(folder)) continue;
            try {
                vault.keyring().shredFolder(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
