package beholden.vault;

import static beholden.vault.VaultFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import beholden.vault.log.DisclosedEvent;
import beholden.vault.log.Position;
import beholden.vault.log.SealedEvent;
import beholden.vault.log.SealedLog;
import beholden.vault.seal.CommittingSealer;
import beholden.vault.seal.DisclosedCell;
import beholden.vault.seal.Sealer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisclosedEventTest {
    private static final byte[] LABEL = new byte[Label.LENGTH];

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource
    void an_event_is_read_with_the_keys_of_its_cells_alone(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            var agency = fixture.newAgency();
            byte[] large = new byte[3000];
            new Random(5).nextBytes(large);
            fixture.append(agency, "before");
            Position position = fixture.append(agency, large);

            SealedLog log = fixture.reopened().log(agency);
            DisclosedEvent event = log.disclose(position);

            assertThat(event.open()).isEqualTo(new SealedEvent(position, large));
            assertThat(event.cells().stream().map(cell -> cell.cell().entry()))
                    .containsExactlyElementsOf(log.ledgerEntries(position));
            assertThat(event.cells().stream().map(DisclosedCell::key)).doesNotHaveDuplicates();
        }
    }

    @Test
    void cells_of_different_events_and_too_few_or_too_many_are_no_event() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            var agency = fixture.newAgency();
            SealedLog log = fixture.vault().log(agency);
            byte[] event = new byte[3000];
            new Random(6).nextBytes(event);
            List<DisclosedCell> one =
                    log.disclose(fixture.append(agency, event)).cells();
            List<DisclosedCell> other =
                    log.disclose(fixture.append(agency, event)).cells();

            assertRefused(one.reversed());
            assertRefused(one.subList(0, 2));
            assertRefused(one.subList(1, 3));
            assertRefused(List.of(one.get(0), one.get(1), one.get(2), other.get(3)));
            assertRefused(List.of(one.get(0), one.get(2), one.get(1), one.get(3)));
            assertRefused(List.of(one.get(0), one.get(1), one.get(1), one.get(3)));
            List<DisclosedCell> twice = new ArrayList<>(one);
            twice.addAll(other);
            assertRefused(twice);
        }
    }

    @Test
    void a_cell_that_no_vault_writes_is_refused() throws Exception {
        byte[] event = bytes("event");
        byte[] good = ByteBuffer.allocate(30)
                .put((byte) 2)
                .putInt(1)
                .putLong(7)
                .putInt(0)
                .putInt(1)
                .putInt(event.length)
                .put(event)
                .array();
        byte[] unpadded = ByteBuffer.allocate(32).put(good).put(31, (byte) 1).array();
        byte[] format = good.clone();
        format[0] = 1;
        byte[] endless =
                ByteBuffer.wrap(good.clone()).putInt(21, Integer.MAX_VALUE).array();

        assertThat(new DisclosedEvent(List.of(sealed(good))).open())
                .isEqualTo(new SealedEvent(new Position(1, 7), event));
        assertRefused(List.of(sealed(unpadded)));
        assertRefused(List.of(sealed(format)));
        assertRefused(List.of(sealed(endless)));
        assertRefused(List.of(sealed(ByteBuffer.wrap(good.clone()).putInt(1, 0).array())));
        assertRefused(
                List.of(sealed(ByteBuffer.wrap(good.clone()).putLong(5, -1).array())));
        assertRefused(List.of(sealed(good, 97)));
    }

    private static DisclosedCell sealed(byte[] content) {
        return sealed(content, 104);
    }

    private static DisclosedCell sealed(byte[] content, int boxLength) {
        Sealer.Keyed keyed = new CommittingSealer().under(new byte[32]);
        byte[] box = keyed.seal(Arrays.copyOf(content, Math.min(content.length, boxLength - 72)), boxLength, LABEL);
        return new DisclosedCell(new Cell(new Label(LABEL), box), keyed.keyOf(box));
    }

    private static void assertRefused(List<DisclosedCell> cells) {
        assertThatThrownBy(() -> new DisclosedEvent(cells).open()).isInstanceOf(GeneralSecurityException.class);
    }
}
