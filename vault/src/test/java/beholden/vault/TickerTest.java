package beholden.vault;

import static beholden.vault.VaultFixture.bytes;
import static beholden.vault.VaultFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.cell.Cell;
import beholden.vault.cell.CellStoreException;
import beholden.vault.cell.Label;
import beholden.vault.key.AgencyId;
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.log.SealedLog;
import beholden.vault.setup.VaultParts;
import beholden.vault.setup.VaultSettings;
import beholden.vault.tick.NoRoomException;
import beholden.vault.tick.VaultHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TickerTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource
    void every_tick_writes_as_many_cells_and_entries_whoever_has_something_to_write(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            SealedLog log = fixture.vault().log(fixture.newAgency());

            for (int tick = 0; tick < 10; tick++) {
                // 0 to 9 events a tick, of which four are written
                for (int i = 0; i < tick; i++) {
                    CompletableFuture<Position> _ = log.append(bytes("event"));
                }
                fixture.vault().tick();
                // and a chunk every second one
                assertThat(fixture.vault().ledger().size()).isEqualTo(4L * (tick + 1) + (tick + 1) / 2);
            }

            fixture.shut();
            assertThat(fixture.cells()).hasSize(40).doesNotHaveDuplicates();
            assertThat(chunkFiles(fixture)).hasSize(5);
        }
    }

    @Test
    void agencies_take_turns_in_the_order_in_which_they_came() throws Exception {
        VaultSettings settings = VaultFixture.standard().withRate(1, Duration.ofMillis(10));
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, settings)) {
            SealedLog one = fixture.vault().log(fixture.newAgency());
            SealedLog other = fixture.vault().log(fixture.newAgency());

            CompletableFuture<Position> first = one.append(bytes("first"));
            CompletableFuture<Position> second = other.append(bytes("second"));
            CompletableFuture<Position> third = one.append(bytes("third"));

            fixture.vault().tick();
            assertThat(first).isDone();
            assertThat(second).isNotDone();
            fixture.vault().tick();
            assertThat(second).isDone();
            assertThat(third).isNotDone();
        }
    }

    @Test
    void a_tick_that_does_not_come_back_is_told_while_it_lasts() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        VaultParts parts = VaultParts.standard().withArrangement(_ -> {
            try {
                answered.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, VaultFixture.standard(), parts);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> tick = thread.submit(() -> {
                fixture.vault().tick();
                return null;
            });
            while (fixture.vault().health().trouble() == null) Thread.onSpinWait();
            assertThat(fixture.vault().health().trouble()).contains("does not answer");

            answered.countDown();
            tick.get();
            assertThat(fixture.vault().health().trouble()).isNull();
        }
    }

    @Test
    void real_cells_are_as_often_in_any_place_of_their_tick() throws Exception {
        int[] places = new int[4];
        List<List<Cell>> batches = new ArrayList<>();
        VaultParts standard = VaultParts.standard();
        VaultParts parts = standard.withArrangement(cells -> {
            Cell real = cells.getFirst();
            standard.arrangement().arrange(cells);
            places[cells.indexOf(real)]++;
            batches.add(List.copyOf(cells));
        });
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, VaultFixture.standard(), parts)) {
            SealedLog log = fixture.vault().log(fixture.newAgency());
            for (int i = 0; i < 200; i++) {
                CompletableFuture<Position> _ = log.append(bytes("event"));
                fixture.vault().tick();
            }
        }

        // 50 each are expected; outside 20..80 lies one run in a million
        assertThat(places).satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(20, 80);
            }
        });
        assertThat(batches).hasSize(200);
    }

    @Test
    void under_overload_events_wait_and_nothing_more_is_written_and_the_health_says_so() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            Vault vault = fixture.vault();
            SealedLog log = vault.log(fixture.newAgency());
            assertThat(vault.health().warnings()).isEmpty();

            for (int i = 0; i < 100; i++) {
                CompletableFuture<Position> _ = log.append(bytes("event"));
            }
            vault.tick();

            VaultHealth health = vault.health();
            assertThat(health.waitingCells()).isEqualTo(96);
            assertThat(health.cellUse()).isEqualTo(1.0);
            assertThat(health.delay()).isEqualTo(Duration.ofMillis(250));
            assertThat(health.warnings())
                    .singleElement()
                    .asString()
                    .contains("100 %")
                    .contains("raise cellsPerTick in vault.json");
            assertThat(health.warningsForALog()).isEmpty();
            assertThat(vault.ledger().size()).isEqualTo(4);
        }
    }

    @Test
    void the_health_advises_what_the_settings_allow_when_chunks_are_in_use() throws Exception {
        for (int ticksPerChunk : new int[] {2, 1}) {
            VaultSettings settings = VaultFixture.standard().withChunks(2048, ticksPerChunk);
            Path parent = Files.createDirectory(temp.resolve("every " + ticksPerChunk));
            try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, parent, settings)) {
                fixture.await(fixture.vault().files().put(new byte[20_000]));

                assertThat(fixture.vault().health().warnings())
                        .singleElement()
                        .asString()
                        .contains(ticksPerChunk == 2 ? "lower ticksPerChunk" : "lower tickMillis");
            }
        }
    }

    @Test
    void more_than_the_queue_holds_is_refused_and_leaves_no_gap_in_the_log() throws Exception {
        // 63 bytes to a cell, so an event of a mebibyte has 16,645 of them, and three wait: half of what may
        VaultSettings settings = VaultFixture.standard()
                .withBoxes(VaultSettings.MIN_BOX)
                .withRate(VaultSettings.MAX_CELLS, Duration.ofSeconds(1));
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, settings)) {
            SealedLog log = fixture.vault().log(fixture.newAgency());
            byte[] large = new byte[SealedLog.MAX_EVENT];
            List<CompletableFuture<Position>> futures = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                futures.add(log.append(large));
            }

            assertThat(futures.getLast())
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withMessageContaining("cells wait already");
            assertThat(futures.get(2)).isNotDone();
            assertThat(fixture.vault().health().waitingCells()).isEqualTo(3L * 16_645);

            assertThat(fixture.await(log.append(bytes("after")))).isEqualTo(new Position(1, 3L * 16_645));
            Reading reading = log.read(Position.START);
            assertThat(reading.events()).hasSize(4);
            assertThat(reading.events().getLast().bytes()).isEqualTo(bytes("after"));
            assertThat(reading.damages()).isEmpty();
        }
    }

    @Test
    void while_the_database_is_down_appends_wait_and_are_recorded_once_when_it_is_back() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.POSTGRESQL, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "before");
            Database database = Objects.requireNonNull(fixture.database);
            database.goDown();
            CompletableFuture<Position> during = fixture.vault().log(agency).append(bytes("during"));

            assertThatThrownBy(() -> fixture.vault().tick()).isInstanceOf(CellStoreException.class);
            assertThatThrownBy(() -> fixture.vault().tick()).isInstanceOf(CellStoreException.class);
            assertThat(during).isNotDone();
            assertThat(fixture.vault().health().warnings())
                    .singleElement()
                    .asString()
                    .contains("did not succeed");
            assertThat(fixture.vault().health().warningsForALog()).hasSize(1);
            database.comeBack();
            fixture.vault().tick();

            assertThat(during).isCompletedWithValue(new Position(1, 1));
            assertThat(fixture.vault().health().warnings()).isEmpty();
            assertThat(texts(fixture.reopened().log(agency).read(Position.START)))
                    .containsExactly("before", "during");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"writing", "journal", "checkpoint", "tile"})
    void what_the_ledger_could_not_write_is_recorded_once_and_signed_when_it_can_again(String part) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "before");
            Path place = fixture.folder.resolve("ledger").resolve(part);
            Path aside = temp.resolve("aside");
            boolean there = Files.exists(place);
            if (there) {
                Files.move(place, aside);
            }
            // a file in the place of a folder, and a folder in the place of a file
            Path inTheWay = Files.isDirectory(aside) ? Files.createFile(place) : Files.createDirectory(place);
            CompletableFuture<Position> during = fixture.vault().log(agency).append(bytes("during"));

            assertThatThrownBy(() -> fixture.vault().tick()).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> fixture.vault().tick()).isInstanceOf(IOException.class);
            assertThat(during).isNotDone();
            Files.delete(inTheWay);
            if (there) {
                Files.move(aside, place);
            }
            fixture.vault().tick();

            assertThat(during).isCompletedWithValue(new Position(1, 1));
            assertThat(fixture.vault().ledger().size()).isEqualTo(9);
            assertThat(fixture.vault().health().warnings()).isEmpty();
            fixture.assertAudited();
        }
    }

    @Test
    void what_was_being_written_when_the_vault_closed_is_recorded_at_the_next_opening() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.POSTGRESQL, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "before");
            Database database = Objects.requireNonNull(fixture.database);
            database.goDown();
            CompletableFuture<Position> during = fixture.vault().log(agency).append(bytes("during"));
            assertThatThrownBy(() -> fixture.vault().tick()).isInstanceOf(CellStoreException.class);

            fixture.shut();
            database.comeBack();

            assertThat(during)
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withMessageContaining("it is recorded once the vault is opened again");
            assertThat(texts(fixture.vault().log(agency).read(Position.START))).containsExactly("before", "during");
            assertThat(fixture.vault().ledger().size()).isEqualTo(9);
        }
    }

    @Test
    void a_closed_vault_tells_those_who_wait() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            SealedLog log = fixture.vault().log(fixture.newAgency());
            CompletableFuture<Position> waiting = log.append(bytes("event"));

            fixture.shut();

            assertThat(waiting).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("was closed");
            assertThat(log.append(bytes("later"))).isCompletedExceptionally();
        }
    }

    @Test
    void a_started_vault_ticks_in_a_thread_whose_name_tells_nothing() throws Exception {
        VaultSettings settings = VaultFixture.standard().withRate(4, Duration.ofMillis(1));
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, settings)) {
            AgencyId agency = fixture.newAgency();
            Set<String> before = threads();
            fixture.vault().start();

            fixture.vault().log(agency).append(bytes("event")).get();

            Set<String> started = threads();
            started.removeAll(before);
            assertThat(started).contains("vault-tick");
            fixture.shut();
            assertThat(threads()).doesNotContain("vault-tick");
        }
    }

    @Test
    void the_clock_is_the_one_the_vault_was_given() throws Exception {
        List<Duration> periods = new ArrayList<>();
        List<Runnable> ticks = new ArrayList<>();
        VaultParts parts = VaultParts.standard().withSchedule((period, tick) -> {
            periods.add(period);
            ticks.add(tick);
            return ticks::clear;
        });
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, VaultFixture.standard(), parts)) {
            fixture.vault().start();

            ticks.getFirst().run();
            ticks.getFirst().run();

            assertThat(periods).containsExactly(Duration.ofMillis(10));
            assertThat(fixture.vault().ledger().size()).isEqualTo(9);
        }
        assertThat(ticks).isEmpty();
    }

    @Test
    void an_error_in_a_tick_ends_no_schedule_and_loses_nothing_that_waited() throws Exception {
        List<Runnable> ticks = new ArrayList<>();
        AtomicBoolean failing = new AtomicBoolean(true);
        VaultParts standard = VaultParts.standard();
        VaultParts parts = standard.withSchedule((_, tick) -> {
                    ticks.add(tick);
                    return ticks::clear;
                })
                .withArrangement(cells -> {
                    if (failing.get()) {
                        throw new OutOfMemoryError("made up");
                    }
                    standard.arrangement().arrange(cells);
                });
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, VaultFixture.standard(), parts)) {
            Vault vault = fixture.vault();
            vault.start();
            CompletableFuture<Position> event = vault.log(fixture.newAgency()).append(bytes("event"));

            ticks.getFirst().run();
            assertThat(vault.health().warnings()).singleElement().asString().contains("made up");
            failing.set(false);
            ticks.getFirst().run();

            assertThat(event).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(new Position(1, 0));
            assertThat(vault.health().warnings()).isEmpty();
        }
    }

    @Test
    void labels_of_dummies_and_of_events_lie_in_the_store_alike() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 8);
            fixture.vault().tick();
            fixture.shut();

            Set<Label> real = new HashSet<>(fixture.labels(agency, positions));
            List<Cell> cells = fixture.cells();

            assertThat(cells)
                    .hasSize(12)
                    .allSatisfy(cell -> assertThat(cell.box()).hasSize(1008));
            assertThat(cells.stream().filter(cell -> real.contains(cell.label())))
                    .hasSize(8);
        }
    }

    private static Set<String> threads() {
        Set<String> names = new HashSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        return names;
    }

    private static List<Path> chunkFiles(VaultFixture fixture) throws Exception {
        try (Stream<Path> files = Files.walk(fixture.folder.resolve("chunks"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void agencies_take_turns_however_much_one_of_them_has_waiting() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            SealedLog busy = fixture.vault().log(fixture.newAgency());
            SealedLog other = fixture.vault().log(fixture.newAgency());
            List<CompletableFuture<Position>> many = new ArrayList<>();
            for (int i = 0; i < 100; i++) many.add(busy.append(VaultFixture.bytes("many " + i)));

            CompletableFuture<Position> large = other.append(new byte[1500]);
            fixture.vault().tick();

            // four cells: two of each
            assertThat(large).isCompletedWithValue(new Position(1, 0));
            assertThat(many.stream().filter(CompletableFuture::isDone)).hasSize(2);
            for (int i = 0; i < 25; i++) fixture.vault().tick();
            assertThat(many).allMatch(event -> event.state() == Future.State.SUCCESS);
            assertThat(texts(busy.read(Position.START))).hasSize(100).startsWith("many 0", "many 1");
        }
    }

    @Test
    void one_agency_leaves_room_for_others() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            SealedLog greedy = fixture.vault().log(fixture.newAgency());
            SealedLog other = fixture.vault().log(fixture.newAgency());
            CompletableFuture<Position> last;
            do last = greedy.append(new byte[SealedLog.MAX_EVENT]);
            while (!last.isCompletedExceptionally());

            assertThat(last.exceptionNow()).isInstanceOf(NoRoomException.class);
            assertThat(other.append(new byte[SealedLog.MAX_EVENT])).isNotDone();
        }
    }
}
