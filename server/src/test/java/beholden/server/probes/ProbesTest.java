package beholden.server.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.TestClock;
import beholden.server.casework.CaseId;
import beholden.server.events.AccountId;
import beholden.server.events.Member;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private static final AgencyId BUSY = AgencyId.random();
    private static final AgencyId OTHER = AgencyId.random();
    private static final byte[] MEGABYTES = new byte[16 << 20];

    private final TestClock clock = new TestClock();
    private final Probes probes = new Probes(clock);

    private static Member somebody(AgencyId agency) {
        return new Member(agency, AccountId.random());
    }

    /// A photo that takes 16 MiB, of which the room has 16.
    private Probe put(Member owner) {
        CaseId id = new CaseId(new UUID(1, 2));
        Probe probe = new Probe(
                ProbeId.random(),
                owner,
                id,
                clock.instant(),
                new byte[32],
                1,
                1,
                null,
                MEGABYTES,
                new byte[0],
                List.of());
        probes.put(probe);
        return probe;
    }

    private boolean waits(Probe probe) {
        return probes.find(probe.owner(), probe.id()).isPresent();
    }

    @Test
    void an_agency_that_uploads_without_end_pushes_out_its_own_photos_and_no_others() {
        Probe others = put(somebody(OTHER));
        List<Probe> all = new ArrayList<>();

        for (int i = 0; i < 20; i++) all.add(put(somebody(BUSY)));

        assertThat(all.subList(0, 12)).noneMatch(this::waits);
        assertThat(all.subList(12, 20)).allMatch(this::waits);
        assertThat(waits(others)).isTrue();
        assertThat(waits(put(somebody(OTHER)))).isTrue();
    }

    @Test
    void a_photo_that_finds_no_room_is_refused() {
        for (int i = 0; i < 8; i++) put(somebody(BUSY));
        for (int i = 0; i < 8; i++) put(somebody(OTHER));

        assertThatThrownBy(() -> put(somebody(AgencyId.random())))
                .isInstanceOfSatisfying(
                        Refusal.Busy.class,
                        busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofMinutes(1)));

        clock.putForward(Probes.KEPT);
        assertThat(waits(put(somebody(AgencyId.random())))).isTrue();
    }

    @Test
    void an_account_has_its_newest_four_for_a_quarter_of_an_hour() {
        Member owner = somebody(BUSY);
        Probe oldest = put(owner);
        List<Probe> newest = new ArrayList<>();
        for (int i = 0; i < 4; i++) newest.add(put(owner));

        assertThat(waits(oldest)).isFalse();
        assertThat(newest).allMatch(this::waits);
        assertThat(probes.find(somebody(BUSY), newest.getFirst().id())).isEmpty();

        clock.putForward(Probes.KEPT);
        assertThat(newest).noneMatch(this::waits);
    }
}
