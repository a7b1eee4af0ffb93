package beholden.server.policy;

import beholden.ground.DurableFile;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.installation.Installation;
import beholden.server.policy.PolicyEvent.PolicyChanged;
import beholden.server.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The policy that searches are judged by: `policy.yaml` of the installation's folder, or the one that comes with
/// Beholden while there is no such file.
///
/// Every policy that comes into force is in the operator's log, with its text; also one that somebody wrote into
/// the file while the server was stopped.
@Component
public class PolicyInForce {
    static final String FILE = "policy.yaml";

    private final Installation installation;
    private final AgencyBooks books;
    private final InstantSource clock;
    private volatile Policy policy;

    /// @throws IllegalStateException if the file holds no policy: then nothing is served
    PolicyInForce(Installation installation, AgencyBooks books, InstantSource clock) throws IOException {
        this.installation = installation;
        this.books = books;
        this.clock = clock;
        Path file = file();
        try {
            policy = Policy.read(Files.exists(file) ? Files.readString(file) : standard());
        } catch (PolicyException e) {
            throw new IllegalStateException(
                    file + ": " + e.getMessage() + "; mend it, or remove the file to use the default policy", e);
        }
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

    @EventListener(ApplicationReadyEvent.class)
    void recordWhatWasFound() {
        record(null, policy.text());
    }

    private void record(@Nullable AccountId by, String text) {
        AgencyBook book = books.of(installation.operator());
        book.act(by, happening -> {
            boolean known =
                    book.fold(PolicyHistory.class).latest().filter(text::equals).isPresent();
            if (!known) happening.record(new PolicyChanged(text));
            return known;
        });
    }

    Policy now() {
        return policy;
    }

    /// Puts another policy in force, from the next search on. Recorded first: there is no search by a policy that
    /// is not in the log.
    ///
    /// @throws Refusal if it is none, naming the line; then nothing changes
    synchronized Policy change(SignedIn operator, String text) {
        try {
            Policy next = Policy.read(text);
            record(operator.account(), text);
            write(text);
            policy = next;
            return next;
        } catch (PolicyException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    private void write(String text) {
        try {
            DurableFile.replace(file(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Choices that cases are opened with while this policy is in force.
    public PolicyChoices choices() {
        return PolicyChoices.of(policy.settings());
    }

    /// Judges a search of a case, quickly and without side effects.
    ///
    /// @param roles of the account that searches
    public Verdict judge(CaseFacts of, Set<Role> roles, SearchFacts facts) {
        return policy.judge(of, roles, facts, clock.instant());
    }
}
