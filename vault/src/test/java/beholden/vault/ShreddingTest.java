package beholden.vault;

import static beholden.vault.VaultFixture.bytes;
import static beholden.vault.VaultFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.cell.CellStoreException;
import beholden.vault.key.AgencyId;
import beholden.vault.key.EpochKey;
import beholden.vault.key.KeyHierarchy;
import beholden.vault.key.Keyring;
import beholden.vault.key.Secret;
import beholden.vault.log.Position;
import beholden.vault.seal.Labels;
import beholden.vault.setup.VaultException;
import beholden.vault.tick.Heads;
import beholden.vault.tick.Heads.Stream;
import beholden.vault.tick.Pending;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a shredded epoch nothing tells how much there was.
class ShreddingTest {

    @TempDir
    Path temp;

    @Test
    void the_counts_of_a_shredded_epoch_are_in_neither_place_of_the_pending_file() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.appendMany(agency, "event", 9);
            byte[] tag = tag(fixture, agency);
            fixture.shut();
            assertThat(counts(fixture, tag)).containsExactly(9L, 8L);
            fixture.vault().startEpoch(agency);

            fixture.vault().shred(agency, 1);
            fixture.shut();

            assertThat(counts(fixture, tag)).containsExactly(0L, 0L);
            fixture.reopened().tick();
            fixture.shut();
            assertThat(counts(fixture, tag)).containsExactly(0L, 0L);
        }
    }

    @Test
    void what_waits_when_its_epoch_is_shredded_is_not_counted_any_more() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            byte[] tag = tag(fixture, agency);
            CompletableFuture<Position> waiting = fixture.vault().log(agency).append(bytes("event"));

            fixture.vault().shred(agency);
            fixture.await(waiting);
            fixture.vault().tick();
            fixture.shut();

            assertThat(counts(fixture, tag)).containsExactly(0L, 0L);
        }
    }

    @Test
    void counts_of_an_epoch_shredded_behind_the_vaults_back_are_dropped_at_opening() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "event");
            byte[] tag = tag(fixture, agency);
            fixture.shut();
            try (Keyring keyring = keyring(fixture)) {
                keyring.shred(agency);
            }

            fixture.vault();
            fixture.shut();

            assertThat(counts(fixture, tag)).containsExactly(0L, 0L);
        }
    }

    @Test
    void ends_of_logs_are_known_after_the_directorys_first_epoch_was_shredded() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 2);
            fixture.vault().startEpoch(AgencyId.DIRECTORY);

            fixture.vault().shred(AgencyId.DIRECTORY, 1);
            fixture.shut();
            fixture.vandalise(
                    "DELETE FROM cell WHERE label = ?",
                    fixture.label(agency, positions.getLast()).bytes());

            assertThat(fixture.vault().findings()).noneMatch(finding -> finding.contains("cannot be read"));
            assertThat(fixture.vault().log(agency).read(Position.START).damages())
                    .hasSize(1);
        }
    }

    @Test
    void an_epoch_that_an_open_log_writes_in_is_not_shredded() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "before");
            fixture.vault().keyring().startEpoch(agency).close();

            assertThatThrownBy(() -> fixture.vault().shred(agency, 1))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("writes in");

            fixture.append(agency, "after");
            assertThat(texts(fixture.reopened().log(agency).read(Position.START)))
                    .containsExactly("before", "after");
        }
    }

    @Test
    void no_epoch_is_started_in_the_keyring_alone_while_the_store_does_not_answer() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.POSTGRESQL, temp)) {
            AgencyId agency = fixture.newAgency();
            Database database = Objects.requireNonNull(fixture.database);
            database.goDown();

            assertThatThrownBy(() -> fixture.vault().startEpoch(agency)).isInstanceOf(CellStoreException.class);

            database.comeBack();
            assertThat(fixture.append(agency, "event")).isEqualTo(new Position(1, 0));
            assertThat(fixture.vault().startEpoch(agency)).isEqualTo(2);
        }
    }

    private static byte[] tag(VaultFixture fixture, AgencyId agency) throws IOException {
        try (EpochKey key = fixture.vault().keyring().epochs(agency).getFirst()) {
            return new Labels(key.labelKey().bytes(), key.epoch()).tag();
        }
    }

    /// What the two places of the pending file say of an epoch's events, the most first; the vault must be shut.
    private List<Long> counts(VaultFixture fixture, byte[] tag) throws Exception {
        byte[] file = Files.readAllBytes(fixture.folder.resolve("pending"));
        int slot = (file.length - 512) / 2;
        byte[] first = file.clone();
        Arrays.fill(first, 512 + slot, file.length, (byte) 0);
        byte[] second = file.clone();
        Arrays.fill(second, 512, 512 + slot, (byte) 0);
        long one = count(fixture, first, tag);
        long other = count(fixture, second, tag);
        return List.of(Math.max(one, other), Math.min(one, other));
    }

    private long count(VaultFixture fixture, byte[] file, byte[] tag) throws Exception {
        Path copy = Files.write(temp.resolve("pending-copy"), file);
        try (Keyring keyring = keyring(fixture);
                EpochKey directory = keyring.epochs(AgencyId.DIRECTORY).getFirst();
                Secret key = directory.derive("beholden heads key 1");
                Pending pending = Pending.open(copy)) {
            Heads heads = new Heads(key.bytes(), VaultFixture.standard().keyringSlots());
            Pending.Last last = pending.last();
            heads.unseal(last.heads(), last.batch(), Set.of(ByteBuffer.wrap(tag)));
            return heads.count(tag, Stream.EVENTS);
        }
    }

    private static Keyring keyring(VaultFixture fixture) throws IOException {
        return Keyring.open(fixture.folder.resolve("keys"), new KeyHierarchy(fixture.root()));
    }
}
