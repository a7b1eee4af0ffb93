package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.key.AgencyId;
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.log.SealedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Whatever several agencies append, whatever is interrupted: reading gives exactly what was recorded.
class HistoriesTest {

    private static final int AGENCIES = 3;

    sealed interface Act {
        record Append(int agency, int length) implements Act {}

        record Tick(int times) implements Act {}

        record StartEpoch(int agency) implements Act {}

        record Reopen() implements Act {}
    }

    @RepeatedTest(25)
    void reading_gives_exactly_the_recorded_events_in_order(RepetitionInfo of) throws Exception {
        List<Act> acts = history(new SplittableRandom(of.getCurrentRepetition()));
        Path temp = Files.createTempDirectory("histories");
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            History history = new History(fixture);
            for (Act act : acts) {
                history.carryOut(act);
            }
            history.assertRead();
            fixture.reopened();
            history.assertRead();
        } finally {
            VaultFixture.deleteFolder(temp);
        }
    }

    private static List<Act> history(SplittableRandom random) {
        return Stream.generate(() -> act(random)).limit(random.nextInt(26)).toList();
    }

    private static Act act(SplittableRandom random) {
        int agency = random.nextInt(AGENCIES);
        return switch (random.nextInt(14)) {
            case 0 -> new Act.StartEpoch(agency);
            case 1 -> new Act.Reopen();
            case 2, 3, 4, 5, 6, 7 -> new Act.Tick(random.nextInt(1, 4));
            default -> new Act.Append(agency, length(random));
        };
    }

    // One event in four just fills a cell or two, or does not fit by a byte.
    private static int length(SplittableRandom random) {
        int[] limits = {1, 911, 912, 1822, 5000};
        return random.nextInt(4) == 0 ? limits[random.nextInt(limits.length)] : random.nextInt(1, 5001);
    }

    private static final class History {

        private final VaultFixture fixture;
        private final List<AgencyId> agencies = new ArrayList<>();
        private final List<List<SealedEvent>> recorded = new ArrayList<>();
        private final Random random = new Random(1);

        History(VaultFixture fixture) throws IOException {
            this.fixture = fixture;
            for (int i = 0; i < AGENCIES; i++) {
                agencies.add(fixture.newAgency());
                recorded.add(new ArrayList<>());
            }
        }

        void carryOut(Act act) throws IOException {
            switch (act) {
                case Act.Append append -> {
                    byte[] event = new byte[append.length()];
                    random.nextBytes(event);
                    CompletableFuture<Position> future =
                            fixture.vault().log(agencies.get(append.agency())).append(event);
                    CompletableFuture<Void> _ = future.thenAccept(
                            position -> recorded.get(append.agency()).add(new SealedEvent(position, event)));
                }
                case Act.Tick tick -> {
                    for (int i = 0; i < tick.times(); i++) {
                        fixture.vault().tick();
                    }
                }
                case Act.StartEpoch start -> fixture.vault().startEpoch(agencies.get(start.agency()));
                case Act.Reopen _ -> fixture.reopened();
            }
        }

        void assertRead() throws IOException {
            for (int i = 0; i < AGENCIES; i++) {
                Reading reading = fixture.vault().log(agencies.get(i)).read(Position.START);
                assertThat(reading.events()).isEqualTo(recorded.get(i));
                assertThat(reading.damages()).isEmpty();
            }
        }
    }
}
