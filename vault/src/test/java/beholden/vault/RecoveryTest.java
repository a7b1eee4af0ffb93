package beholden.vault;

import static beholden.vault.VaultFixture.bytes;
import static beholden.vault.VaultFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.merkle.Hash;
import beholden.vault.key.AgencyId;
import beholden.vault.log.Position;
import beholden.vault.setup.SettingsFile;
import beholden.vault.setup.VaultException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A crash between any two steps of a tick, made by putting files of before and after it side by side.
class RecoveryTest {

    @TempDir
    Path temp;

    @Test
    void a_batch_of_which_only_the_pending_file_was_written_is_carried_out_at_opening() throws Exception {
        recovers("pending");
    }

    @Test
    void a_batch_that_is_in_the_store_but_not_in_the_ledger_is_completed_at_opening() throws Exception {
        recovers("pending", "cells.sqlite");
    }

    @Test
    void a_batch_whose_chunk_was_written_too_is_completed_at_opening() throws Exception {
        recovers("pending", "cells.sqlite", "chunks");
    }

    private void recovers(String... written) throws Exception {
        try (VaultFixture after = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = after.newAgency();
            after.append(agency, "before");
            try (VaultFixture crashed = after.copy(temp.resolve("crashed"))) {
                after.append(agency, "during");
                after.shut();
                for (String part : written) {
                    copy(after.folder.resolve(part), crashed.folder.resolve(part));
                }

                assertThat(texts(crashed.vault().log(agency).read(Position.START)))
                        .containsExactly("before", "during");
                assertThat(crashed.vault().findings()).isEmpty();
                assertThat(root(crashed)).isEqualTo(root(after));
                assertThat(crashed.append(agency, "next")).isEqualTo(new Position(1, 2));
                after.shut();
                crashed.shut();
                assertThat(crashed.cells()).containsAll(after.cells());
            }
        }
    }

    @Test
    void a_torn_pending_file_leaves_the_vault_as_it_was_before_that_tick() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "before");
            try (VaultFixture crashed = fixture.copy(temp.resolve("crashed"))) {
                fixture.append(agency, "during");
                fixture.shut();
                Path pending = crashed.folder.resolve("pending");
                copy(fixture.folder.resolve("pending"), pending);
                // the second tick is in the first place: the last byte of one of its four boxes
                try (RandomAccessFile file = new RandomAccessFile(pending.toFile(), "rw")) {
                    file.seek(512 + 24 + 4 * 1024 - 1);
                    int old = file.read();
                    file.seek(512 + 24 + 4 * 1024 - 1);
                    file.write(old ^ 1);
                }

                assertThat(texts(crashed.vault().log(agency).read(Position.START)))
                        .containsExactly("before");
                assertThat(crashed.vault().findings()).isEmpty();
                assertThat(crashed.append(agency, "again")).isEqualTo(new Position(1, 1));
            }
        }
    }

    @Test
    void a_pending_file_with_both_batches_damaged_is_refused_with_what_to_do() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            fixture.vault().tick();
            fixture.shut();
            Path pending = fixture.folder.resolve("pending");
            byte[] bytes = Files.readAllBytes(pending);
            Arrays.fill(bytes, 512, bytes.length, (byte) 7);
            Files.write(pending, bytes);

            assertThatThrownBy(fixture::vault)
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("pending")
                    .hasMessageContaining("backup");
        }
    }

    @Test
    void an_older_ledger_put_back_is_refused_rather_than_signed_anew() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "one");
            try (VaultFixture older = fixture.copy(temp.resolve("older"))) {
                fixture.append(agency, "two");
                fixture.append(agency, "three");
                fixture.shut();
                copy(older.folder.resolve("ledger"), fixture.folder.resolve("ledger"));

                assertThatThrownBy(fixture::vault)
                        .isInstanceOf(VaultException.class)
                        .hasMessageContaining("an older copy");
            }
        }
    }

    @Test
    void another_capacity_in_the_settings_holds_from_the_next_opening() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "before");
            fixture.shut();
            SettingsFile.write(fixture.folder, VaultFixture.standard().withRate(300, Duration.ofMillis(5)));

            fixture.append(agency, "after");

            assertThat(fixture.vault().ledger().size()).isEqualTo(4 + 300 + 1);
            assertThat(texts(fixture.reopened().log(agency).read(Position.START)))
                    .containsExactly("before", "after");
        }
    }

    @Test
    void a_second_user_of_a_vault_is_told() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            assertThatThrownBy(() -> Vault.open(fixture.folder, fixture.root()))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("in use");
            assertThat(fixture.append(fixture.newAgency(), bytes("still works")))
                    .isNotNull();
        }
    }

    private static Hash root(VaultFixture fixture) throws Exception {
        return fixture.vault().ledger().root(fixture.vault().ledger().size());
    }

    private static void copy(Path from, Path to) throws Exception {
        if (Files.isDirectory(from)) {
            VaultFixture.copyFolder(from, to);
        } else {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
