package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.cell.Cell;
import beholden.vault.key.AgencyId;
import beholden.vault.key.KeyException;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.log.Position;
import beholden.vault.setup.VaultException;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Making, opening, refusing and compacting a vault.
class VaultFolderTest {

    @TempDir
    Path temp;

    @Test
    void settings_come_back_as_they_were_written() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            assertThat(Vault.settings(fixture.folder)).isEqualTo(VaultFixture.standard());
            assertThat(fixture.reopened().settings()).isEqualTo(VaultFixture.standard());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"format\" : 3; \"format\" : 2; 'format 2; this version reads 3; use the version that wrote it'",
                "\"cellsPerTick\" : 4; \"cellsPerTick\" : 0; 0 is outside 1 to 32,768",
                "\"cellsPerTick\" : 4; \"cellsPerTick\" : \"4\"; vault.json",
                "\"cellsPerTick\" : 4; \"cellsPerTick\" : 4.5; vault.json",
                "\"cellsPerTick\" : 4,; ; cellsPerTick",
                "\"cellsPerTick\" : 4; \"cellsPerTick\" : 4, \"cellsPerTick\" : 5; uplicate",
                "\"cellsPerTick\" : 4; \"cellsPerTick\" : 4, \"surprise\" : 5; surprise",
                "\"cells.sqlite\"; \"../cells.sqlite\"; neither a plain file name nor a URL",
                "\"cells.sqlite\"; \"jdbc:postgresql://db/vault?user=a&password=b\"; holds a password",
                "\"boxLength\" : 1008; \"boxLength\" : 1000; 1000",
                "\"boxLength\" : 1008; \"boxLength\" : 159; 159 is outside 160 to 8,000",
                "}; }}; vault.json",
            })
    void settings_that_are_not_right_are_refused_with_the_reason(String right, String wrong, String reason)
            throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            fixture.shut();
            Path file = fixture.folder.resolve("vault.json");
            String text = Files.readString(file);
            assertThat(text).contains(right);
            Files.writeString(file, text.replace(right, wrong == null ? "" : wrong));

            assertThatThrownBy(fixture::vault).isInstanceOf(IOException.class).hasMessageContaining(reason);
        }
    }

    @Test
    void boxes_and_chunks_of_one_length_are_refused() {
        VaultSettings settings = VaultFixture.standard();

        assertThatThrownBy(() -> settings.withBoxes(settings.chunkLength()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give them different lengths");
    }

    @Test
    void huge_settings_are_not_read() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            fixture.shut();
            Files.write(fixture.folder.resolve("vault.json"), new byte[1 << 20]);

            assertThatThrownBy(fixture::vault)
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("over the limit");
        }
    }

    @Test
    void a_folder_that_is_no_vault_is_refused() {
        try (RootKey root = RootKey.of(Secret.random(32))) {
            assertThatThrownBy(() -> Vault.open(temp, root))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("not a vault");
        }
    }

    @Test
    void a_vault_is_not_made_over_other_files_or_another_vault() throws Exception {
        Files.writeString(temp.resolve("letter.txt"), "dear");
        VaultSettings settings = VaultFixture.standard();
        try (RootKey root = RootKey.of(Secret.random(32));
                VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            assertThatThrownBy(() -> Vault.create(temp, settings, root))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("other files");
            assertThatThrownBy(() -> Vault.create(fixture.folder, settings, root))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("already");
            assertThatThrownBy(() -> Vault.create(temp.resolve("a/b"), settings, root))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("parent folder");
        }
    }

    @Test
    void another_root_key_does_not_open_a_vault() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp);
                RootKey other = RootKey.of(Secret.random(32))) {
            fixture.shut();

            assertThatThrownBy(() -> Vault.open(fixture.folder, other)).isInstanceOf(KeyException.class);
            assertThat(fixture.vault().findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void compaction_orders_cells_by_label_and_pads_to_a_power_of_two_with_entries_in_the_ledger(StoreKind kind)
            throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.appendMany(agency, "event", 40);
            fixture.vault().tick();
            fixture.shut();
            List<Cell> before = fixture.cells();

            Vault.compact(fixture.folder, fixture.root(), fixture.owner());

            List<Cell> after = fixture.cells();
            assertThat(before).hasSize(44);
            assertThat(after).hasSize(64).containsAll(before).isSortedAccordingTo(Comparator.comparing(Cell::label));
            assertThat(fixture.vault().findings()).isEmpty();
            assertThat(fixture.vault().ledger().size()).isEqualTo(44 + 5 + 20);
            assertThat(fixture.vault().log(agency).read(Position.START).events())
                    .hasSize(40);
            fixture.append(agency, "after");
            fixture.assertAudited();
        }
    }
}
