package beholden.server.events;

import beholden.ground.Sha256;
import beholden.ledger.Audit;
import beholden.ledger.AuditReport;
import beholden.ledger.CellSource;
import beholden.ledger.TileSource;
import beholden.ledger.note.CheckpointPolicy;
import beholden.server.events.LossEvent.LossAcknowledged;
import beholden.server.events.LossEvent.RecordsLost;
import beholden.server.events.LossEvent.StoreLossAcknowledged;
import beholden.vault.Vault;
import beholden.vault.check.KnownLosses;
import beholden.vault.key.AgencyId;
import beholden.vault.log.Damage;
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.log.SealedEvent;
import beholden.vault.log.SealedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Gaps in the logs of an installation whose server is stopped, and their acknowledgement.
///
/// Reads every log, so it knows what the operator of a server does not see: how many agencies there are. What it
/// gives out names none of them.
public final class Losses {
    private static final int NAME_BYTES = 4;

    /// Differences between store and ledger that are looked at one by one.
    private static final int MOST = 1_000_000;

    /// Differences in one event, which has a mebibyte at most.
    private static final int IN_EVENT = 5_000;

    private final Vault vault;
    private final AgencyId operator;
    private final InstantSource clock;
    private final EventCoding coding = new EventCoding(List.of(AcknowledgedLosses.KINDS));

    /// @param vault    opened, and ticking if anything is to be acknowledged
    /// @param operator the operator's own log
    public Losses(Vault vault, AgencyId operator, InstantSource clock) {
        this.vault = vault;
        this.operator = operator;
        this.clock = clock;
    }

    /// The kind of log that has a gap.
    public enum Kind {
        OPERATOR,
        AGENCY,
        /// The registrar's, of which nothing can be acknowledged: without an entry, nobody knows an agency's
        /// name.
        DIRECTORY
    }

    /// A stretch of a log of which nothing can be read.
    ///
    /// @param log     short name of the log, the same each time, which tells nothing of whose it is
    /// @param from    first cell of the gap
    /// @param to      cell after the last one
    /// @param records how many records were lost, as far as it can be told
    /// @param after   when the last record before it was made; null if there is none
    /// @param before  when the first record after it was made; null if there is none
    public record Gap(
            Kind kind,
            String log,
            Position from,
            Position to,
            int records,
            @Nullable Instant after,
            @Nullable Instant before) {}

    private record Gappy(AgencyId agency, List<Gap> gaps) {}

    /// All gaps that nobody has acknowledged, log by log.
    ///
    /// @throws UnknownEventException if a newer version wrote to a log
    /// @throws IOException if the store does not answer
    public List<Gap> find() throws IOException {
        return gappy().stream().flatMap(one -> one.gaps().stream()).toList();
    }

    /// Differences between store and ledger that nobody has acknowledged; the vault must be closed while they are
    /// audited.
    ///
    /// @param known  differences that were acknowledged
    /// @param ledger folder of the ledger
    /// @param policy its keys
    /// @throws IOException if store or ledger cannot be read
    public static StoreLosses compare(KnownLosses known, Path ledger, CheckpointPolicy policy, CellSource store)
            throws IOException, InterruptedException {
        AuditReport report = new Audit(TileSource.folder(ledger), policy)
                .cells(store)
                .listing(MOST)
                .run();
        return StoreLosses.of(report, known);
    }

    /// Losses that were acknowledged, as the operator's log says, the earliest first; each is a [LossEvent].
    public List<Recorded> acknowledged() throws IOException {
        List<Recorded> all = new ArrayList<>();
        for (SealedEvent event : vault.log(operator).open().later().events()) {
            Recorded loss = coding.loss(event.bytes());
            if (loss != null) all.add(loss);
        }
        return all;
    }

    /// Differences between store and ledger that were acknowledged.
    public KnownLosses known() throws IOException {
        return known(acknowledged());
    }

    /// Differences between store and ledger among what was acknowledged.
    ///
    /// @param acknowledged as [#acknowledged()] tells
    public static KnownLosses known(List<Recorded> acknowledged) {
        return AcknowledgedLosses.inStore(
                acknowledged.stream().map(Recorded::event).toList());
    }

    /// Records in the operator's log what the store lacks; it is not looked for any more.
    ///
    /// @param who who acknowledges it, in their own words
    /// @param why the reason
    /// @throws IOException if it could not be recorded; then do it again
    public void acknowledge(StoreLosses losses, String who, String why) throws IOException {
        for (int at = 0; at < losses.gone().size(); at += IN_EVENT) {
            int to = Math.min(losses.gone().size(), at + IN_EVENT);
            record(operator, new StoreLossAcknowledged(losses.gone().subList(at, to), List.of(), who, why));
        }
        for (int at = 0; at < losses.foreign().size(); at += IN_EVENT) {
            int to = Math.min(losses.foreign().size(), at + IN_EVENT);
            record(
                    operator,
                    new StoreLossAcknowledged(List.of(), losses.foreign().subList(at, to), who, why));
        }
    }

    /// Records, in each log that has a gap and in the operator's, what is gone; the server then goes on without
    /// it.
    ///
    /// @param who who acknowledges it, in their own words
    /// @param why the reason
    /// @return the gaps that were acknowledged
    /// @throws IOException if the store does not answer, or something could not be recorded; then do it again
    public List<Gap> acknowledge(String who, String why) throws IOException {
        List<Gap> done = new ArrayList<>();
        for (Gappy one : gappy()) {
            if (one.agency().equals(AgencyId.DIRECTORY)) continue;
            // first in the operator's log: done again after a crash, it says so twice, rather than not at all
            if (!one.agency().equals(operator)) {
                int records = one.gaps().stream().mapToInt(Gap::records).sum();
                record(operator, new LossAcknowledged(one.gaps().getFirst().log(), records, who, why));
            }
            for (Gap gap : one.gaps()) {
                record(
                        one.agency(),
                        new RecordsLost(
                                gap.from().epoch(),
                                gap.from().cell(),
                                gap.to().cell(),
                                gap.records(),
                                gap.after(),
                                gap.before(),
                                who,
                                why));
                done.add(gap);
            }
        }
        return done;
    }

    private void record(AgencyId agency, LossEvent event) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Future<Position> recorded = vault.log(agency).append(coding.encode(new Recorded(0, now, null, event)));
        try {
            recorded.get();
        } catch (ExecutionException | CancellationException e) {
            throw new IOException("what is gone could not be recorded: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before what is gone was recorded", e);
        }
    }

    private List<Gappy> gappy() throws IOException {
        List<AgencyId> logs = vault.keyring().agencies().stream()
                .sorted(Comparator.comparing((AgencyId id) -> !id.equals(operator))
                        .thenComparing(Losses::name))
                .toList();
        List<Gappy> found = new ArrayList<>();
        for (AgencyId agency : logs) {
            SealedLog log = vault.log(agency);
            List<Gap> gaps = gaps(agency, log.open().later());
            if (!gaps.isEmpty()) found.add(new Gappy(agency, gaps));
        }
        return found;
    }

    private List<Gap> gaps(AgencyId agency, Reading reading) throws IOException {
        boolean directory = agency.equals(AgencyId.DIRECTORY);
        List<RecordsLost> known = directory ? List.of() : acknowledged(reading);
        List<Gap> gaps = new ArrayList<>();
        for (Damage damage : reading.damages()) {
            if (AcknowledgedLosses.cover(known, damage)) continue;
            Gap before = gaps.isEmpty() || !gaps.getLast().to().equals(damage.from()) ? null : gaps.removeLast();
            Position from = before == null ? damage.from() : before.from();
            gaps.add(new Gap(
                    agency.equals(operator) ? Kind.OPERATOR : directory ? Kind.DIRECTORY : Kind.AGENCY,
                    name(agency),
                    from,
                    damage.to(),
                    before == null ? 1 : before.records() + 1,
                    directory ? null : before(reading, from),
                    directory ? null : after(reading, damage.to())));
        }
        return gaps;
    }

    private List<RecordsLost> acknowledged(Reading reading) throws IOException {
        List<RecordsLost> known = new ArrayList<>();
        for (SealedEvent event : reading.events()) {
            Recorded loss = coding.loss(event.bytes());
            if (loss != null && loss.event() instanceof RecordsLost gap) known.add(gap);
        }
        return known;
    }

    private @Nullable Instant before(Reading reading, Position gap) throws IOException {
        SealedEvent last = null;
        for (SealedEvent event : reading.events()) {
            if (event.position().compareTo(gap) < 0) last = event;
        }
        return last == null ? null : coding.time(last.bytes());
    }

    private @Nullable Instant after(Reading reading, Position gap) throws IOException {
        for (SealedEvent event : reading.events()) {
            if (event.position().compareTo(gap) >= 0) return coding.time(event.bytes());
        }
        return null;
    }

    private static String name(AgencyId agency) {
        byte[] hash = Sha256.of(agency.bytes());
        return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    }
}
