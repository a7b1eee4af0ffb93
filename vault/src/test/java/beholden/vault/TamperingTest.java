package beholden.vault;

import static beholden.vault.VaultFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import beholden.vault.key.AgencyId;
import beholden.vault.log.Damage;
import beholden.vault.log.Damage.Cause;
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.setup.VaultSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a vandal does to the store is reported with the event that is gone, and the rest stays readable.
class TamperingTest {

    private static final String DELETE = "DELETE FROM cell WHERE label = ?";
    private static final String REPLACE = "UPDATE cell SET box = ? WHERE label = ?";

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource
    void a_flipped_bit_is_reported_with_its_event(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 5);
            fixture.shut();
            Label label = fixture.label(agency, positions.get(2));
            byte[] box = box(fixture, label);
            box[500] ^= 1;
            fixture.vandalise(REPLACE, box, label.bytes());

            Reading reading = fixture.vault().log(agency).read(Position.START);

            assertThat(texts(reading)).containsExactly("event 0", "event 1", "event 3", "event 4");
            assertThat(reading.damages()).containsExactly(one(positions.get(2), Cause.ALTERED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_boxes_exchanged_are_reported_with_both_events(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 5);
            fixture.shut();
            Label first = fixture.label(agency, positions.get(1));
            Label second = fixture.label(agency, positions.get(3));
            byte[] firstBox = box(fixture, first);
            byte[] secondBox = box(fixture, second);
            fixture.vandalise(REPLACE, secondBox, first.bytes());
            fixture.vandalise(REPLACE, firstBox, second.bytes());

            Reading reading = fixture.vault().log(agency).read(Position.START);

            assertThat(texts(reading)).containsExactly("event 0", "event 2", "event 4");
            assertThat(reading.damages())
                    .containsExactly(one(positions.get(1), Cause.ALTERED), one(positions.get(3), Cause.ALTERED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_old_box_put_back_in_place_of_a_new_one_is_reported(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 5);
            fixture.shut();
            byte[] old = box(fixture, fixture.label(agency, positions.getFirst()));
            fixture.vandalise(
                    REPLACE, old, fixture.label(agency, positions.getLast()).bytes());

            Reading reading = fixture.vault().log(agency).read(Position.START);

            assertThat(texts(reading)).containsExactly("event 0", "event 1", "event 2", "event 3");
            assertThat(reading.damages()).containsExactly(one(positions.getLast(), Cause.ALTERED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void removed_cells_at_the_start_in_the_middle_and_at_the_end_are_reported(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 6);
            fixture.shut();
            for (int gone : new int[] {0, 3, 4, 5}) {
                fixture.vandalise(
                        DELETE, fixture.label(agency, positions.get(gone)).bytes());
            }

            Reading reading = fixture.vault().log(agency).read(Position.START);

            assertThat(texts(reading)).containsExactly("event 1", "event 2");
            assertThat(reading.damages())
                    .containsExactly(
                            one(positions.get(0), Cause.REMOVED),
                            one(positions.get(3), Cause.REMOVED),
                            one(positions.get(4), Cause.REMOVED),
                            one(positions.get(5), Cause.REMOVED));
            assertThat(fixture.vault().findings())
                    .anySatisfy(finding -> assertThat(finding).contains("missing"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_appended_after_a_removal_takes_no_place_of_what_was_removed(StoreKind kind) throws Exception {
        try (VaultFixture fixture = VaultFixture.on(kind, temp)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 3);
            fixture.shut();
            fixture.vandalise(DELETE, fixture.label(agency, positions.getLast()).bytes());

            Position next = fixture.append(agency, "next");

            assertThat(next).isEqualTo(new Position(1, 3));
            assertThat(texts(fixture.vault().log(agency).read(Position.START)))
                    .containsExactly("event 0", "event 1", "next");
        }
    }

    @Test
    void a_cell_removed_from_a_large_event_loses_that_event_alone() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "before");
            Position large = fixture.append(agency, new byte[5000]);
            Position after = fixture.append(agency, "after");
            for (int part : new int[] {0, 2, 5}) {
                try (VaultFixture copy = fixture.copy(temp.resolve("copy" + part))) {
                    copy.vandalise(
                            DELETE,
                            copy.label(agency, new Position(1, large.cell() + part))
                                    .bytes());

                    Reading reading = copy.vault().log(agency).read(Position.START);

                    assertThat(texts(reading)).containsExactly("before", "after");
                    assertThat(reading.damages()).containsExactly(new Damage(large, after, Cause.REMOVED));
                }
            }
        }
    }

    @Test
    void a_hole_of_four_hundred_events_does_not_hide_the_ones_behind_it_even_without_a_pending_file() throws Exception {
        VaultSettings settings = VaultFixture.standard().withRate(250, Duration.ofMillis(10));
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, settings)) {
            AgencyId agency = fixture.newAgency();
            List<Position> positions = fixture.appendMany(agency, "event", 1000);
            fixture.shut();
            for (Label label : fixture.labels(agency, positions.subList(100, 500))) {
                fixture.vandalise(DELETE, label.bytes());
            }
            Files.delete(fixture.folder.resolve("pending"));

            Reading reading = fixture.vault().log(agency).read(Position.START);

            assertThat(reading.events()).hasSize(600);
            assertThat(reading.damages()).hasSize(400);
            assertThat(fixture.vault().findings()).hasSize(1);
        }
    }

    @Test
    void an_older_store_put_back_is_noticed_at_opening_and_its_lost_events_are_named() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "old");
            fixture.shut();
            Path store = fixture.folder.resolve("cells.sqlite");
            byte[] older = Files.readAllBytes(store);
            List<Position> lost = fixture.appendMany(agency, "new", 2);
            fixture.shut();
            Files.write(store, older);

            assertThat(fixture.vault().findings())
                    .singleElement()
                    .asString()
                    .contains("an older copy of the store was put back");
            Reading reading = fixture.vault().log(agency).read(Position.START);
            assertThat(texts(reading)).containsExactly("old");
            assertThat(reading.damages())
                    .containsExactly(one(lost.get(0), Cause.REMOVED), one(lost.get(1), Cause.REMOVED));
        }
    }

    private static Damage one(Position position, Cause cause) {
        return new Damage(position, new Position(position.epoch(), position.cell() + 1), cause);
    }

    private static byte[] box(VaultFixture fixture, Label label) throws Exception {
        return fixture.cells().stream()
                .filter(cell -> cell.label().equals(label))
                .map(Cell::box)
                .findFirst()
                .orElseThrow();
    }
}
