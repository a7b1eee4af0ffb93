package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.key.AgencyId;
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.log.SealedEvent;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A vault whose process is killed at random moments, while it opens, recovers and writes.
class KilledVaultTest {

    private static final int KILLS = 25;
    private static final int AGENCIES = 3;

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource
    void after_25_kills_every_recorded_event_is_there_once_and_every_file_and_the_ledger_verifies(StoreKind kind)
            throws Exception {
        VaultSettings settings = VaultFixture.standard().withRate(8, Duration.ofMillis(1));
        Random random = new Random(kind.ordinal());
        Set<String> recorded = new HashSet<>();
        try (VaultFixture fixture = VaultFixture.on(kind, temp, settings)) {
            List<AgencyId> agencies = new ArrayList<>();
            for (int i = 0; i < AGENCIES; i++) {
                agencies.add(fixture.newAgency());
            }
            fixture.shut();
            VaultWriter next = VaultWriter.start(fixture.folder, fixture.rootKey(), agencies, 0);
            for (int run = 1; run <= KILLS; run++) {
                try (VaultWriter writer = next) {
                    writer.begin();
                    if (run % 3 != 0) {
                        // it writes; otherwise it is killed while it opens the vault, or soon after
                        recorded.add(line(writer));
                    }
                    if (run == 1) {
                        // however slow the machine is, there is a file to look for
                        String line;
                        do {
                            line = line(writer);
                            recorded.add(line);
                        } while (!VaultWriter.isFile(line));
                    }
                    next = VaultWriter.start(fixture.folder, fixture.rootKey(), agencies, run);
                    recorded.addAll(writer.killAfter(random.nextInt(300)));
                }
                if (run % 10 == KILLS % 10) {
                    assertAllThere(fixture.vault(), agencies, recorded);
                    fixture.shut();
                }
            }
            next.close();

            assertThat(recorded).hasSizeGreaterThan(KILLS).anyMatch(VaultWriter::isFile);
            fixture.assertAudited();
        }
    }

    private static String line(VaultWriter writer) throws IOException {
        return Objects.requireNonNull(writer.line(), "the writer ended by itself");
    }

    private static void assertAllThere(Vault vault, List<AgencyId> agencies, Set<String> recorded) throws Exception {
        assertThat(vault.findings()).isEmpty();
        List<String> there = new ArrayList<>();
        for (AgencyId agency : agencies) {
            Reading reading = vault.log(agency).read(Position.START);
            assertThat(reading.damages()).isEmpty();
            for (SealedEvent event : reading.events()) {
                String name = VaultWriter.name(event.bytes());
                assertThat(event.bytes()).isEqualTo(VaultWriter.event(name));
                there.add(name);
            }
        }
        List<String> events =
                recorded.stream().filter(line -> !VaultWriter.isFile(line)).toList();
        assertThat(there).doesNotHaveDuplicates().containsAll(events);
        for (String line : recorded) {
            if (VaultWriter.isFile(line)) VaultWriter.assertThere(vault.files(), agencies.getFirst(), line);
        }
    }
}
