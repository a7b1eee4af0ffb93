package beholden.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.refusal.Refusal;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.log.Position;
import beholden.vault.log.SealedLog;
import beholden.vault.setup.VaultParts;
import beholden.vault.setup.VaultSettings;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgencyBooksTest {
    private static final List<EventKinds> KINDS = List.of(EventKinds.of(NoteEvent.class, Notes::new));
    private static final VaultSettings FAST = VaultSettings.standard("example.org/vault")
            .withRate(4, Duration.ofMillis(5))
            .withChunks(32 << 10, 20);

    sealed interface NoteEvent extends AgencyEvent {}

    @JsonTypeName("noted")
    record Noted(@JsonProperty("t") String text) implements NoteEvent {}

    record Person(AccountId account, Set<String> rights) implements Doer {
        @Override
        public Entry entry() {
            return Entry.OF_SERVER;
        }
    }

    static final class Notes implements Fold {
        private final List<String> texts = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();

        @Override
        public synchronized void apply(Recorded recorded) {
            if (!(recorded.event() instanceof Noted noted)) return;
            texts.add(noted.text());
            numbers.add(recorded.number());
        }

        @Override
        public boolean admits(Doer who) {
            return !texts().contains("suspend " + who.account());
        }

        synchronized List<String> texts() {
            return List.copyOf(texts);
        }

        synchronized List<Integer> numbers() {
            return List.copyOf(numbers);
        }
    }

    /// What was asked for before a book was given up is recorded later all the same: no book without it is used.
    @Test
    void a_book_is_not_read_anew_while_records_of_it_are_on_their_way(@TempDir Path folder) throws Exception {
        try (RootKey root = RootKey.of(Secret.random(32))) {
            Vault.create(folder, VaultSettings.standard("example.org/vault"), root)
                    .close();
            VaultParts parts = VaultParts.standard().withSchedule((_, _) -> () -> {});
            try (Vault vault = Vault.open(folder, root, parts)) {
                AgencyId agency = vault.keyring().newAgency();
                AgencyBooks books = new AgencyBooks(vault, KINDS, List.of(), InstantSource.system());
                AgencyBook first = books.of(agency);
                Thread waits = Thread.startVirtualThread(() -> first.act(null, happening -> {
                    happening.record(new Noted("seen"));
                    return true;
                }));
                while (vault.health().waitingCells() == 0) Thread.onSpinWait();

                assertThat(first.isRecorded(0)).isFalse();
                books.close(agency);

                assertThatThrownBy(() -> books.of(agency))
                        .isInstanceOf(NotYetRecordedException.class)
                        .hasMessageContaining("try again");
                while (vault.health().waitingCells() > 0) vault.tick();
                waits.join();
                AgencyBook second = books.of(agency);
                assertThat(second).isNotSameAs(first);
                assertThat(second.fold(Notes.class).texts()).containsExactly("seen");
                assertThat(second.isRecorded(0)).isTrue();
                second.awaitRecorded(0);
            }
        }
    }

    @Test
    void events_are_numbered_in_their_order_when_they_happen_and_when_they_are_read_again(@TempDir Path folder)
            throws Exception {
        try (RootKey root = RootKey.of(Secret.random(32))) {
            Vault.create(folder, FAST, root).close();
            try (Vault vault = Vault.open(folder, root, VaultParts.standard())) {
                vault.start();
                AgencyId agency = vault.keyring().newAgency();
                AgencyBooks books = new AgencyBooks(vault, KINDS, List.of(), InstantSource.system());
                AgencyBook first = books.of(agency);
                first.act(null, happening -> {
                    happening.record(new Noted("one"));
                    happening.record(new Noted("two"));
                    return true;
                });
                note(first, AccountId.random(), "three");

                assertThat(first.fold(Notes.class).numbers()).containsExactly(0, 1, 2);
                books.close(agency);
                assertThat(books.of(agency).fold(Notes.class).numbers()).containsExactly(0, 1, 2);
            }
        }
    }

    @Test
    void a_deed_of_which_one_event_cannot_be_written_down_is_not_recorded_at_all(@TempDir Path folder)
            throws Exception {
        try (RootKey root = RootKey.of(Secret.random(32))) {
            Vault.create(folder, FAST, root).close();
            try (Vault vault = Vault.open(folder, root, VaultParts.standard())) {
                vault.start();
                AgencyId agency = vault.keyring().newAgency();
                AgencyBooks books = new AgencyBooks(vault, KINDS, List.of(), InstantSource.system());
                AgencyBook book = books.of(agency);
                String tooLong = "x".repeat(SealedLog.MAX_EVENT);
                for (String unfit : List.of("half a character: \ud83d", tooLong)) {

                    assertThatThrownBy(() -> book.act(null, happening -> {
                                happening.record(new Noted("first half"));
                                happening.record(new Noted(unfit));
                                return true;
                            }))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageStartingWith("Noted: ");
                }
                note(book, AccountId.random(), "still usable");

                assertThat(book.fold(Notes.class).texts()).containsExactly("still usable");
                books.close(agency);
                assertThat(books.of(agency).fold(Notes.class).texts()).containsExactly("still usable");
            }
        }
    }

    /// Two books of one agency would not see each other's events.
    @Test
    void many_threads_that_ask_for_an_agency_while_it_is_made_get_the_same_book(@TempDir Path folder) throws Exception {
        try (RootKey root = RootKey.of(Secret.random(32))) {
            Vault.create(folder, FAST, root).close();
            try (Vault vault = Vault.open(folder, root, VaultParts.standard());
                    ExecutorService threads = Executors.newThreadPerTaskExecutor(
                            Thread.ofPlatform().factory())) {
                AgencyBooks books = new AgencyBooks(vault, KINDS, List.of(), InstantSource.system());
                for (int round = 0; round < 40; round++) {
                    AgencyId agency = AgencyId.random();
                    List<Future<AgencyBook>> askers = new ArrayList<>();
                    for (int i = 0; i < 6; i++) askers.add(threads.submit(() -> ask(books, agency)));
                    vault.keyring().addAgency(agency);

                    Set<AgencyBook> got = new HashSet<>();
                    for (Future<AgencyBook> asker : askers) got.add(asker.get());
                    assertThat(got).hasSize(1);
                }
            }
        }
    }

    private static AgencyBook ask(AgencyBooks books, AgencyId agency) {
        while (true) {
            Optional<AgencyBook> book = books.find(agency);
            if (book.isPresent()) return book.get();
        }
    }

    @Test
    void who_was_suspended_since_the_request_was_let_in_does_nothing(@TempDir Path folder) throws Exception {
        try (RootKey root = RootKey.of(Secret.random(32))) {
            Vault.create(folder, FAST, root).close();
            try (Vault vault = Vault.open(folder, root, VaultParts.standard())) {
                vault.start();
                AgencyBook book = new AgencyBooks(vault, KINDS, List.of(), InstantSource.system())
                        .of(vault.keyring().newAgency());
                AccountId one = AccountId.random();
                AccountId other = AccountId.random();
                note(book, one, "suspend " + other);

                assertThatThrownBy(() -> note(book, other, "suspend " + one))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("was suspended");
                note(book, one, "still here");

                assertThat(book.fold(Notes.class).texts()).containsExactly("suspend " + other, "still here");
            }
        }
    }

    sealed interface LaterEvent extends AgencyEvent {}

    @JsonTypeName("of a later version")
    record Later(@JsonProperty("t") String text) implements LaterEvent {}

    /// To leave out what a newer version recorded would undo it.
    @Test
    void an_agency_with_an_event_of_a_later_version_is_refused_and_nothing_is_added(@TempDir Path folder)
            throws Exception {
        List<EventKinds> later = List.of(KINDS.getFirst(), EventKinds.of(LaterEvent.class, Notes::new));
        try (RootKey root = RootKey.of(Secret.random(32))) {
            Vault.create(folder, FAST, root).close();
            try (Vault vault = Vault.open(folder, root, VaultParts.standard())) {
                vault.start();
                AgencyId agency = vault.keyring().newAgency();
                AgencyId other = vault.keyring().newAgency();
                new AgencyBooks(vault, later, List.of(), InstantSource.system())
                        .of(agency)
                        .act(null, happening -> {
                            happening.record(new Later("something new"));
                            return true;
                        });
                Position end = vault.log(agency).head();
                AgencyBooks books = new AgencyBooks(vault, KINDS, List.of(), InstantSource.system());
                assertThat(books.of(other).fold(Notes.class).texts()).isEmpty();
                assertThat(books.areDamaged()).isFalse();

                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> books.of(agency))
                            .isInstanceOf(Refusal.Damaged.class)
                            .hasMessageContaining("newer version");
                }

                assertThat(books.areDamaged()).isTrue();
                assertThat(vault.log(agency).head()).isEqualTo(end);
                assertThat(books.of(other).fold(Notes.class).texts()).isEmpty();
            }
        }
    }

    private static void note(AgencyBook book, AccountId who, String text) {
        book.actAs(new Person(who, Set.of()), happening -> {
            happening.record(new Noted(text));
            return true;
        });
    }
}
