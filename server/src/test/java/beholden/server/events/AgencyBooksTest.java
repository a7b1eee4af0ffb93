package beholden.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.refusal.Refusal;
import beholden.vault.Vault;
import beholden.vault.VaultParts;
import beholden.vault.VaultSettings;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgencyBooksTest {

    @JsonTypeName("noted")
    record Noted(@JsonProperty("t") String text) implements AgencyEvent {}

    static final class Notes implements Fold {
        private final List<String> texts = new ArrayList<>();

        @Override
        public synchronized void apply(Recorded recorded) {
            if (recorded.event() instanceof Noted noted) texts.add(noted.text());
        }

        @Override
        public boolean admits(AccountId who) {
            return !texts().contains("suspend " + who);
        }

        synchronized List<String> texts() {
            return List.copyOf(texts);
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
                List<EventKinds> kinds = List.of(new EventKinds(List.of(Noted.class), Notes::new));
                AgencyBooks books = new AgencyBooks(vault, kinds, List.of(), InstantSource.system());
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
    void who_was_suspended_since_the_request_was_let_in_does_nothing(@TempDir Path folder) throws Exception {
        VaultSettings fast = VaultSettings.standard("example.org/vault").withRate(4, Duration.ofMillis(5));
        try (RootKey root = RootKey.of(Secret.random(32))) {
            Vault.create(folder, fast, root).close();
            try (Vault vault = Vault.open(folder, root, VaultParts.standard())) {
                vault.start();
                List<EventKinds> kinds = List.of(new EventKinds(List.of(Noted.class), Notes::new));
                AgencyBook book = new AgencyBooks(vault, kinds, List.of(), InstantSource.system())
                        .of(vault.keyring().newAgency());
                AccountId one = AccountId.random();
                AccountId other = AccountId.random();
                note(book, one, "suspend " + other);

                assertThatThrownBy(() -> note(book, other, "suspend " + one))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("suspended meanwhile");
                note(book, one, "still here");

                assertThat(book.fold(Notes.class).texts()).containsExactly("suspend " + other, "still here");
            }
        }
    }

    private static void note(AgencyBook book, AccountId who, String text) {
        book.actAs(who, happening -> {
            happening.record(new Noted(text));
            return true;
        });
    }
}
