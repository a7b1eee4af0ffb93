package beholden.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.Cli;
import beholden.cli.terminal.ExitStatus;
import beholden.ledger.note.LogKeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandTest {
    @TempDir
    private Path folder;

    @Test
    void a_ledger_nobody_touched_passes_its_audit_and_the_next_one_starts_from_there() throws IOException {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(300);
        Path kept = folder.resolve("last.checkpoint");

        Cli.Result first = Cli.run("ledger", "audit", ledger.vault(), "--key", ledger.vkey(), "--save", kept);
        ledger.append(300, 700);
        Cli.Result second = Cli.run("ledger", "audit", ledger.folder(), "--key", ledger.vkey(), "--since", kept);

        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("example.org/vault: 300 entries", "nothing was changed, removed or added");
        assertThat(second.status()).isZero();
        assertThat(second.out()).contains("700 entries");
    }

    @Test
    void an_audit_compares_every_cell_of_a_database() throws IOException {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(300);

        Cli.Result result =
                Cli.run("ledger", "audit", ledger.vault(), "--key", ledger.vkey(), "--cells", ledger.cells(), "--json");

        assertThat(result.status()).isZero();
        assertThat(result.json().get("sound").asBoolean()).isTrue();
        assertThat(result.json().get("cells").asLong()).isEqualTo(300);
    }

    @Test
    void a_changed_byte_is_named_and_the_checkpoint_is_not_kept() throws IOException {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(300);
        Path bundle = ledger.folder().resolve("tile/entries/000");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[100] ^= 1;
        Files.write(bundle, bytes);
        Path kept = folder.resolve("last.checkpoint");

        Cli.Result result = Cli.run("ledger", "audit", ledger.vault(), "--key", ledger.vkey(), "--save", kept);

        assertThat(result.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(result.out()).contains("not as it should be", "tile/entries/000");
        assertThat(kept).doesNotExist();
    }

    @Test
    void a_file_among_the_chunks_is_named_and_does_not_end_the_audit() throws IOException {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(300);
        Files.writeString(Files.createDirectory(ledger.chunks()).resolve("notes.txt"), "hello");

        Cli.Result result =
                Cli.run("ledger", "audit", ledger.vault(), "--key", ledger.vkey(), "--cells", ledger.cells(), "--json");

        assertThat(result.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(result.json().get("findings"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.get("message").asString()).startsWith("chunks/notes.txt: "));
    }

    @Test
    void a_kept_checkpoint_is_not_replaced_by_that_of_another_history_where_since_was_forgotten() throws IOException {
        LedgerFixture one = new LedgerFixture(folder.resolve("one"), 1).with(300);
        LedgerFixture other = new LedgerFixture(folder.resolve("other"), 2).with(310);
        Path kept = folder.resolve("last.checkpoint");
        Cli.run("ledger", "audit", one.vault(), "--key", one.vkey(), "--save", kept);
        byte[] before = Files.readAllBytes(kept);

        Cli.Result forked = Cli.run("ledger", "audit", other.vault(), "--key", other.vkey(), "--save", kept);
        assertThat(forked.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(forked.out()).contains("fork");
        assertThat(forked.err()).contains("a checkpoint was kept here before");
        assertThat(kept).hasBinaryContent(before);

        one.append(300, 320);
        Cli.Result grown = Cli.run("ledger", "audit", one.vault(), "--key", one.vkey(), "--save", kept);
        assertThat(grown.status()).isZero();
        assertThat(kept).content().contains("\n320\n");
    }

    @Test
    void an_older_state_put_back_is_noticed_by_who_kept_a_checkpoint() throws IOException {
        LedgerFixture older = new LedgerFixture(folder.resolve("older"), 1).with(300);
        LedgerFixture newer = new LedgerFixture(folder.resolve("newer"), 1).with(310);
        Path kept = folder.resolve("last.checkpoint");
        Cli.run("ledger", "audit", newer.vault(), "--key", newer.vkey(), "--save", kept);

        Cli.Result result = Cli.run("ledger", "audit", older.vault(), "--key", older.vkey(), "--since", kept);

        assertThat(result.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(result.out()).contains("rollback");
    }

    @Test
    void another_history_is_noticed_by_who_kept_a_checkpoint() throws IOException {
        LedgerFixture one = new LedgerFixture(folder.resolve("one"), 1).with(300);
        LedgerFixture other = new LedgerFixture(folder.resolve("other"), 2).with(310);
        Path kept = folder.resolve("last.checkpoint");
        Cli.run("ledger", "audit", one.vault(), "--key", one.vkey(), "--save", kept);

        Cli.Result result = Cli.run("ledger", "audit", other.vault(), "--key", other.vkey(), "--since", kept, "--json");

        assertThat(result.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(result.json().get("findings").get(0).get("kind").asString()).isEqualTo("Forked");
    }

    @Test
    void a_key_from_the_ledger_itself_is_used_with_a_warning_and_without_any_key_nothing_is_said() throws IOException {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(3);
        Cli.Result without = Cli.run("ledger", "audit", ledger.vault());

        LogKeyFile.write(ledger.folder(), List.of(ledger.key().verifier()));
        Cli.Result with = Cli.run("ledger", "audit", ledger.vault());

        assertThat(without.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(without.err()).contains("--key VKEY");
        assertThat(with.status()).isZero();
        assertThat(with.err()).contains("Whoever changed the ledger could change that too");
    }

    @Test
    void one_entry_is_proved_by_number_and_by_label_to_who_has_only_the_key() throws IOException {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(300);
        Path keys = Files.writeString(folder.resolve("log.pub"), "# our log\n" + ledger.vkey() + "\n");
        Path proof = folder.resolve("entry.tlog-proof");
        String label = HexFormat.of().formatHex(ledger.cell(42).label().bytes());
        String entry = HexFormat.of().formatHex(ledger.cell(42).entry());

        for (String which : List.of("42", label)) {
            Cli.Result made = Cli.run("ledger", "prove", ledger.vault(), which, "-o", proof);
            Cli.Result checked =
                    Cli.run("ledger", "verify-proof", proof, "--key", keys, "--no-witness", "--entry", entry);
            Cli.Result unwitnessed = Cli.run("ledger", "verify-proof", proof, "--key", keys, "--entry", entry);

            assertThat(made.err()).isEmpty();
            assertThat(checked.status()).isZero();
            assertThat(checked.out()).contains("Proved", "number 42 of the log example.org/vault", "Not witnessed");
            assertThat(unwitnessed.status()).isEqualTo(ExitStatus.NOT_PROVED);
            assertThat(unwitnessed.out()).startsWith("Not proved: no independent witness");
        }
    }

    @Test
    void a_proof_of_another_entry_or_by_another_log_proves_nothing() throws IOException {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(10);
        Path proof = folder.resolve("entry.tlog-proof");
        Cli.run("ledger", "prove", ledger.vault(), "4", "-o", proof);
        String otherEntry = HexFormat.of().formatHex(ledger.cell(5).entry());
        Cli.Result key = Cli.run("ledger", "witness-key", folder.resolve("w.key"), "--name", "example.org/vault");

        Cli.Result wrongEntry =
                Cli.run("ledger", "verify-proof", proof, "--key", ledger.vkey(), "--no-witness", "--entry", otherEntry);
        Cli.Result wrongKey = Cli.run(
                "ledger",
                "verify-proof",
                proof,
                "--key",
                key.out().lines().findFirst().orElseThrow());

        assertThat(wrongEntry.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(wrongKey.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(wrongKey.out()).contains("Not proved");
    }

    @Test
    void entries_and_labels_that_are_not_there_are_said_to_be_so() throws IOException {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(10);
        Path proof = folder.resolve("entry.tlog-proof");

        assertThat(Cli.run("ledger", "prove", ledger.vault(), "10", "-o", proof).err())
                .contains("there is no entry 10; the ledger has 10 entries");
        assertThat(Cli.run("ledger", "prove", ledger.vault(), "0".repeat(32), "-o", proof)
                        .err())
                .contains("there is no cell");
        assertThat(Cli.run("ledger", "prove", ledger.vault(), "xyz", "-o", proof)
                        .err())
                .contains("neither a number of an entry nor a label");
        assertThat(Cli.run("ledger", "show", folder).err()).contains("there is no ledger here");
        assertThat(proof).doesNotExist();
    }

    @Test
    void a_witnesss_key_is_its_owners_alone_shown_again_and_never_replaced() throws IOException {
        Path file = folder.resolve("witness.key");

        Cli.Result made = Cli.run("ledger", "witness-key", file, "--name", "w.example");
        Cli.Result shown = Cli.run("ledger", "witness-key", file);
        Cli.Result again = Cli.run("ledger", "witness-key", file, "--name", "w.example");

        assertThat(made.out().lines()).hasSize(2).allMatch(line -> line.startsWith("w.example+"));
        assertThat(shown.out()).isEqualTo(made.out());
        assertThat(again.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_witness_in_a_process_of_its_own_cosigns_survives_being_killed_and_refuses_a_fork() throws Exception {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(20);
        LedgerFixture fork = new LedgerFixture(folder.resolve("fork"), 2).with(30);
        Path keyFile = folder.resolve("witness.key");
        Path publicKeys = folder.resolve("witness.pub");
        Files.writeString(
                publicKeys,
                Cli.run("ledger", "witness-key", keyFile, "--name", "w.example").out());
        Object[] command = {
            "ledger",
            "witness",
            "--key",
            keyFile,
            "--state",
            folder.resolve("state"),
            "--log",
            ledger.vkey(),
            "--port",
            0
        };

        assertThat(Cli.run(command).err()).contains("there is no state of a witness here");

        Process first = new ProcessBuilder(Cli.process(withNewState(command))).start();
        try {
            Cli.Result cosigned =
                    Cli.run("ledger", "cosign", ledger.vault(), "--witness", address(first) + "=" + publicKeys);
            assertThat(cosigned.out()).contains("w.example cosigned 20 entries");
            assertThat(cosigned.status()).isZero();
        } finally {
            first.destroyForcibly().waitFor();
        }
        ledger.append(20, 25);
        Process second = new ProcessBuilder(Cli.process(command)).start();
        try {
            String witness = address(second) + "=" + publicKeys;
            Cli.Result forked = Cli.run("ledger", "cosign", fork.vault(), "--witness", witness);
            Cli.Result grown = Cli.run("ledger", "cosign", ledger.vault(), "--witness", witness);
            assertThat(forked.status()).isEqualTo(ExitStatus.NOT_PROVED);
            assertThat(forked.out()).contains("Not cosigned: w.example refused");
            assertThat(grown.status()).isZero();
        } finally {
            second.destroyForcibly().waitFor();
        }

        Path proof = folder.resolve("entry.tlog-proof");
        Cli.run("ledger", "prove", ledger.vault(), "7", "-o", proof);
        Cli.Result proved = Cli.run("ledger", "verify-proof", proof, "--key", ledger.vkey(), "--witness", publicKeys);
        Cli.Result json =
                Cli.run("ledger", "verify-proof", proof, "--key", ledger.vkey(), "--witness", publicKeys, "--json");
        assertThat(proved.status()).isZero();
        assertThat(proved.out()).contains("Proved: ", "Witnessed by w.example.");
        assertThat(json.json().at("/witnesses/0").asString()).isEqualTo("w.example");

        ledger.append(25, 40);
        Cli.Result audit = Cli.run("ledger", "audit", ledger.vault(), "--key", ledger.vkey(), "--witness", publicKeys);
        Cli.Result unseen = Cli.run("ledger", "audit", fork.vault(), "--key", fork.vkey(), "--witness", publicKeys);
        Cli.Result shown = Cli.run("ledger", "show", ledger.vault(), "--witness", publicKeys);
        assertThat(audit.status()).isZero();
        assertThat(audit.out()).contains("Cosigned by enough witnesses: 25 entries");
        assertThat(unseen.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(unseen.out()).contains("cosignatures");
        assertThat(shown.out()).contains("40 entries", "25 entries", "w.example");
    }

    @Test
    void a_witness_that_is_away_does_not_keep_the_others_newer_cosignatures_from_the_auditors() throws Exception {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(20);
        Path kept = ledger.folder().resolve("checkpoint.cosigned");
        try (LedgerFixture.RunningWitness one = ledger.witness("one.example", folder.resolve("one"))) {
            LedgerFixture.RunningWitness two = ledger.witness("two.example", folder.resolve("two"));
            Object[] command = {
                "ledger", "cosign", ledger.vault(), "--witness", one.address(), "--witness", two.address()
            };
            try (two) {
                assertThat(Cli.run(command).status()).isZero();
            }
            assertThat(kept).content().contains("\n20\n", "one.example", "two.example");

            ledger.append(20, 25);
            Cli.Result fewer = Cli.run(command);
            assertThat(fewer.status()).isEqualTo(ExitStatus.NOT_PROVED);
            assertThat(fewer.out()).contains("one.example cosigned 25 entries", "stays as it is");
            assertThat(kept).content().contains("\n20\n");

            Cli.Result enough = Cli.run(
                    "ledger",
                    "cosign",
                    ledger.vault(),
                    "--witness",
                    one.address(),
                    "--witness",
                    two.address(),
                    "--witnesses-needed",
                    1);
            assertThat(enough.status()).isEqualTo(ExitStatus.NOT_PROVED);
            assertThat(kept).content().contains("\n25\n", "one.example").doesNotContain("two.example");

            ledger.append(25, 30);
            Cli.run(command);
            assertThat(kept).content().as("as many as the last time").contains("\n30\n");
        }
    }

    @Test
    void witnesses_asked_one_after_the_other_cosign_the_same_checkpoint() throws Exception {
        LedgerFixture ledger = new LedgerFixture(folder.resolve("vault"), 1).with(20);
        Path kept = ledger.folder().resolve("checkpoint.cosigned");
        try (LedgerFixture.RunningWitness one = ledger.witness("one.example", folder.resolve("one"));
                LedgerFixture.RunningWitness two = ledger.witness("two.example", folder.resolve("two"))) {
            for (LedgerFixture.RunningWitness witness : List.of(one, two, one)) {
                Cli.Result asked = Cli.run("ledger", "cosign", ledger.vault(), "--witness", witness.address());
                assertThat(asked.status()).as(asked.out()).isZero();
            }
            assertThat(Files.readAllLines(kept))
                    .filteredOn(line -> line.startsWith("— "))
                    .extracting(line -> line.split(" ")[1])
                    .containsExactly("example.org/vault", "one.example", "two.example");
            assertThat(Cli.run(
                                    "ledger",
                                    "audit",
                                    ledger.vault(),
                                    "--key",
                                    ledger.vkey(),
                                    "--witness",
                                    vkey(one),
                                    "--witness",
                                    vkey(two))
                            .status())
                    .isZero();

            ledger.append(20, 25);
            Cli.run("ledger", "cosign", ledger.vault(), "--witness", one.address(), "--witness", two.address());
            assertThat(kept).content().as("nothing of the earlier one").hasLineCount(7);
        }
    }

    private static String vkey(LedgerFixture.RunningWitness witness) {
        return witness.address().substring(witness.address().indexOf('=') + 1);
    }

    private static Object[] withNewState(Object[] command) {
        Object[] longer = Arrays.copyOf(command, command.length + 1);
        longer[command.length] = "--new-state";
        return longer;
    }

    private static String address(Process witness) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(witness.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        assertThat(line).as("first line of the witness").startsWith("w.example listens at http://");
        return line.substring(line.indexOf("http://"));
    }
}
