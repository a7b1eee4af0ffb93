package beholden.cli.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.cli.Cli;
import beholden.cli.terminal.ExitStatus;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.KeyFile;
import beholden.vault.key.Secret;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    @TempDir
    Path temp = Path.of("");

    private static final String PASSPHRASE = "six random words are good";
    private static Path template = Path.of("");

    private Path vault = Path.of("");
    private Path passphrase = Path.of("");

    /// Made once, with a passphrase that is cheap to try, and copied for each test.
    @BeforeAll
    static void a_new_vault(@TempDir Path made) throws IOException {
        Path typed = made.resolve("passphrase");
        Files.writeString(typed, PASSPHRASE + "\n");

        Cli.Result result = Cli.run(
                "vault",
                "init",
                made.resolve("vault"),
                "--origin",
                "example.org/vault",
                "--tick",
                10,
                "--passphrase-file",
                typed);

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("example.org/vault+", "Keep a copy of the root key");
        try (Secret secret = Secret.taking(PASSPHRASE.getBytes(StandardCharsets.UTF_8))) {
            KeyFile.changePassphrase(made.resolve("vault/keys/root.key"), secret, secret, Argon2Cost.LEAST);
        }
        template = made.resolve("vault");
    }

    @BeforeEach
    void a_copy_of_it() throws IOException {
        vault = temp.resolve("vault");
        passphrase = temp.resolve("passphrase");
        Files.writeString(passphrase, PASSPHRASE + "\n");
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, vault.resolve(template.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private Cli.Result run(String command, Object... more) {
        Object[] start = Stream.concat(Arrays.stream(command.split(" ")), Stream.of(vault))
                .toArray();
        Object[] end = {"--passphrase-file", passphrase};
        return Cli.run(Stream.of(start, more, end).flatMap(Stream::of).toArray());
    }

    private String addAgency(String name) {
        Cli.Result added = run("registrar add", "--name", name, "--contact", "duty@" + name + ".example");
        assertThat(added.status()).as(added.err()).isZero();
        Matcher id = Pattern.compile("Agency ([0-9a-f]{32})").matcher(added.out());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private Object[] shares(int... numbers) {
        return Stream.concat(
                        Arrays.stream(numbers).boxed().flatMap(n -> Stream.of("--share", share(n))),
                        Stream.of("--reader", "A. and B.", "--purpose", "a test"))
                .toArray();
    }

    private Path share(int number) {
        return temp.resolve("shares/registrar-share-" + number + "-of-3.txt");
    }

    private void registrar() {
        Cli.Result made = Cli.run("registrar", "init", vault, "--out", temp.resolve("shares"));
        assertThat(made.status()).as(made.err()).isZero();
    }

    @Test
    void info_tells_capacity_and_schedule_and_the_same_whatever_agencies_there_are() {
        registrar();
        String before = Cli.run("vault", "info", vault).out();
        addAgency("one");

        Cli.Result after = Cli.run("vault", "info", vault);
        Cli.Result json = Cli.run("vault", "info", vault, "--json");

        assertThat(before).contains("every 10 ms 2 cells", "17,280,000 cells a day");
        assertThat(after.out().replaceAll("[0-9,]+ entries", "")).isEqualTo(before.replaceAll("[0-9,]+ entries", ""));
        assertThat(json.json().path("cellsPerDay").asLong()).isEqualTo(17_280_000);
        assertThat(json.json().path("ledgerSize").asLong()).isPositive();
        assertThat(json.json().path("rootKey").asString()).isEqualTo("root.key");
    }

    @Test
    void the_directory_is_filled_without_shares_and_read_with_two_on_the_record() {
        registrar();
        String one = addAgency("one");
        String two = addAgency("two");

        Cli.Result read = run(
                "registrar read",
                Stream.concat(Stream.of(two), Stream.of(shares(1, 3))).toArray());
        Cli.Result list = run("registrar list", shares(2, 3));
        Cli.Result readings = run("registrar readings");

        assertThat(read.out()).contains("Name     two", "duty@two.example").doesNotContain("one");
        assertThat(list.out()).contains(one, "duty@one.example", two);
        assertThat(readings.out())
                .containsPattern("1, 3 +\\| one +\\| A. and B.")
                .containsPattern("2, 3 +\\| all");
        Cli.Result nobody = run(
                "registrar read",
                Stream.concat(Stream.of("0".repeat(32)), Stream.of(shares(1, 3)))
                        .toArray());
        assertThat(nobody.status()).isEqualTo(ExitStatus.NOTHING_FOUND);
    }

    @Test
    void name_and_contact_come_from_standard_input_and_stand_in_no_list_of_processes() throws Exception {
        registrar();
        Path lines = Files.writeString(temp.resolve("agency.txt"), "Police of Examplia\nduty@police.example\n");
        Path three = Files.writeString(temp.resolve("three.txt"), "one\ntwo\nthree\n");

        Process added = new ProcessBuilder(Cli.process("registrar", "add", vault, "--passphrase-file", passphrase))
                .redirectInput(lines.toFile())
                .redirectErrorStream(true)
                .start();
        Process refused = new ProcessBuilder(Cli.process("registrar", "add", vault, "--passphrase-file", passphrase))
                .redirectInput(three.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(added.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String why = new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(added.waitFor()).as(output).isZero();
        assertThat(refused.waitFor()).as(why).isEqualTo(ExitStatus.REFUSED);
        assertThat(why).contains("two lines, the agency's name and its contact");
        assertThat(run("registrar list", shares(1, 2)).out())
                .containsPattern("[0-9a-f]{32} +\\| Police of Examplia +\\| duty@police.example");
        assertThat(run("registrar add", "--contact", "x").err()).contains("give it with --name");
        assertThat(run("registrar add", "--name", "x".repeat(201)).err()).contains("201 bytes");
    }

    @Test
    void shares_are_their_owners_alone_and_none_is_left_of_a_registrar_that_was_not_made() throws IOException {
        Files.createDirectories(temp.resolve("shares"));
        Files.writeString(share(2), "somebody's");

        Cli.Result refused = Cli.run("registrar", "init", vault, "--out", temp.resolve("shares"));

        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).contains("registrar-share-2-of-3.txt: exists already");
        assertThat(share(1)).doesNotExist();
        assertThat(share(2)).hasContent("somebody's");
        assertThat(vault.resolve("keys/registrar.json")).doesNotExist();
        Files.delete(share(2));
        registrar();
        for (int number = 1; number <= 3; number++) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(share(number))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void huge_files_are_refused_unread() throws IOException {
        registrar();
        for (Path file : List.of(share(1), passphrase)) {
            try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                huge.setLength(0);
                huge.setLength(1L << 32);
            }
        }

        assertThat(run("registrar list", shares(1, 2)).err()).contains("share-1-of-3.txt: not a registrar's share");
        assertThat(run("registrar readings").err()).contains("passphrase: its first line has 4,096 bytes or more");
    }

    @Test
    void chunks_and_slots_are_chosen_once_and_an_agency_without_a_slot_leaves_no_entry() {
        vault = temp.resolve("small");
        Object[] sizes = {"--keyring-slots", 2, "--chunk-length", 4096, "--ticks-per-chunk", 5, "--tick", 10};
        Cli.Result made = run(
                "vault init",
                Stream.concat(Stream.of("--origin", "x"), Stream.of(sizes)).toArray());
        assertThat(made.status()).as(made.err()).isZero();
        registrar();
        String one = addAgency("one");

        Cli.Result two = run("registrar add", "--name", "two");
        Cli.Result info = Cli.run("vault", "info", vault, "--json");

        assertThat(two.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(two.err()).contains("2 slots are all taken");
        assertThat(run("registrar list", shares(1, 2)).out()).contains(one).doesNotContain("two");
        assertThat(info.json().path("chunkBytes").asInt()).isEqualTo(4096);
        assertThat(info.json().path("ticksPerChunk").asInt()).isEqualTo(5);
    }

    @Test
    void one_share_reads_nothing_and_records_nothing() throws IOException {
        registrar();
        addAgency("one");

        Cli.Result one = run("registrar list", shares(1));
        Cli.Result twice = run("registrar list", shares(1, 1));
        Files.writeString(share(2), Files.readString(share(2)).replaceFirst("value {6}\\w", "value      x"));
        Cli.Result damaged = run("registrar list", shares(1, 2));

        assertThat(one.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(one.err()).contains("2 of the registrar's 3 shares are needed");
        assertThat(twice.err()).contains("share 1 is given twice");
        assertThat(damaged.err()).contains("registrar-share-2-of-3.txt: damaged, or mistyped");
        assertThat(run("registrar readings").out()).contains("Nobody has read the directory.");
    }

    @Test
    void a_second_registrar_and_shares_in_the_vault_are_refused() {
        registrar();

        assertThat(Cli.run("registrar", "init", vault, "--out", temp.resolve("more"))
                        .err())
                .contains("has a registrar already");
        assertThat(Cli.run("registrar", "init", vault, "--needed", 1, "--out", temp.resolve("more"))
                        .status())
                .isEqualTo(ExitStatus.REFUSED);
    }

    @Test
    void shares_do_not_lie_in_the_vault() {
        Cli.Result inside = Cli.run("registrar", "init", vault, "--out", vault.resolve("shares"));

        assertThat(inside.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(inside.err()).contains("lies in the vault");
    }

    @Test
    void epochs_start_and_are_shredded_and_agencies_too() {
        registrar();
        String agency = addAgency("one");

        assertThat(run("vault rotate epoch", agency).out()).contains("epoch 2 now");
        assertThat(run("vault shred", agency, "--epoch", 2, "--yes").err()).contains("start a new epoch first");
        assertThat(run("vault shred", agency, "--epoch", 1, "--yes").out()).contains("Shredded.");
        assertThat(run("vault shred", agency).err()).contains("--yes");
        assertThat(run("vault shred", agency, "--yes").status()).isZero();
        assertThat(run("vault shred", agency, "--yes").err()).contains("no keys of this agency");
        assertThat(run("registrar list", shares(1, 2)).out()).contains(agency);
    }

    @Test
    void an_id_on_standard_input_stays_out_of_the_command_line() throws IOException {
        registrar();
        String agency = addAgency("one");
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream((agency + "\r\n" + agency + "\nnot an id\n").getBytes(UTF_8)));
            assertThat(run("vault rotate epoch", "-").out()).contains("epoch 2 now");
            assertThat(run("vault shred", "-", "--epoch", 1, "--yes").out()).contains("Shredded.");
            assertThat(run("vault shred", "-", "--yes").err()).contains("not an agency id");
            assertThat(run("vault shred", "-", "--yes").status()).isEqualTo(ExitStatus.REFUSED);
            System.setIn(new ByteArrayInputStream(agency.getBytes(UTF_8)));
            Object[] read =
                    Stream.concat(Stream.of("-"), Arrays.stream(shares(1, 2))).toArray();
            assertThat(run("registrar read", read).out()).contains("duty@one.example");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void keys_and_passphrase_change_and_the_directory_stays_readable() throws IOException {
        registrar();
        String agency = addAgency("one");
        String oldKey = Files.readString(vault.resolve("ledger/log.pub"));
        Path another = temp.resolve("another");
        Files.writeString(another, "six other words are good");
        byte[] oldRoot = Files.readAllBytes(vault.resolve("keys/root.key"));

        Cli.Result operational = run("vault rotate operational");
        Cli.Result changed = run("vault passphrase", "--new-passphrase-file", another);
        Cli.Result refused = run("vault rotate operational");
        passphrase = another;
        Cli.Result root = run("vault rotate root", "--new-passphrase-file", passphrase);

        assertThat(operational.status()).as(operational.err()).isZero();
        assertThat(changed.status()).as(changed.err()).isZero();
        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).contains("root.key: the passphrase is wrong");
        assertThat(root.status()).as(root.err()).isZero();
        assertThat(run("registrar list", shares(1, 2)).out()).contains(agency);
        assertThat(Files.readString(vault.resolve("ledger/log.pub"))).isNotEqualTo(oldKey);
        try (Stream<Path> proofs = Files.list(vault.resolve("ledger/handover"))) {
            assertThat(proofs).hasSize(1);
        }
        Files.write(vault.resolve("keys/root.key"), oldRoot);
        passphrase = temp.resolve("passphrase");
        assertThat(run("vault rotate operational").err()).contains("made under another root key");
    }

    @Test
    void the_root_key_moves_to_another_place() throws IOException {
        Path elsewhere = temp.resolve("usb/root.key");
        Files.createDirectories(temp.resolve("usb"));

        Cli.Result moved = run("vault rotate root", "--root-key", elsewhere, "--new-passphrase-file", passphrase);

        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(vault.resolve("keys/root.key")).doesNotExist();
        assertThat(elsewhere).exists();
        assertThat(run("vault rotate operational").status()).isZero();
        assertThat(Cli.run("vault", "info", vault).out()).contains("Root key   " + elsewhere);
    }

    @Test
    void compaction_leaves_everything_readable() {
        registrar();
        String agency = addAgency("one");

        Cli.Result compacted = run("vault compact");

        assertThat(compacted.status()).as(compacted.err()).isZero();
        assertThat(run("registrar list", shares(1, 2)).out()).contains(agency);
    }

    @Test
    void a_running_vault_ticks_until_it_is_told_to_stop_and_is_not_opened_twice() throws Exception {
        registrar();
        List<String> lines = whileRunning(() -> {
            assertThat(run("registrar readings").err()).contains("in use");
            assertThat(run("registrar readings").status()).isEqualTo(ExitStatus.IN_USE_OR_DAMAGED);
        });

        assertThat(lines).filteredOn(VaultRunCommand.NOT_WATCHED::equals).hasSize(1);
        assertThat(lines.getLast()).matches("Stopped; the ledger has [0-9,]+ entries\\.");
    }

    @Test
    void a_vault_that_is_told_to_stop_as_soon_as_it_runs_stops_in_order() throws Exception {
        List<String> lines = whileRunning(() -> {});

        assertThat(lines.getLast()).startsWith("Stopped; the ledger has");
    }

    @Test
    void keys_are_rotated_and_shredded_while_the_vault_runs() throws Exception {
        registrar();
        String agency = addAgency("one");
        String oldKey = Files.readString(vault.resolve("ledger/log.pub")).strip();
        Path typed = passphrase;
        Path another = Files.writeString(temp.resolve("another"), "six other words are good");

        whileRunning(() -> {
            assertThat(run("vault rotate operational").out()).contains("under a new operational key");
            assertThat(run("vault rotate epoch", agency).out()).contains("epoch 2 now");
            assertThat(run("vault shred", agency, "--epoch", 2, "--yes").err()).contains("start a new epoch first");
            assertThat(run("vault shred", agency, "--epoch", 1, "--yes").out()).contains("Shredded.");
            Cli.Result root = run("vault rotate root", "--new-passphrase-file", another);
            assertThat(root.err()).isEmpty();
            assertThat(root.out())
                    .contains("new root key: root.key", "example.org/vault+")
                    .doesNotContain(oldKey);
            Cli.Result refused = run("vault rotate epoch", agency);
            assertThat(refused.err()).contains("root.key: the passphrase is wrong");
            assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
            passphrase = another;
            assertThat(run("vault rotate epoch", agency).out()).contains("epoch 3 now");
            Cli.Result changed = run("vault passphrase", "--new-passphrase-file", typed);
            assertThat(changed.status()).as(changed.err()).isZero();
            passphrase = typed;
            assertThat(run("vault rotate epoch", agency).out()).contains("epoch 4 now");
        });

        assertThat(run("registrar list", shares(1, 2)).out()).contains(agency);
        String newKey = Files.readString(vault.resolve("ledger/log.pub")).strip();
        Cli.Result audit = Cli.run(
                "ledger", "audit", vault.resolve("ledger"), "--key", newKey, "--cells", vault.resolve("cells.sqlite"));
        assertThat(audit.status()).as(audit.out() + audit.err()).isZero();
        assertThat(Cli.run("ledger", "audit", vault.resolve("ledger"), "--key", oldKey)
                        .status())
                .isNotZero();
    }

    /// Acts while another process runs the vault.
    private interface Meanwhile {
        void act() throws IOException;
    }

    /// @return what the process said until it ended
    private List<String> whileRunning(Meanwhile meanwhile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Cli.process("vault", "run", vault, "--passphrase-file", passphrase))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.equals(VaultRunCommand.NOT_WATCHED)) {
                    meanwhile.act();
                    process.toHandle().destroy();
                }
            }

            assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void what_cannot_become_a_vault_leaves_nothing_behind() throws IOException {
        Path other = temp.resolve("other");

        Cli.Result full = Cli.run("vault", "init", temp, "--origin", "x", "--passphrase-file", passphrase);
        Cli.Result origin = Cli.run("vault", "init", other, "--origin", "a b", "--passphrase-file", passphrase);
        Cli.Result store = Cli.run(
                "vault",
                "init",
                other,
                "--origin",
                "x",
                "--store",
                "jdbc:postgresql://127.0.0.1:1/none?user=nobody",
                "--passphrase-file",
                passphrase);
        Files.writeString(passphrase, "short");
        Cli.Result weak = Cli.run("vault", "init", other, "--origin", "x", "--passphrase-file", passphrase);

        assertThat(full.err()).contains("the folder is not empty");
        assertThat(origin.err()).contains("without spaces");
        assertThat(store.status()).as(store.err()).isEqualTo(ExitStatus.REFUSED);
        assertThat(store.err()).contains("--store-owner is missing");
        assertThat(weak.err()).contains("at least 10 characters");
        assertThat(other).doesNotExist();
    }

    @Test
    void the_sql_for_a_database_is_printed() {
        assertThat(Cli.run("vault", "sql").out()).contains("CREATE ROLE");
    }

    @Test
    void a_root_key_in_a_token_opens_the_vault_and_gives_way_to_another() throws Exception {
        Path library = Path.of("/usr/lib/softhsm/libsofthsm2.so");
        assumeTrue(Files.exists(library), "SoftHSM is not installed; run: apt-get install softhsm2");
        Files.createDirectories(temp.resolve("tokens"));
        Files.writeString(temp.resolve("softhsm2.conf"), "directories.tokendir = " + temp.resolve("tokens") + "\n");
        Path inToken = temp.resolve("in-token");
        Files.writeString(passphrase, "87654321");
        token(List.of(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "t",
                "--so-pin",
                "12345678",
                "--pin",
                "87654321"));

        token(Cli.process(
                "vault", "init", inToken, "--origin", "x", "--pkcs11", library, "--passphrase-file", passphrase));
        String first = Cli.run("vault", "info", inToken, "--json")
                .json()
                .path("rootKey")
                .asString();
        String rotated = token(Cli.process(
                "vault",
                "rotate",
                "root",
                inToken,
                "--passphrase-file",
                passphrase,
                "--new-passphrase-file",
                passphrase));
        token(Cli.process("vault", "rotate", "operational", inToken, "--passphrase-file", passphrase));

        assertThat(first).startsWith("key beholden-root in slot 0");
        assertThat(rotated).containsPattern("new root key: key beholden-root-[0-9a-f]{8} in slot 0");
        assertThat(inToken.resolve("keys/root.key")).doesNotExist();
    }

    /// Runs a command that sees the token, and expects it to succeed.
    private String token(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", temp.resolve("softhsm2.conf").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
