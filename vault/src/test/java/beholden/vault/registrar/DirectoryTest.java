package beholden.vault.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.log.Position;
import beholden.vault.log.SealedEvent;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path temp = Path.of("");

    private final RegistrarKey.Founding founding = RegistrarKey.found(3, 2);
    private final RootKey root = RootKey.of(Secret.taking(new byte[32]));
    private final AgencyId zurich = AgencyId.random();
    private final AgencyId bern = AgencyId.random();

    private Vault vault() throws IOException {
        Vault vault = Vault.create(
                temp.resolve("vault"), VaultSettings.standard("x").withRate(4, Duration.ofMillis(5)), root);
        vault.start();
        Directory directory = directory(vault);
        directory.add(founding.key(), zurich, "Kantonspolizei Zürich", "duty@zh.example");
        directory.add(founding.key(), bern, "Kantonspolizei Bern", "duty@be.example");
        return vault;
    }

    private static Directory directory(Vault vault) throws IOException {
        return new Directory(vault.log(AgencyId.DIRECTORY), InstantSource.fixed(NOW));
    }

    private Registrar registrar() throws RegistrarException {
        return founding.key().open(founding.shares().subList(1, 3));
    }

    @Test
    void one_entry_is_shown_or_all_and_both_readings_stay_on_record() throws IOException {
        try (Vault vault = vault();
                Registrar registrar = registrar()) {
            Directory directory = directory(vault);

            assertThat(directory.read(registrar, bern, "B. and C.", "court order 7"))
                    .hasValueSatisfying(entry -> assertThat(entry.name()).isEqualTo("Kantonspolizei Bern"));
            assertThat(directory.read(registrar, AgencyId.random(), "B. and C.", "court order 8"))
                    .isEmpty();
            assertThat(directory.list(registrar, "B. and C.", "audit").entries())
                    .extracting(DirectoryEntry::id)
                    .containsExactlyInAnyOrder(zurich, bern);

            List<Integer> holders = List.of(2, 3);
            assertThat(directory.readings())
                    .containsExactly(
                            new DirectoryReading(NOW, holders, "B. and C.", "court order 7", false),
                            new DirectoryReading(NOW, holders, "B. and C.", "court order 8", false),
                            new DirectoryReading(NOW, holders, "B. and C.", "audit", true));
        }
    }

    @Test
    void a_later_entry_takes_the_place_of_an_earlier_one() throws IOException {
        try (Vault vault = vault();
                Registrar registrar = registrar()) {
            Directory directory = directory(vault);
            directory.add(founding.key(), bern, "Kantonspolizei Bern", "night@be.example");

            assertThat(directory.list(registrar, "B.", "audit").entries())
                    .extracting(DirectoryEntry::contact)
                    .containsExactlyInAnyOrder("duty@zh.example", "night@be.example");
        }
    }

    @Test
    void what_the_vault_itself_can_read_holds_no_name_and_no_id() throws IOException {
        try (Vault vault = vault()) {
            List<SealedEvent> events =
                    vault.log(AgencyId.DIRECTORY).read(Position.START).events();

            assertThat(events).hasSize(2);
            for (SealedEvent event : events) {
                String latin = new String(event.bytes(), StandardCharsets.ISO_8859_1);
                assertThat(latin)
                        .doesNotContain("Kantons", "example")
                        .doesNotContain(new String(zurich.bytes(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(bern.bytes(), StandardCharsets.ISO_8859_1));
                assertThat(event.bytes()).hasSameSizeAs(events.getFirst().bytes());
            }
        }
    }

    @Test
    void nothing_is_shown_when_the_reading_cannot_be_recorded() throws IOException {
        Directory directory;
        try (Vault vault = vault()) {
            directory = directory(vault);
        }

        try (Registrar registrar = registrar()) {
            assertThatThrownBy(() -> directory.list(registrar, "B. and C.", "audit"))
                    .hasMessageContaining("not recorded");
        }
    }

    @Test
    void an_entry_that_does_not_open_is_counted_and_hides_no_other() throws IOException {
        try (Vault vault = vault();
                Registrar registrar = registrar()) {
            Directory directory = directory(vault);
            directory.add(RegistrarKey.found(3, 2).key(), AgencyId.random(), "Somebody", "else");

            Directory.Listing listing = directory.list(registrar, "B. and C.", "audit");

            assertThat(listing.unreadable()).isEqualTo(1);
            assertThat(listing.entries()).hasSize(2);
        }
    }

    @Test
    void a_reading_without_reader_or_purpose_is_refused_before_anything_is_recorded() throws IOException {
        try (Vault vault = vault();
                Registrar registrar = registrar()) {
            Directory directory = directory(vault);

            assertThatThrownBy(() -> directory.list(registrar, " ", "audit"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> directory.list(registrar, "B.", "")).isInstanceOf(IllegalArgumentException.class);
            assertThat(directory.readings()).isEmpty();
        }
    }
}
