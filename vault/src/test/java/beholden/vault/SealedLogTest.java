package beholden.vault;

import static beholden.vault.VaultFixture.bytes;
import static beholden.vault.VaultFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.LedgerReader;
import beholden.vault.key.AgencyId;
import beholden.vault.key.UnknownAgencyException;
import beholden.vault.log.Damage;
import beholden.vault.log.Opening;
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.log.SealedEvent;
import beholden.vault.log.SealedLog;
import beholden.vault.log.Snapshot;
import beholden.vault.setup.VaultSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedLogTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource
    void events_come_back_in_order_now_and_after_reopening(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId one = fixture.newAgency();
            AgencyId other = fixture.newAgency();

            fixture.appendMany(one, "one", 30);
            fixture.appendMany(other, "other", 3);
            fixture.append(one, "the last");

            for (boolean reopened : new boolean[] {false, true}) {
                Vault vault = reopened ? fixture.reopened() : fixture.vault();
                Reading reading = vault.log(one).read(Position.START);
                assertThat(texts(reading))
                        .hasSize(31)
                        .startsWith("one 0", "one 1")
                        .endsWith("one 29", "the last");
                assertThat(reading.damages()).isEmpty();
                assertThat(texts(vault.log(other).read(Position.START)))
                        .containsExactly("other 0", "other 1", "other 2");
                assertThat(vault.findings()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_of_a_mebibyte_spans_cells_and_comes_back(StoreKind kind) throws Exception {
        VaultSettings settings = VaultFixture.standard().withRate(200, Duration.ofMillis(10));
        try (VaultFixture fixture = VaultFixture.on(kind, temp, settings)) {
            AgencyId agency = fixture.newAgency();
            byte[] large = new byte[SealedLog.MAX_EVENT];
            new Random(7).nextBytes(large);

            fixture.append(agency, "before");
            Position position = fixture.append(agency, large);
            fixture.append(agency, "after");

            Reading reading = fixture.reopened().log(agency).read(position);
            assertThat(reading.events()).hasSize(2);
            assertThat(reading.events().getFirst()).isEqualTo(new SealedEvent(position, large));
            assertThat(texts(reading)).endsWith("after");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_cells_of_an_event_are_found_in_the_ledger(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "before");
            Position event = fixture.append(agency, new byte[2000]);
            fixture.append(agency, "after");

            List<byte[]> entries = fixture.reopened().log(agency).ledgerEntries(event);

            LedgerReader ledger = LedgerReader.at(
                    fixture.folder.resolve("ledger"), LedgerReader.checkpoint(fixture.folder.resolve("ledger")));
            assertThat(entries).hasSize(3);
            for (byte[] entry : entries) {
                assertThat(ledger.indexOf(entry)).isPresent();
            }
            Position inside = new Position(event.epoch(), event.cell() + 1);
            assertThatThrownBy(() -> fixture.vault().log(agency).ledgerEntries(inside))
                    .hasMessageContaining("no event");
        }
    }

    @Test
    void an_empty_event_and_one_over_a_mebibyte_are_refused() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            SealedLog log = fixture.vault().log(fixture.newAgency());

            assertThatThrownBy(() -> log.append(new byte[0])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> log.append(new byte[SealedLog.MAX_EVENT + 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1,048,576");
        }
    }

    @Test
    void a_log_is_read_in_pages_of_any_size() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "x".repeat(3000));
            fixture.appendMany(agency, "small", 5);
            fixture.vault().startEpoch(agency);
            fixture.append(agency, "y".repeat(3000));
            List<SealedEvent> all =
                    fixture.vault().log(agency).read(Position.START).events();

            for (int size = 1; size <= 8; size++) {
                List<SealedEvent> paged = new ArrayList<>();
                Position next = Position.START;
                for (int page = 0; page < 8; page++) {
                    Reading reading = fixture.vault().log(agency).read(next, size);
                    assertThat(reading.events()).hasSizeLessThanOrEqualTo(size);
                    paged.addAll(reading.events());
                    next = reading.next();
                }
                assertThat(paged).isEqualTo(all).hasSize(7);
            }
        }
    }

    @Test
    void reading_on_from_where_a_reading_ended_gives_only_what_is_new() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "old");
            Reading first = fixture.vault().log(agency).read(Position.START);

            assertThat(fixture.vault().log(agency).read(first.next()).events()).isEmpty();
            fixture.append(agency, "new");

            assertThat(texts(fixture.vault().log(agency).read(first.next()))).containsExactly("new");
        }
    }

    @Test
    void an_event_is_not_read_before_it_is_recorded() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            SealedLog log = fixture.vault().log(agency);

            // five cells, of which a tick writes four
            CompletableFuture<Position> future = log.append(new byte[4500]);
            fixture.vault().tick();
            assertThat(future).isNotDone();
            assertThat(log.read(Position.START).events()).isEmpty();
            fixture.vault().tick();

            assertThat(future).isCompletedWithValue(new Position(1, 0));
            assertThat(log.read(Position.START).events()).hasSize(1);
        }
    }

    @Test
    void an_event_that_was_never_completed_is_passed_over_after_reopening() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "before");
            CompletableFuture<Position> half = fixture.vault().log(agency).append(new byte[9000]);
            fixture.vault().tick();

            fixture.reopened();
            fixture.append(agency, "after");
            fixture.append(agency, "x".repeat(3000));

            assertThat(half).isCompletedExceptionally();
            Reading reading = fixture.reopened().log(agency).read(Position.START);
            assertThat(texts(reading)).containsExactly("before", "after", "x".repeat(3000));
            assertThat(reading.damages()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void epochs_have_keys_of_their_own_and_are_read_as_one_log(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();

            fixture.append(agency, "first");
            int second = fixture.vault().startEpoch(agency);
            Position position = fixture.append(agency, "second");
            fixture.vault().startEpoch(agency);

            assertThat(second).isEqualTo(2);
            assertThat(position).isEqualTo(new Position(2, 0));
            assertThat(texts(fixture.vault().log(agency).read(Position.START))).containsExactly("first", "second");
            assertThat(texts(fixture.reopened().log(agency).read(Position.START)))
                    .containsExactly("first", "second");
            fixture.append(agency, "third");
            assertThat(texts(fixture.vault().log(agency).read(new Position(2, 0))))
                    .containsExactly("second", "third");
        }
    }

    @Test
    void a_shredded_epoch_is_reported_and_the_rest_stays_readable() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "first");
            fixture.vault().startEpoch(agency);
            fixture.append(agency, "second");

            fixture.vault().shred(agency, 1);

            for (boolean reopened : new boolean[] {false, true}) {
                Vault vault = reopened ? fixture.reopened() : fixture.vault();
                Reading reading = vault.log(agency).read(Position.START);
                assertThat(texts(reading)).containsExactly("second");
                assertThat(reading.damages())
                        .containsExactly(new Damage(new Position(1, 0), new Position(2, 0), Damage.Cause.SHREDDED));
            }
        }
    }

    @Test
    void nothing_is_read_from_or_written_to_a_shredded_agency() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "secret");
            SealedLog log = fixture.vault().log(agency);

            fixture.vault().shred(agency);

            assertThat(log.read(Position.START).events()).isEmpty();
            assertThat(log.append(bytes("more"))).isCompletedExceptionally();
            assertThatThrownBy(() -> fixture.vault().log(agency)).isInstanceOf(UnknownAgencyException.class);
        }
    }

    @Test
    void there_is_one_log_of_an_agency() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();

            assertThat(fixture.vault().log(agency)).isSameAs(fixture.vault().log(new AgencyId(agency.bytes())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_agency_opens_from_its_latest_snapshot_and_the_events_after_it(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.appendMany(agency, "early", 10);
            SealedLog log = fixture.vault().log(agency);
            fixture.await(log.snapshot(log.head(), bytes("state of ten")));
            fixture.append(agency, "between");
            byte[] state = new byte[10_000];
            new Random(3).nextBytes(state);
            fixture.await(log.snapshot(log.head(), state));
            fixture.append(agency, "late");

            for (boolean reopened : new boolean[] {false, true}) {
                Vault vault = reopened ? fixture.reopened() : fixture.vault();
                Opening opening = vault.log(agency).open();
                assertThat(opening.snapshot()).contains(new Snapshot(new Position(1, 11), state));
                assertThat(texts(opening.later())).containsExactly("late");
                assertThat(opening.damagedSnapshots()).isZero();
            }
        }
    }

    @Test
    void no_text_form_shows_content_or_agency() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "secret");
            Reading reading = fixture.vault().log(agency).read(Position.START);

            assertThat(reading.toString() + fixture.vault().log(agency) + fixture.vault())
                    .doesNotContain("secret", agency.hex(), "115, 101, 99");
        }
    }
}
