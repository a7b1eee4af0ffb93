package beholden.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import beholden.cli.Cli;
import beholden.cli.serve.ServingPage.Store;
import beholden.server.search.GroupPhotos;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `docs/serving.md`, line by line: an installation from its first start to its restore on another machine.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServingPageTest {
    private static final String FIRST_START = "The first start";
    private static final String CHOICES = "PostgreSQL, and other choices";
    private static final String BACKUP = "Backup";
    private static final String RESTORE = "Restore";
    private static final String MISSING = "Something is missing";

    private static final URI ORIGIN = URI.create("https://search.example.org");
    private static final Pattern SERVING = Pattern.compile("^Serving ");
    private static final Pattern CODE = Pattern.compile("^ {2}\\d{6}$");
    private static final Pattern INVITATION =
            Pattern.compile("(?m)^ {2}(https://\\S+/#/invitation/\\S+)\\n {2}(\\d{6})$");

    @TempDir
    Path temp = Path.of("");

    private final Databases databases = new Databases();
    private ServingPage page;
    private final List<Machine> machines = new ArrayList<>();

    @BeforeEach
    void read_the_page() throws IOException {
        page = ServingPage.read();
    }

    @AfterEach
    void close() throws IOException {
        machines.forEach(Machine::close);
        databases.close();
    }

    /// A section with commands that is new has to be run below.
    @Test
    void every_command_of_the_page_is_in_a_section_that_is_run() {
        assertThat(page.sectionsWithCommands()).containsExactly(FIRST_START, CHOICES, BACKUP, RESTORE, MISSING);
    }

    @ParameterizedTest
    @EnumSource
    void everything_is_there_on_another_machine_after_stop_copy_and_restore(Store store) throws Exception {
        Cli.sample(1);
        if (store == Store.POSTGRESQL) {
            databases.startOldest("db");
            databases.startNewest("db2");
        }
        Machine lost = machine("lost", "db");
        run(lost, page.commands(CHOICES, store));
        Served server = serve(lost, page.commands(FIRST_START, store));
        String welcome = server.until(CODE);
        handOutShares(lost);
        putPhotos(lost.path("/srv/beholden/import/harbour"));
        WorkingAgency agency = new WorkingAgency(ORIGIN, lost.address(), invitation(welcome));
        agency.fill("harbour");
        agency.investigate();
        SequencedMap<String, String> before = agency.found();
        server.stop();

        String missing = lost.run(page.commands(MISSING, store).getFirst());
        run(lost, page.commands(BACKUP, store));
        List<String> backup =
                lost.run("tar --list --file /backup/beholden.tar").lines().toList();
        lost.lose();
        databases.lose("db");
        Machine found = machine("found", "db2");
        Served restored = serve(found, page.commands(RESTORE, store));
        restored.until(SERVING);
        agency.signIn(found.address());
        SequencedMap<String, String> after = agency.found();
        agency.goOn();
        SequencedMap<String, String> answers = ask(found, page.asked("Is it well?"));
        String said = restored.stop();

        assertThat(welcome.strip()).matches(ServingPage.pattern(welcome(lost, store)));
        assertThat(missing).endsWith("Nothing is missing that is not acknowledged.\n");
        assertThat(backup)
                .contains("./installation.json", "./vault/keys/keyring")
                .noneMatch(file -> file.matches(".*(root\\.key|keyring\\.key|gallery\\.key|registrar-shares.*)"));
        assertThat(after).containsOnlyKeys(before.keySet());
        // What waited to be sealed was sealed by the stop.
        assertSoftly(softly -> before.forEach((asked, answer) -> softly.assertThat(after.get(asked))
                .as(asked)
                .isEqualTo(answer.replace("\"sealed\":false", "\"sealed\":true"))));
        assertThat(said).isEqualTo("Serving " + ORIGIN + " . Ctrl-C ends it.\n");
        assertThat(answers.get("beholden ledger audit FOLDER/vault/ledger")).contains("nothing was changed");
        assertThat(found.run("beholden registrar list /srv/beholden/vault --passphrase-file /run/secrets/vault"
                        + " --share /media/apart/registrar-share-1-of-3.txt --share /media/apart/registrar-share-2-of-3.txt"
                        + " --reader 'A. and B.' --purpose 'to see that it is there'"))
                .contains(WorkingAgency.NAME);
    }

    private Machine machine(String name, String database) throws IOException {
        Machine machine = new Machine(
                temp.resolve(name), temp.resolve("carried"), databases.addresses(), databases.variablesOf(database));
        machines.add(machine);
        Files.writeString(machine.path("/run/secrets/vault"), "six random words are good\n");
        return machine;
    }

    private static void run(Machine machine, List<String> commands) throws IOException, InterruptedException {
        for (String command : commands) machine.run(command);
    }

    /// Runs commands of which the last one serves.
    private static Served serve(Machine machine, List<String> commands) throws IOException, InterruptedException {
        run(machine, commands.subList(0, commands.size() - 1));
        return machine.serve(commands.getLast());
    }

    /// Two holders take theirs away; the third one's is forgotten.
    private static void handOutShares(Machine machine) throws IOException {
        for (int share = 1; share <= 2; share++) {
            String name = "registrar-share-" + share + "-of-3.txt";
            Files.move(
                    machine.path("/srv/beholden/registrar-shares").resolve(name),
                    machine.path("/media/apart").resolve(name));
        }
    }

    private static void putPhotos(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int number = 1; number <= 2; number++) {
            Files.write(folder.resolve(number + ".jpg"), GroupPhotos.photo(number));
        }
    }

    private static JsonNode invitation(String welcome) {
        Matcher invitation = INVITATION.matcher(welcome);
        assertThat(invitation.find()).as(welcome).isTrue();
        return JsonMapper.shared().valueToTree(Map.of("link", invitation.group(1), "code", invitation.group(2)));
    }

    /// With a vault that was made beforehand, the server has less to say.
    private String welcome(Machine machine, Store store) {
        String printed = machine.here(page.printed(FIRST_START));
        return store == Store.SQLITE ? printed : printed.substring(printed.indexOf("Serving "));
    }

    /// Answers to requests, which must be good ones, and to commands.
    private static SequencedMap<String, String> ask(Machine machine, List<String> questions) throws Exception {
        SequencedMap<String, String> answers = new LinkedHashMap<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String question : questions) {
                String answer;
                if (question.startsWith("GET ")) {
                    URI uri = machine.address().resolve(question.substring("GET ".length()));
                    var answered = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
                    assertThat(answered.statusCode()).as(question).isEqualTo(200);
                    answer = answered.body();
                } else {
                    answer = machine.run(question.replace("FOLDER", "/srv/beholden"));
                }
                answers.put(question, answer);
            }
        }
        return answers;
    }
}
