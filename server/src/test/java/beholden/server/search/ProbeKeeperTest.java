package beholden.server.search;

import static beholden.server.search.SearchBook.CASE;
import static beholden.server.search.SearchBook.FAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.casework.CaseFiles;
import beholden.server.casework.Document;
import beholden.server.casework.FileKind;
import beholden.server.casework.FileRoom;
import beholden.server.probes.ProbePictures;
import beholden.server.refusal.Refusal;
import beholden.server.search.ProbeKeeping.Cause;
import beholden.server.search.SearchEvent.ProbeLost;
import beholden.vault.key.AgencyId;
import beholden.vault.setup.VaultSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeKeeperTest {
    /// A vault that writes no chunk as long as a test lasts.
    private static final VaultSettings NEVER = FAST.withChunks(64 << 10, 1_000_000);

    private static final ProbePictures PICTURES = new ProbePictures(
            "the photo".getBytes(StandardCharsets.UTF_8), "the face".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void a_search_looked_up_before_its_pictures_were_sealed_shows_them_afterwards() throws Exception {
        try (SearchBook of = SearchBook.open(folder, FAST)) {
            ProbeKeeper keeper = of.part(ProbeKeeper.class);
            Search before = of.searched();

            try (FileRoom room = keeper.reserve(of.agency(), CASE, PICTURES)) {
                keeper.keep(of.agency(), before, PICTURES, room).get(1, TimeUnit.MINUTES);
            }

            assertThat(before.keeping()).isInstanceOf(ProbeKeeping.Sealing.class);
            assertThat(keeper.keeping(of.book(), before)).isInstanceOf(ProbeKeeping.Sealed.class);
            assertThat(keeper.photo(of.agency(), before)).isEqualTo(PICTURES.photo());
            assertThat(keeper.face(of.agency(), before)).isEqualTo(PICTURES.face());
        }
    }

    @Test
    void pictures_are_shown_while_they_wait_to_be_sealed() throws Exception {
        try (SearchBook of = SearchBook.open(folder, NEVER)) {
            ProbeKeeper keeper = of.part(ProbeKeeper.class);
            Search search = of.searched();

            try (FileRoom room = keeper.reserve(of.agency(), CASE, PICTURES)) {
                var _ = keeper.keep(of.agency(), search, PICTURES, room);
            }

            assertThat(keeper.keeping(of.book(), search)).isInstanceOf(ProbeKeeping.Sealing.class);
            assertThat(keeper.face(of.agency(), search)).isEqualTo(PICTURES.face());
            of.vault().close();
        }
    }

    @Test
    void lost_pictures_tell_the_cause_that_the_log_has_and_else_that_the_server_stopped() throws Exception {
        try (SearchBook of = SearchBook.open(folder, FAST)) {
            ProbeKeeper keeper = of.part(ProbeKeeper.class);
            Search stopped = of.searched();
            Search full = of.searched();
            of.record(SearchBook.EXAMINER, new ProbeLost(full.id(), Cause.NO_ROOM));

            assertThat(keeper.keeping(of.book(), stopped)).isEqualTo(new ProbeKeeping.Lost(Cause.SERVER_STOPPED));
            assertThat(keeper.keeping(of.book(), full)).isEqualTo(new ProbeKeeping.Lost(Cause.NO_ROOM));
            assertThatThrownBy(() -> keeper.photo(of.agency(), full)).hasMessageContaining("no room");
        }
    }

    @Test
    void an_agency_that_fills_its_share_leaves_room_for_others_and_for_its_documents() throws Exception {
        try (SearchBook of = SearchBook.open(folder, NEVER)) {
            ProbeKeeper keeper = of.part(ProbeKeeper.class);
            CaseFiles files = of.part(CaseFiles.class);
            AgencyId other = of.vault().keyring().newAgency();
            List<FileRoom> rooms = new ArrayList<>();
            for (int i = 0; i < 192; i++) rooms.add(keeper.reserve(of.agency(), CASE, PICTURES));

            assertThatThrownBy(() -> keeper.reserve(of.agency(), CASE, PICTURES))
                    .isInstanceOfSatisfying(
                            Refusal.Busy.class,
                            busy -> assertThat(busy.retryAfter()).isPositive());
            for (int i = 0; i < 192; i++) keeper.reserve(other, CASE, PICTURES);
            for (int i = 0; i < 4; i++) files.reserve(of.agency(), CASE, FileKind.DOCUMENTS, Document.LONGEST);
            for (int i = 0; i < 4; i++) files.reserve(other, CASE, FileKind.DOCUMENTS, Document.LONGEST);

            rooms.getFirst().close();

            keeper.reserve(of.agency(), CASE, PICTURES).close();
        }
    }

    @Test
    void the_share_is_held_until_the_pictures_are_sealed() throws Exception {
        try (SearchBook of = SearchBook.open(folder, NEVER)) {
            ProbeKeeper keeper = of.part(ProbeKeeper.class);
            for (int i = 0; i < 192; i++) {
                try (FileRoom room = keeper.reserve(of.agency(), CASE, PICTURES)) {
                    var _ = room.put(PICTURES.photo());
                    var _ = room.put(PICTURES.face());
                }
            }

            assertThatThrownBy(() -> keeper.reserve(of.agency(), CASE, PICTURES))
                    .isInstanceOf(Refusal.Busy.class);

            of.vault().close();
        }
    }
}
