package beholden.vault.key;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.setup.VaultParts;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a dump of all reachable objects holds of keys that were closed. Runs in a process of its own with a
/// small heap.
class HeapDumpTest {
    @TempDir
    Path temp = Path.of("");

    @Test
    void a_dump_holds_open_keys_and_nothing_of_closed_ones() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Dumped.class.getName(),
                        temp.toString())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines()).contains("while open: 5 of 5 found", "after closing: 0 of 8 found");
    }

    /// The keys it looks for are kept as complements, so that the search does not find itself.
    static final class Dumped {
        private Dumped() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            List<byte[]> complements = new ArrayList<>();
            RootKey root = KeyFile.create(folder.resolve("root.key"), Keys.passphrase(), Argon2Cost.LEAST);
            KeyHierarchy keys = new KeyHierarchy(root);
            Keyring keyring = Keyring.create(folder.resolve("keys"), keys, 8);
            AgencyId agency = keyring.newAgency();
            EpochKey epoch = keyring.epochs(agency).getFirst();
            try (Secret rootKey = PassphraseBox.open(
                            "root.key", "root key", Files.readAllBytes(folder.resolve("root.key")), Keys.passphrase());
                    Secret keyringKey = new KeyringKeyFile(folder.resolve("keys"))
                            .open(keys)
                            .getFirst()
                            .keyringKey();
                    Secret folderKey = keyring.folder(new FolderId(agency, UUID.randomUUID()));
                    Secret operational = keys.operational(1);
                    Secret seed = keys.ledgerEd25519Seed();
                    Secret other = epoch.derive("test")) {
                for (Secret secret : List.of(
                        rootKey, keyringKey, folderKey, epoch.labelKey(), epoch.boxKey(), operational, seed, other)) {
                    complements.add(complement(secret.bytes()));
                }
            }
            VaultParts.standard().sealer().under(epoch.boxKey().bytes()).seal(new byte[1], 96, new byte[16]);
            System.out.println("while open: " + search(folder.resolve("open.hprof"), complements.subList(0, 5)));
            epoch.close();
            keyring.close();
            root.close();
            System.out.println("after closing: " + search(folder.resolve("closed.hprof"), complements));
        }

        private static String search(Path dump, List<byte[]> complements) throws IOException {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
            int count = 0;
            try (FileChannel channel = FileChannel.open(dump)) {
                MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                for (byte[] complement : complements) {
                    byte[] key = complement(complement);
                    List<byte[]> spellings = List.of(
                            key,
                            HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII),
                            Base64.getEncoder().withoutPadding().encode(key));
                    boolean found = spellings.stream().anyMatch(spelling -> contains(bytes, spelling));
                    spellings.forEach(spelling -> Arrays.fill(spelling, (byte) 0));
                    if (found) count++;
                }
            }
            return count + " of " + complements.size() + " found";
        }

        private static boolean contains(MappedByteBuffer bytes, byte[] wanted) {
            byte[] window = new byte[wanted.length];
            for (int at = 0; at <= bytes.limit() - wanted.length; at++) {
                if (bytes.get(at) != wanted[0] || bytes.get(at + 1) != wanted[1]) continue;
                bytes.get(at, window);
                if (Arrays.equals(window, wanted)) return true;
            }
            return false;
        }

        private static byte[] complement(byte[] bytes) {
            byte[] inverted = bytes.clone();
            for (int i = 0; i < inverted.length; i++) {
                inverted[i] = (byte) ~inverted[i];
            }
            return inverted;
        }
    }
}
