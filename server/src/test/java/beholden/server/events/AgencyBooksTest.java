package beholden.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.Vault;
import beholden.vault.VaultParts;
import beholden.vault.VaultSettings;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
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
                AgencyBooks books = new AgencyBooks(vault, kinds, InstantSource.system());
                AgencyBook first = books.of(agency);
                Thread waits = Thread.startVirtualThread(() -> first.act(null, happening -> {
                    happening.record(new Noted("seen"));
                    return true;
                }));
                while (vault.health().waitingCells() == 0) Thread.onSpinWait();

                books.close(agency);

                assertThatThrownBy(() -> books.of(agency))
                        .isInstanceOf(NotYetRecordedException.class)
                        .hasMessageContaining("try again");
                while (vault.health().waitingCells() > 0) vault.tick();
                waits.join();
                AgencyBook second = books.of(agency);
                assertThat(second).isNotSameAs(first);
                assertThat(second.fold(Notes.class).texts()).containsExactly("seen");
            }
        }
    }
}
