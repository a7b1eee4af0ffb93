package beholden.ledger;

import static beholden.ledger.LedgerFixture.ORIGIN;
import static beholden.ledger.LedgerFixture.SIGNER;
import static beholden.ledger.LedgerFixture.entries;
import static beholden.ledger.LedgerFixture.policy;
import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.ForgetfulDisk.PowerFailure;
import beholden.ledger.merkle.Hash;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.SignedNote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {
    private static final int KILLS = 50;

    @TempDir
    Path temp;

    /// Checkpoints that the world has seen signed, by size.
    private final Map<Long, Hash> seen = new TreeMap<>();

    @Test
    void a_process_killed_at_any_moment_leaves_a_ledger_that_goes_on_from_all_it_signed() throws Exception {
        Path folder = temp.resolve("ledger");
        Random random = new Random(20);
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = appendUntilKilled(folder, random);

            try (Ledger ledger = Ledger.open(folder, List.of(SIGNER))) {
                assertThat(ledger.size()).isGreaterThanOrEqualTo(acknowledged);
                see(policy().verified(ledger.checkpoint()));
            }
        }

        assertThat(seen).hasSizeGreaterThan(2 * KILLS);
        checkAllSeen(folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_power_failure_at_any_step_leaves_a_ledger_that_goes_on_from_all_it_signed(long seed) throws Exception {
        Path folder = temp.resolve("ledger" + seed);
        Files.createDirectories(folder);
        Random random = new Random(seed);
        long acknowledged = 0;
        for (int failure = 0; failure < 60; failure++) {
            ForgetfulDisk disk = new ForgetfulDisk(folder, random.nextInt(90));
            acknowledged = appendUntilStopped(folder, disk, random, acknowledged);
            disk.fail(random);
        }

        assertThat(acknowledged).isGreaterThan(1000);
        openOrCreate(folder, Disk.REAL).close();
        checkAllSeen(folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_power_failure_after_kills_leaves_a_ledger_that_goes_on_from_all_it_signed(long seed) throws Exception {
        Path folder = temp.resolve("ledger" + seed);
        Files.createDirectories(folder);
        Random random = new Random(seed);
        long acknowledged = 0;
        for (int failure = 0; failure < 60; failure++) {
            ForgetfulDisk disk = new ForgetfulDisk(folder, random.nextInt(90));
            acknowledged = appendUntilStopped(folder, disk, random, acknowledged);
            for (int kills = 1 + random.nextInt(3); kills > 0; kills--) {
                disk.restart(random.nextInt(40));
                acknowledged = appendUntilStopped(folder, disk, random, acknowledged);
            }
            disk.fail(random);
        }

        assertThat(acknowledged).isGreaterThan(1000);
        openOrCreate(folder, Disk.REAL).close();
        checkAllSeen(folder);
    }

    private long appendUntilStopped(Path folder, ForgetfulDisk disk, Random random, long before) throws Exception {
        long acknowledged = before;
        try (Ledger ledger = openOrCreate(folder, disk)) {
            assertThat(ledger.size()).isGreaterThanOrEqualTo(acknowledged);
            while (true) {
                long size = ledger.size();
                int count = random.nextInt(4) == 0 ? 1 + random.nextInt(400) : 1 + random.nextInt(4);
                acknowledged = ledger.append(entries(size, size + count)).size();
            }
        } catch (PowerFailure expected) {
            for (byte[] note : disk.published()) {
                see(policy().verified(SignedNote.parse(note)));
            }
        }
        return acknowledged;
    }

    private static Ledger openOrCreate(Path folder, Disk disk) throws IOException {
        return Files.exists(folder.resolve("checkpoint"))
                ? Ledger.open(folder, List.of(SIGNER), disk)
                : Ledger.create(folder, ORIGIN, List.of(SIGNER), disk);
    }

    private long appendUntilKilled(Path folder, Random random) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int lastLine = random.nextInt(40);
            for (int line = 0; line < lastLine; line++) {
                last = see(lines.readLine());
            }
            // Somewhere inside an append: one takes a few million of these.
            for (int spin = random.nextInt(4_000_000); spin > 0; spin--) {
                Thread.onSpinWait();
            }
            // The process itself would close the stream, and with it the last lines.
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = lines.readLine();
                    line != null && line.matches("\\d+ [0-9a-f]{64}");
                    line = lines.readLine()) {
                last = see(line);
            }
        }
        return last;
    }

    private long see(String line) {
        String[] words = line.split(" ", 2);
        long size = Long.parseLong(words[0]);
        see(new Checkpoint(ORIGIN, size, new Hash(HexFormat.of().parseHex(words[1]))));
        return size;
    }

    private void see(Checkpoint checkpoint) {
        Hash before = seen.putIfAbsent(checkpoint.size(), checkpoint.root());
        assertThat(before == null || before.equals(checkpoint.root()))
                .as("two trees of %d leaves were signed", checkpoint.size())
                .isTrue();
    }

    private void checkAllSeen(Path folder) throws IOException, InterruptedException {
        try (Ledger ledger = Ledger.open(folder, List.of(SIGNER))) {
            for (Map.Entry<Long, Hash> checkpoint : seen.entrySet()) {
                assertThat(ledger.root(checkpoint.getKey())).isEqualTo(checkpoint.getValue());
            }
        }
        assertThat(new Audit(TileSource.folder(folder), policy()).run().findings())
                .isEmpty();
    }
}
