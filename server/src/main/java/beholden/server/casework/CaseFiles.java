package beholden.server.casework;

import beholden.server.events.AgencyBook;
import beholden.server.events.Unfinished;
import beholden.server.refusal.Refusal;
import beholden.server.turns.FairRoom;
import beholden.vault.Vault;
import beholden.vault.file.SealedFiles;
import beholden.vault.key.AgencyId;
import beholden.vault.key.KeyringFullException;
import beholden.vault.tick.NoRoomException;
import beholden.vault.tick.NotRecordedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The sealed files of cases, which are destroyed by destroying the key of the case's folder.
@Component
public class CaseFiles implements Unfinished {
    private static final Logger LOG = LoggerFactory.getLogger(CaseFiles.class);

    private static final Duration COME_AGAIN = Duration.ofSeconds(30);

    private final Vault vault;
    private final Map<FileKind, FairRoom> rooms = new EnumMap<>(FileKind.class);

    CaseFiles(Vault vault) {
        this.vault = vault;
        for (FileKind kind : FileKind.values()) rooms.put(kind, new FairRoom(kind.chunks()));
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

    /// Reserves room for files of a case, all or none.
    ///
    /// @param lengths of the files, in bytes
    /// @throws Refusal.Busy if there is none now, or the agency has its share of it
    public FileRoom reserve(AgencyId agency, CaseId id, FileKind kind, int... lengths) {
        SealedFiles files = vault.files();
        int chunks = Arrays.stream(lengths).map(files::chunks).sum();
        FairRoom waiting = Objects.requireNonNull(rooms.get(kind));
        if (!waiting.take(agency, chunks)) throw busy(COME_AGAIN);
        try {
            return new FileRoom(
                    files, id.folder(agency), files.reserve(chunks), left -> waiting.giveBack(agency, left));
        } catch (NotRecordedException e) {
            waiting.giveBack(agency, chunks);
            throw busy(e instanceof NoRoomException full ? full.after() : COME_AGAIN);
        }
    }

    private static Refusal busy(Duration wait) {
        return Refusal.busy(
                wait, "Too many photos and documents wait to be sealed; nothing was done. Try again in a while.");
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
