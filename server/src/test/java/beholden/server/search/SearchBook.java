package beholden.server.search;

import beholden.gallery.Box;
import beholden.gallery.EnrolledFace;
import beholden.server.casework.CaseFiles;
import beholden.server.casework.CaseId;
import beholden.server.casework.Cases;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.AgencyEvent;
import beholden.server.events.EventKinds;
import beholden.server.probes.SearchedProbe;
import beholden.server.search.SearchEvent.Searched;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.setup.VaultSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// The book of one agency that searches, over a real vault without a server.
final class SearchBook implements AutoCloseable {
    static final VaultSettings FAST = VaultSettings.standard("example.org/vault")
            .withRate(16, Duration.ofMillis(4))
            .withChunks(64 << 10, 1);
    static final AccountId EXAMINER = AccountId.random();
    static final CaseId CASE = new CaseId(new UUID(1, 2));

    private final RootKey root;
    private final Vault vault;
    private final AnnotationConfigApplicationContext context;
    private final AgencyId agency;

    private SearchBook(RootKey root, Vault vault) throws Exception {
        this.root = root;
        this.vault = vault;
        vault.start();
        agency = vault.keyring().newAgency();
        context = new AnnotationConfigApplicationContext();
        context.registerBean(Vault.class, () -> vault, bean -> bean.setDestroyMethodName(""));
        context.registerBean(InstantSource.class, InstantSource::system);
        context.registerBean("cases", EventKinds.class, () -> Cases.KINDS);
        context.register(AgencyBooks.class, SearchEvents.class, CaseFiles.class, ProbeKeeper.class);
        context.refresh();
    }

    static SearchBook open(Path folder, VaultSettings settings) throws Exception {
        RootKey root = RootKey.of(Secret.random(32));
        return new SearchBook(root, Vault.create(folder.resolve("vault"), settings, root));
    }

    @Override
    public void close() throws Exception {
        context.close();
        vault.close();
        root.close();
    }

    Vault vault() {
        return vault;
    }

    AgencyId agency() {
        return agency;
    }

    AgencyBook book() {
        return part(AgencyBooks.class).of(agency);
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    void record(AccountId by, AgencyEvent... events) {
        book().act(by, happening -> {
            for (AgencyEvent event : events) happening.record(event);
            return events.length;
        });
    }

    /// Records a search with a candidate, as it is before its pictures are sealed.
    Search searched() {
        SearchId id = SearchId.random();
        record(EXAMINER, searched(id));
        return search(id);
    }

    Search search(SearchId id) {
        return book().fold(Searches.class).find(id).orElseThrow();
    }

    static Question question() {
        SearchedProbe probe = new SearchedProbe(new byte[32], 640, 480, 3, 2, 71, "quality 71: sharpness", null);
        return new Question(CASE, probe, new SearchScope(null, null, null, null), 20, null);
    }

    static Searched searched(SearchId id) {
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
