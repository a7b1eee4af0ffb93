package beholden.vault;

import static beholden.vault.VaultFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import beholden.vault.key.AgencyId;
import beholden.vault.key.KeyHierarchy;
import beholden.vault.key.Keyring;
import beholden.vault.log.Position;
import beholden.vault.setup.VaultException;
import beholden.vault.tick.Batch;
import beholden.vault.tick.Chunk;
import beholden.vault.tick.Pending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody without the vault's keys writes into the pending file of a vault that does not run, checksums and all.
class ForgedPendingTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path temp;

    @Test
    void an_invented_batch_is_neither_stored_nor_signed() throws Exception {
        try (VaultFixture fixture = written()) {
            forge(
                    fixture,
                    last -> new Pending.Last(
                            new Batch(last.batch().sequence() + 1, sizeAfter(last.batch()), List.of(random()), null),
                            last.heads()));

            assertRefused(fixture);
        }
    }

    @Test
    void an_interrupted_batch_with_one_cell_exchanged_is_neither_stored_nor_signed() throws Exception {
        try (VaultFixture fixture = interrupted()) {
            forge(fixture, last -> {
                List<Cell> cells = new ArrayList<>(last.batch().cells());
                cells.set(1, random());
                Batch batch = last.batch();
                return new Pending.Last(new Batch(batch.sequence(), batch.base(), cells, batch.chunk()), last.heads());
            });

            assertRefused(fixture);
        }
    }

    @Test
    void an_interrupted_batch_with_another_chunk_is_neither_stored_nor_signed() throws Exception {
        try (VaultFixture fixture = interrupted()) {
            forge(fixture, last -> {
                Batch batch = last.batch();
                byte[] box = new byte[VaultFixture.standard().chunkLength()];
                Chunk chunk = new Chunk(new Label(new byte[Label.LENGTH]), box);
                return new Pending.Last(new Batch(batch.sequence(), batch.base(), batch.cells(), chunk), last.heads());
            });

            assertRefused(fixture);
        }
    }

    @Test
    void a_batch_beside_the_heads_of_another_one_is_refused() throws Exception {
        try (VaultFixture fixture = written();
                VaultFixture before = fixture.copy(temp.resolve("before"))) {
            byte[] older = last(before).heads();
            fixture.vault().tick();
            fixture.shut();
            forge(fixture, last -> new Pending.Last(last.batch(), older));

            assertRefused(fixture);
        }
    }

    @Test
    void a_batch_that_is_made_to_look_carried_out_is_refused_too() throws Exception {
        try (VaultFixture fixture = interrupted()) {
            forge(
                    fixture,
                    last -> new Pending.Last(
                            new Batch(last.batch().sequence() + 1, last.batch().base(), List.of(), null),
                            last.heads()));

            assertRefused(fixture);
        }
    }

    @Test
    void with_the_forged_file_moved_away_the_vault_goes_on_as_the_message_says() throws Exception {
        try (VaultFixture fixture = written()) {
            forge(
                    fixture,
                    last -> new Pending.Last(
                            new Batch(last.batch().sequence() + 1, sizeAfter(last.batch()), List.of(random()), null),
                            last.heads()));
            assertRefused(fixture);

            Files.delete(fixture.folder.resolve("pending"));

            assertThat(fixture.vault().findings()).singleElement().asString().contains("pending file is missing");
            fixture.vault().tick();
            fixture.assertAudited();
        }
    }

    @Test
    void a_batch_whose_key_was_shredded_is_passed_over_with_a_finding_if_it_was_carried_out() throws Exception {
        try (VaultFixture fixture = written()) {
            shredFirstOfDirectory(fixture);

            assertThat(fixture.vault().findings()).singleElement().asString().contains("cannot be read");
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "event");
            assertThat(texts(fixture.reopened().log(agency).read(Position.START)))
                    .containsExactly("event");
            assertThat(fixture.vault().findings()).isEmpty();
            fixture.assertAudited();
        }
    }

    @Test
    void a_batch_whose_key_was_shredded_is_refused_if_it_was_not_carried_out() throws Exception {
        try (VaultFixture fixture = interrupted()) {
            shredFirstOfDirectory(fixture);

            assertRefused(fixture);
        }
    }

    /// A vault that was shut with everything written.
    private VaultFixture written() throws Exception {
        VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp);
        fixture.vault().tick();
        fixture.shut();
        return fixture;
    }

    /// The same, killed after it noted its next batch, which has a chunk, and before it stored any of it.
    private VaultFixture interrupted() throws Exception {
        try (VaultFixture after = written()) {
            VaultFixture interrupted = after.copy(temp.resolve("interrupted"));
            after.vault().tick();
            after.shut();
            Files.copy(
                    after.folder.resolve("pending"),
                    interrupted.folder.resolve("pending"),
                    StandardCopyOption.REPLACE_EXISTING);
            return interrupted;
        }
    }

    private static long sizeAfter(Batch last) {
        return last.base() + last.entries().size();
    }

    private static Cell random() {
        byte[] label = new byte[Label.LENGTH];
        RANDOM.nextBytes(label);
        byte[] box = new byte[VaultFixture.standard().boxLength()];
        RANDOM.nextBytes(box);
        return new Cell(new Label(label), box);
    }

    private static Pending.Last last(VaultFixture fixture) throws IOException {
        try (Pending pending = Pending.open(fixture.folder.resolve("pending"))) {
            return pending.last();
        }
    }

    private static void forge(VaultFixture fixture, UnaryOperator<Pending.Last> forgery) throws IOException {
        try (Pending pending = Pending.open(fixture.folder.resolve("pending"))) {
            Pending.Last forged = forgery.apply(pending.last());
            pending.write(forged.batch(), forged.heads());
        }
    }

    private static void shredFirstOfDirectory(VaultFixture fixture) throws IOException {
        try (Keyring keyring = Keyring.open(fixture.folder.resolve("keys"), new KeyHierarchy(fixture.root()))) {
            keyring.startEpoch(AgencyId.DIRECTORY).close();
            keyring.shred(AgencyId.DIRECTORY, 1);
        }
    }

    private static void assertRefused(VaultFixture fixture) throws IOException {
        Path ledger = fixture.folder.resolve("ledger");
        byte[] checkpoint = Files.readAllBytes(ledger.resolve("checkpoint"));
        List<Cell> cells = fixture.cells();
        List<Path> chunks = chunks(fixture);

        assertThatThrownBy(fixture::vault)
                .isInstanceOf(VaultException.class)
                .hasMessageContainingAll("written or changed by somebody else", "find out who", "move it away");

        assertThat(ledger.resolve("checkpoint")).hasBinaryContent(checkpoint);
        assertThat(fixture.cells()).isEqualTo(cells);
        assertThat(chunks(fixture)).isEqualTo(chunks);
    }

    private static List<Path> chunks(VaultFixture fixture) throws IOException {
        try (var files = Files.walk(fixture.folder.resolve("chunks"))) {
            return files.sorted().toList();
        }
    }
}
