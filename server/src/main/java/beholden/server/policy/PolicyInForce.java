package beholden.server.policy;

import beholden.ground.DurableFile;
import beholden.server.agency.Proposals;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.installation.Installation;
import beholden.server.policy.PolicyEvent.PolicyChanged;
import beholden.server.policy.PolicyHistory.Latest;
import beholden.server.refusal.Refusal;
import beholden.server.refusal.StartRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The policy that searches are judged by: the one that the operator's log says came into force last.
///
/// Each has its text there. The file `policy.yaml` of the installation's folder is a copy, for people. Only a
/// text that was never in force, which somebody wrote into it while the server was stopped, counts for more than
/// the log: it is recorded, and so is the latest. A file that holds an earlier policy, or none, is what a disk
/// was full for.
@Component
public class PolicyInForce {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyInForce.class);

    static final String FILE = "policy.yaml";

    private final Installation installation;
    private final AgencyBooks books;
    private final Proposals proposals;
    private final InstantSource clock;
    private volatile Policy policy;

    /// @throws StartRefusedException if the file holds no policy, or records of the operator's log are missing:
    ///     then nothing is served
    PolicyInForce(Installation installation, AgencyBooks books, Proposals proposals, InstantSource clock)
            throws IOException {
        this.installation = installation;
        this.books = books;
        this.proposals = proposals;
        this.clock = clock;
        try {
            policy = found();
        } catch (PolicyException e) {
            throw new StartRefusedException(
                    file() + ": " + e.getMessage() + "; mend it, or remove the file: then the policy that was in force"
                            + " last is used",
                    e);
        } catch (Refusal.Damaged e) {
            throw new StartRefusedException(
                    "records of the operator's own log are missing, were altered, or are of a newer version, so that"
                            + " nobody knows which policy, sources and removals are in force; nothing is served; look"
                            + " with: beholden losses --folder " + installation.folder(),
                    e);
        }
    }

    private Policy found() throws IOException, PolicyException {
        AgencyBook book = book();
        PolicyHistory history = book.fold(PolicyHistory.class);
        String logged = history.latest().map(Latest::text).orElse(null);
        boolean isThere = Files.exists(file());
        String written = isThere ? Files.readString(file()) : standard();
        boolean byHand = isThere && !history.knows(written);
        if (logged == null || byHand) {
            Policy found = Policy.read(written);
            book.act(null, happening -> {
                if (!isInForce(book, found.text())) happening.record(new PolicyChanged(found.text()));
                return true;
            });
            return found;
        }
        if (!logged.equals(written)) write(logged);
        return Policy.read(logged);
    }

    private AgencyBook book() {
        return books.of(installation.operator());
    }

    private Path file() {
        return installation.folder().resolve(FILE);
    }

    /// Text of the policy that comes with Beholden.
    public static String standard() throws IOException {
        try (InputStream in = Objects.requireNonNull(PolicyInForce.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isInForce(AgencyBook book, String text) {
        return book.fold(PolicyHistory.class)
                .latest()
                .filter(latest -> latest.text().equals(text))
                .isPresent();
    }

    /// @throws Refusal.Damaged if records of the operator's log are missing
    Policy now() {
        AgencyBook book = book();
        Policy known = policy;
        return book.fold(PolicyHistory.class)
                .latest()
                .filter(latest -> !latest.text().equals(known.text()) && book.isRecorded(latest.number()))
                .map(latest -> follow(latest.text()))
                .orElse(known);
    }

    /// Takes up what was recorded: a second operator agreed to it, or whoever asked for it had stopped waiting.
    private synchronized Policy follow(String recorded) {
        if (!recorded.equals(policy.text())) {
            policy = read(recorded);
            write(recorded);
        }
        return policy;
    }

    private static Policy read(String recorded) {
        try {
            return Policy.read(recorded);
        } catch (PolicyException e) {
            throw new IllegalStateException("a policy was recorded that is none", e);
        }
    }

    /// Puts another policy in force, from the next search on, or proposes it. Recorded first: there is no search by a
    /// policy that is not in the log.
    ///
    /// @return the proposal; empty if the policy is in force
    /// @throws Refusal if it is none, naming the line; then nothing changes
    Optional<UUID> change(SignedIn operator, String text) {
        try {
            Policy.read(text);
        } catch (PolicyException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
        AgencyBook book = book();
        return book.actAs(
                operator,
                happening -> isInForce(book, text)
                        ? Optional.empty()
                        : Optional.ofNullable(proposals
                                .setUp(book, new PolicyChanged(text), happening)
                                .proposal()));
    }

    /// Writes the file, which the next start does again if it cannot be done now.
    private void write(String text) {
        try {
            DurableFile.replace(file(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn(
                    "{} could not be written ({}); the recorded policy is in force",
                    FILE,
                    e.getClass().getName());
        }
    }

    /// Choices that cases are opened with while this policy is in force.
    public PolicyChoices choices() {
        return PolicyChoices.of(now().settings());
    }

    /// Judges a search of a case, quickly and without side effects.
    ///
    /// @param roles of the account that searches
    public Verdict judge(CaseFacts of, Set<Role> roles, SearchFacts facts) {
        return now().judge(of, roles, facts, clock.instant());
    }
}
