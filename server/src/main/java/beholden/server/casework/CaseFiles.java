package beholden.server.casework;

import beholden.server.events.AgencyBook;
import beholden.server.events.Unfinished;
import beholden.server.refusal.Refusal;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.KeyringFullException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The sealed files of cases, which are destroyed by destroying the key of the case's folder.
@Component
public class CaseFiles implements Unfinished {
    private static final Logger LOG = LoggerFactory.getLogger(CaseFiles.class);

    private final Vault vault;

    CaseFiles(Vault vault) {
        this.vault = vault;
    }

    /// @throws Refusal if the vault has no room for files of another case
    public void requireRoom(AgencyId agency, CaseId id) {
        try {
            vault.keyring().folder(id.folder(agency)).close();
        } catch (KeyringFullException _) {
            throw Refusal.conflict(
                    "The vault has no room for the photos and documents of another case; destroy those of"
                            + " closed cases whose time is over.");
        }
    }

    /// Whether the key of a case's files is there.
    boolean areKept(AgencyId agency, CaseId id) {
        return vault.keyring().hasFolder(id.folder(agency));
    }

    /// Destroys the key of a case's files.
    void shred(AgencyId agency, CaseId id) throws IOException {
        vault.keyring().shredFolder(id.folder(agency));
    }

    /// Destroys the keys of all cases whose files are destroyed according to the book, which was just read.
    @Override
    public void finish(AgencyBook book) {
        for (Case of : book.fold(Cases.class).all()) {
            if (of.shredding() == null) continue;
            try {
                shred(book.agency(), of.id());
            } catch (IOException e) {
                LOG.error("the files of a case could not be destroyed, and will be at the next start", e);
            }
        }
    }
}
