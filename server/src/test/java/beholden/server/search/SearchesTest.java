package beholden.server.search;

import beholden.server.search.SearchEvent.ProbeKept;
import beholden.server.search.SearchEvent.SearchRefused;
import beholden.server.search.SearchEvent.SearchDecided;
import beholden.server.search.SearchEvent.SearchAsked;
import beholden.server.search.SearchEvent.Searched;
import static org.assertj.core.api.Assertions.assertThat;

import beholden.gallery.Box;
import beholden.gallery.EnrolledFace;
import beholden.server.casework.CaseId;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.AgencyEvent;
import beholden.server.events.Unfinished;
import beholden.server.probes.SearchedProbe;
import beholden.vault.Vault;
import beholden.vault.file.FileRef;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.setup.VaultSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// What a real log gives back.
class SearchesTest {
    private static final VaultSettings FAST =
            VaultSettings.standard("example.org/vault").withRate(16, Duration.ofMillis(4));
    private static final AccountId EXAMINER = AccountId.random();
    private static final AccountId REVIEWER = AccountId.random();

    @TempDir
    private Path temp;

    private RootKey root;
    private Vault vault;
    private AnnotationConfigApplicationContext context;
    private AgencyId agency;

    @BeforeEach
    void open() throws Exception {
        root = RootKey.of(Secret.random(32));
        vault = Vault.create(temp.resolve("vault"), FAST, root);
        vault.start();
        agency = vault.keyring().newAgency();
        context = new AnnotationConfigApplicationContext();
        context.registerBean(Vault.class, () -> vault, bean -> bean.setDestroyMethodName(""));
        context.registerBean(InstantSource.class, () -> InstantSource.system());
        context.registerBean(Unfinished.class, () -> _ -> {});
        context.register(AgencyBooks.class, SearchEvents.class);
        context.refresh();
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        vault.close();
        root.close();
    }

    private AgencyBook book() {
        return context.getBean(AgencyBooks.class).of(agency);
    }

    private void record(AccountId by, AgencyEvent... events) {
        book().act(by, happening -> {
            for (AgencyEvent event : events) happening.record(event);
            return events.length;
        });
    }

    @Test
    void searches_and_the_way_to_their_cells_come_back_from_the_log() throws Exception {
        SearchId done = SearchId.random();
        SearchId refused = SearchId.random();
        SearchId approved = SearchId.random();
        Search.Rule rule = new Search.Rule("second-approver", "A second person approves", "Ask a reviewer.");
        byte[] file = sealedFile().bytes();
        record(EXAMINER, searched(done));
        record(EXAMINER, new SearchRefused(refused, question(), "0123456789ab", rule));
        record(EXAMINER, new SearchAsked(approved, question(), "0123456789ab", rule));
        record(EXAMINER, new ProbeKept(done, file, file, vault.ledger().size()));
        record(REVIEWER, new SearchDecided(approved, true, "A child is missing."), searched(approved));
        Searches before = book().fold(Searches.class);
        List<Search> searches = before.all();
        byte[] entry = book().ledgerEntries(searches.getFirst().event()).getFirst();

        context.getBean(AgencyBooks.class).close(agency);

        Searches after = book().fold(Searches.class);
        assertThat(after).isNotSameAs(before);
        assertThat(after.all()).isEqualTo(searches);
        assertThat(searches).extracting(Search::id).containsExactly(approved, refused, done);
        assertThat(searches)
                .extracting(Search::state)
                .containsExactly(Search.State.CANDIDATES, Search.State.REFUSED, Search.State.CANDIDATES);
        assertThat(searches).extracting(Search::by).containsOnly(EXAMINER);
        assertThat(searches.getFirst().candidates()).hasSize(1);
        assertThat(searches.getLast().kept()).isEqualTo(new KeptProbe(FileRef.of(file), FileRef.of(file)));
        assertThat(book().ledgerEntries(searches.getFirst().event()).getFirst()).isEqualTo(entry);
        assertThat(after.ledgerSizeAfter(searches.getLast().event())).isPresent();
        assertThat(after.ledgerSizeAfter(searches.getFirst().event())).isEmpty();
    }

    private FileRef sealedFile() throws Exception {
        return vault.files().put(new byte[] {1}).get(1, TimeUnit.MINUTES);
    }

    private static Question question() {
        SearchedProbe probe = new SearchedProbe(new byte[32], 640, 480, 3, 2, 71, "quality 71: sharpness");
        return new Question(new CaseId(new UUID(1, 2)), probe, new SearchScope(null, null, null, null), 20);
    }

    private static Searched searched(SearchId id) {
        EnrolledFace face = EnrolledFace.of("face", "photo", "source", new Box(0, 0, 1, 1), 50);
        return new Searched(
                id,
                question(),
                "0123456789ab",
                "gallery",
                7,
                100,
                90,
                "pack",
                PackedCandidates.pack(List.of(new beholden.gallery.Candidate(1, face, 0.5f))));
    }
}
