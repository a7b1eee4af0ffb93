package beholden.server.turns;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.key.AgencyId;
import org.junit.jupiter.api.Test;

class FairRoomTest {
    private static final AgencyId BUSY = AgencyId.random();
    private static final AgencyId OTHER = AgencyId.random();

    private final FairRoom room = new FairRoom(100);

    @Test
    void one_agency_has_half_and_another_finds_the_rest() {
        for (int i = 0; i < 5; i++) assertThat(room.take(BUSY, 10)).isTrue();

        assertThat(room.take(BUSY, 1)).isFalse();
        for (int i = 0; i < 5; i++) assertThat(room.take(OTHER, 10)).isTrue();
        assertThat(room.take(AgencyId.random(), 1)).isFalse();
    }

    @Test
    void one_piece_may_be_larger_than_half_where_it_fits() {
        assertThat(room.take(BUSY, 101)).isFalse();
        assertThat(room.take(BUSY, 80)).isTrue();

        assertThat(room.take(BUSY, 1)).isFalse();
        assertThat(room.take(OTHER, 21)).isFalse();
        assertThat(room.take(OTHER, 20)).isTrue();
    }

    @Test
    void what_is_given_back_is_taken_again() {
        assertThat(room.take(BUSY, 80)).isTrue();
        room.giveBack(BUSY, 50);
        assertThat(room.take(BUSY, 21)).isFalse();
        assertThat(room.take(BUSY, 20)).isTrue();

        room.giveBack(BUSY, 50);

        assertThat(room.take(OTHER, 100)).isTrue();
    }
}
