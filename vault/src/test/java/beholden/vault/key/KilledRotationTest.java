package beholden.vault.key;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.Ledger;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.SignedNote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that starts epochs, shreds them and folders, and changes operational and root key is killed at random
/// moments.
class KilledRotationTest {
    private static final String ORIGIN = "example.org/vault";
    private static final int KILLS = 12;

    @TempDir
    Path temp = Path.of("");

    @Test
    void what_a_killed_rotation_or_shredding_leaves_opens_as_before_it_or_after_it() throws Exception {
        Path keys = temp.resolve("keys");
        RootKeyPlace place = new RootKeyPlace.InFile(Path.of("root.key"));
        AgencyId agency;
        FolderId folder;
        Secret folderKey;
        try (RootKey root = place.create(keys, Keys.passphrase(), Argon2Cost.LEAST);
                Keyring keyring = Keyring.create(keys, new KeyHierarchy(root), 64)) {
            place.save(keys);
            agency = keyring.newAgency();
            folder = new FolderId(agency, UUID.randomUUID());
            folderKey = keyring.folder(folder);
            keyring.refresh();
            Ledger.create(temp.resolve("ledger"), ORIGIN, List.of(signer(root))).close();
        }
        Random random = new Random(20260101);
        Set<Integer> live = new HashSet<>(Set.of(1));

        for (int kill = 0; kill < KILLS; kill++) {
            List<String> done = killedAfter(agency, 1 + random.nextInt(12), random.nextInt(60));

            Set<Integer> expected = new HashSet<>(live);
            for (String line : done) {
                int epoch = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
                if (line.startsWith("started")) expected.add(epoch);
                if (line.startsWith("shredded")) expected.remove(epoch);
            }
            try (RootKey root = RootKeyPlace.load(keys).open(keys, Keys.passphrase());
                    Keyring keyring = Keyring.open(keys, new KeyHierarchy(root))) {
                live = new HashSet<>(
                        keyring.epochs(agency).stream().map(EpochKey::epoch).toList());
                // At most the one change that was under way when the process was killed is not among those it told of.
                Set<Integer> difference = new HashSet<>(live);
                difference.removeAll(expected);
                expected.removeAll(live);
                assertThat(difference.size() + expected.size()).isLessThanOrEqualTo(1);
                assertThat(keyring.knownFolder(folder))
                        .hasValueSatisfying(
                                kept -> assertThat(kept.sameAs(folderKey)).isTrue());
                Ledger.open(temp.resolve("ledger"), List.of(signer(root))).close();
            }
        }
        try (var proofs = Files.list(temp.resolve("ledger/handover"))) {
            for (Path proof : proofs.toList()) {
                SignedNote note = SignedNote.parse(Files.readAllBytes(proof));
                assertThat(note.signatures()).hasSizeGreaterThanOrEqualTo(2);
            }
        }
    }

    private static NoteSigner signer(RootKey root) {
        try (Secret seed = new KeyHierarchy(root).ledgerEd25519Seed()) {
            return NoteSigner.ed25519(ORIGIN, seed.bytes());
        }
    }

    /// Runs [Changes] until it has told of `lines` changes and a little longer, and kills it.
    private List<String> killedAfter(AgencyId agency, int lines, int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Changes.class.getName(),
                        temp.toString(),
                        agency.hex())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                told.add(line);
                if (told.size() == lines) {
                    // Where in the next change it dies is chance; that it dies is not.
                    process.waitFor(millis, TimeUnit.MILLISECONDS);
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).as("killed, not ended").isEqualTo(137);
        return told;
    }

    /// Changes keys for ever, and tells of each change after it.
    static final class Changes {
        private Changes() {}

        public static void main(String[] arguments) throws IOException {
            Path vault = Path.of(arguments[0]);
            Path keys = vault.resolve("keys");
            AgencyId agency = AgencyId.parse(arguments[1]);
            RootRotation rotation = new RootRotation(vault, ORIGIN);
            while (true) {
                try (RootKey root = RootKeyPlace.load(keys).open(keys, Keys.passphrase());
                        Keyring keyring = Keyring.open(keys, new KeyHierarchy(root))) {
                    try (EpochKey key = keyring.startEpoch(agency)) {
                        System.out.println("started " + key.epoch());
                    }
                    List<EpochKey> epochs = keyring.epochs(agency);
                    for (EpochKey past : epochs.subList(0, epochs.size() - 1)) {
                        keyring.shred(agency, past.epoch());
                        System.out.println("shredded " + past.epoch());
                    }
                    FolderId passing = new FolderId(agency, UUID.randomUUID());
                    keyring.folder(passing).close();
                    keyring.refresh();
                    keyring.shredFolder(passing);
                    System.out.println("folder 0");
                    keyring.rotateOperational();
                    System.out.println("operational 0");
                }
                rotation.rotate(new RootKeyChange(
                        new RootKeyPlace.InFile(Path.of("root.key")),
                        Keys.passphrase(),
                        Keys.passphrase(),
                        Argon2Cost.LEAST));
                System.out.println("root 0");
            }
        }
    }
}
