package beholden.server.casework;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.installation.Installation;
import beholden.server.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The policy that searches are judged by: `policy.yaml` of the installation's folder, or the one that comes with
/// Beholden while there is no such file.
///
/// Every policy that comes into force is in the operator's log, with its text; also one that somebody wrote into the
/// file while the server was stopped.
@Component
class PolicyInForce implements SearchRules {
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

    private static String standard() throws IOException {
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

    /// Puts another policy in force, from the next search on. Recorded first: there is no search by a policy that is
    /// not in the log.
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
        Path fresh = installation.folder().resolve(FILE + ".new");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Verdict judge(AgencyBook book, SignedIn who, CaseId caseId, SearchFacts facts) {
        Case of = book.fold(Cases.class).find(caseId).orElseThrow(Refusal::notFound);
        return policy.judge(of, who.roles(), facts, clock.instant());
    }
}
