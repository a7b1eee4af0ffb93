package beholden.server;

import beholden.server.agency.OperatorInvitation;
import beholden.server.agency.Ticket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server where people work: an operator and one agency, everybody signed in over HTTP.
public final class Desk implements AutoCloseable {
    private final TestServer server;
    private final Browser operator;
    private final TestAgency agency;
    /// How many joined an administrator's agency by a name.
    private final Map<Map.Entry<Browser, String>, Integer> joined = new ConcurrentHashMap<>();

    private Desk(TestServer server) {
        this.server = server;
        this.operator = stranger()
                .accept(node(server.running().part(OperatorInvitation.class).first()));
        this.agency = agency("Northmoor Constabulary");
    }

    /// @param folder is empty
    public static Desk open(Path folder) throws IOException {
        return open(folder, TestServer.SETTINGS);
    }

    /// Opens a desk at a server with settings of the caller's.
    public static Desk open(Path folder, ServerSettings settings) throws IOException {
        TestServer server = TestServer.start(folder, settings);
        try {
            return new Desk(server);
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private static JsonNode node(Ticket ticket) {
        return JsonMapper.shared().valueToTree(Map.of("link", ticket.link().toString(), "code", ticket.code()));
    }

    /// Founds an agency, with somebody trained in every role.
    public TestAgency agency(String name) {
        JsonNode ticket = operator.post(
                        "/agencies",
                        Map.of("name", name, "contact", "desk@example.org", "administratorName", "Ada Marsh"))
                .expect(201)
                .json();
        Browser administrator = stranger().accept(ticket);
        return new TestAgency(
                administrator,
                join(administrator, "Edwin Hale", "EXAMINER"),
                join(administrator, "Rosa Lindt", "REVIEWER"),
                join(administrator, "Victor Okoye", "REVIEWER"),
                join(administrator, "Mira Castell", "AUDITOR"));
    }

    /// Somebody more in an administrator's agency: invited, with a passkey, trained for a year, signed in.
    ///
    /// @param name with a number after it, where somebody else joined that agency by this name
    public Browser join(Browser administrator, String name, String... roles) {
        int namesakes = joined.merge(Map.entry(administrator, name), 1, Integer::sum);
        String called = namesakes == 1 ? name : name + " " + namesakes;
        JsonNode ticket = administrator
                .post("/accounts/invitations", Map.of("name", called, "roles", List.of(roles)))
                .expect(201)
                .json();
        Browser newcomer = stranger().accept(ticket);
        LocalDate today = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
        administrator
                .post(
                        "/accounts/" + idOf(newcomer) + "/trainings",
                        Map.of(
                                "course", "Facial examination",
                                "on", today.toString(),
                                "until", today.plusYears(1).toString()))
                .expect(201);
        return newcomer;
    }

    /// One operator more, invited by whoever has the machine.
    public Browser anotherOperator() {
        return stranger()
                .accept(node(server.running().part(OperatorInvitation.class).recovery()));
    }

    /// Lets so much time pass that nobody counts as one with whoever gave them their role; these sign in again.
    public void coolOff(Browser... browsers) {
        clock().putForward(Duration.ofHours(73));
        for (Browser browser : browsers) browser.signIn().expect(200);
    }

    /// The account that a browser is signed in with.
    public static String idOf(Browser browser) {
        return browser.get("/session").expect(200).text("account.id");
    }

    /// This account, signed in with another browser.
    public Browser again(Browser browser) {
        Browser again = new Browser(server.origin(), browser.passkeys());
        again.signIn().expect(200);
        return again;
    }

    /// Makes a key for programs that is valid for a day.
    public Answer makeKey(Browser owner, String... scopes) {
        return owner.post(
                        "/api-keys",
                        Map.of(
                                "name", "Case system",
                                "scopes", List.of(scopes),
                                "expires", clock().instant().plusSeconds(86_400).toString()))
                .expect(201);
    }

    /// A browser that nobody has signed in with.
    public Browser stranger() {
        return new Browser(server.origin());
    }

    public TestServer server() {
        return server;
    }

    public URI origin() {
        return server.origin();
    }

    public TestClock clock() {
        return server.clock();
    }

    public Browser operator() {
        return operator;
    }

    public TestAgency agency() {
        return agency;
    }

    public Browser administrator() {
        return agency.administrator();
    }

    public Browser examiner() {
        return agency.examiner();
    }

    public Browser reviewer() {
        return agency.reviewer();
    }

    public Browser auditor() {
        return agency.auditor();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
