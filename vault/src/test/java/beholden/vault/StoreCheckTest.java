package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.Finding;
import beholden.vault.check.KnownLosses;
import beholden.vault.key.AgencyId;
import beholden.vault.log.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A vault that works notices what somebody did to its store.
class StoreCheckTest {
    @TempDir
    Path temp;

    private static boolean isSound(VaultFixture fixture, KnownLosses known) throws Exception {
        return fixture.vault().check().isSound(known, (_, _) -> {});
    }

    private static void fill(VaultFixture fixture) throws Exception {
        for (int i = 0; i < 300; i++) fixture.vault().tick();
    }

    @ParameterizedTest
    @EnumSource
    void what_a_vault_writes_while_it_is_compared_is_nothing_wrong(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            fixture.appendMany(fixture.newAgency(), "event", 5);
            fill(fixture);
            fixture.vault().start();

            for (int i = 0; i < 3; i++) {
                assertThat(fixture.vault().check().isSound(KnownLosses.NONE, (_, _) -> Thread.yield()))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_deleted_cell_is_noticed_unless_it_is_known_to_be_gone(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 5);
            fill(fixture);
            fixture.shut();
            fixture.vandalise(
                    "DELETE FROM cell WHERE label = ?",
                    fixture.label(agency, positions.get(2)).bytes());
            KnownLosses known = known(fixture);
            fixture.vault().start();

            assertThat(known.gone()).hasSize(1);
            assertThat(isSound(fixture, KnownLosses.NONE)).isFalse();
            assertThat(isSound(fixture, known)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_cell_is_noticed_unless_it_is_known(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 5);
            fill(fixture);
            fixture.shut();
            byte[] label = fixture.label(agency, positions.get(2)).bytes();
            fixture.shut();
            fixture.vandalise(
                    "UPDATE cell SET box = ? WHERE label = ?",
                    new byte[VaultFixture.standard().boxLength()],
                    label);
            fixture.shut();
            KnownLosses known = known(fixture);
            fixture.vault().start();

            assertThat(known.gone()).hasSize(1);
            assertThat(known.foreign()).hasSize(1);
            assertThat(isSound(fixture, KnownLosses.NONE)).isFalse();
            assertThat(isSound(fixture, new KnownLosses(known.gone(), Set.of())))
                    .isFalse();
            assertThat(isSound(fixture, known)).isTrue();
        }
    }

    @Test
    void a_chunk_that_is_gone_or_a_strange_file_is_noticed() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            fill(fixture);
            fixture.shut();
            Path chunks = fixture.folder.resolve("chunks");
            Path one;
            try (Stream<Path> files = Files.walk(chunks)) {
                one = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            }
            Path aside = temp.resolve("aside");
            Files.move(one, aside);
            fixture.vault().start();
            assertThat(isSound(fixture, KnownLosses.NONE)).isFalse();
            Files.move(aside, one);
            assertThat(isSound(fixture, KnownLosses.NONE)).isTrue();

            Files.createFile(chunks.resolve("strange"));

            assertThat(isSound(fixture, KnownLosses.NONE)).isFalse();
        }
    }

    @Test
    void a_changed_entry_of_the_ledger_is_noticed() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            fill(fixture);
            fixture.shut();
            Path bundle = fixture.folder.resolve("ledger/tile/entries/000");
            byte[] bytes = Files.readAllBytes(bundle);
            bytes[40] ^= 1;
            Files.write(bundle, bytes);
            fixture.vault().start();

            assertThat(isSound(fixture, KnownLosses.NONE)).isFalse();
        }
    }

    private static KnownLosses known(VaultFixture fixture) throws Exception {
        List<KnownLosses.Stretch> gone = new ArrayList<>();
        Set<String> foreign = new HashSet<>();
        for (Finding finding : fixture.audited().findings()) {
            switch (finding) {
                case Finding.CellMissing it -> gone.add(new KnownLosses.Stretch(it.index(), it.index() + 1));
                case Finding.CellUnknown it -> foreign.add(it.entry());
                default -> throw new AssertionError(finding.message());
            }
        }
        return new KnownLosses(gone, foreign);
    }
}
