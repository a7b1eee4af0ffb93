package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever several agencies append, whatever is interrupted: reading gives exactly what was recorded.
class HistoriesTest {

    private static final int AGENCIES = 3;

    sealed interface Act {
        record Append(int agency, int length) implements Act {}

        record Tick(int times) implements Act {}

        record StartEpoch(int agency) implements Act {}

        record Reopen() implements Act {}
    }

    @Property(tries = 25, seed = "7")
    void reading_gives_exactly_the_recorded_events_in_order(@ForAll("histories") List<Act> acts) throws Exception {
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

    @Provide
    Arbitrary<List<Act>> histories() {
        Arbitrary<Integer> agency = Arbitraries.integers().between(0, AGENCIES - 1);
        Arbitrary<Act> append = agency.flatMap(who -> Arbitraries.integers()
                .between(1, 5000)
                .edgeCases(edges -> edges.add(951, 952, 1902))
                .map(length -> (Act) new Act.Append(who, length)));
        Arbitrary<Act> tick = Arbitraries.integers().between(1, 3).map(Act.Tick::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, append),
                        Tuple.of(6, tick),
                        Tuple.of(1, agency.map(Act.StartEpoch::new)),
                        Tuple.of(1, Arbitraries.just(new Act.Reopen())))
                .list()
                .ofMaxSize(25);
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
