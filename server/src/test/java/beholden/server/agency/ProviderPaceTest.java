package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.refusal.Refusal;
import beholden.server.turns.MonotonicTime;
import beholden.vault.key.AgencyId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProviderPaceTest {
    private Duration passed = Duration.ZERO;
    private final ProviderPace pace = new ProviderPace(new MonotonicTime(() -> passed.toNanos()));

    @Test
    void thirty_sign_ins_may_begin_at_once_and_one_more_every_two_seconds() {
        AgencyId agency = AgencyId.random();
        for (int i = 0; i < 30; i++) pace.take(agency);

        assertThatThrownBy(() -> pace.take(agency)).isInstanceOf(Refusal.class);
        assertThatCode(() -> pace.take(AgencyId.random())).doesNotThrowAnyException();

        passed = passed.plusSeconds(2);
        pace.take(agency);
        assertThatThrownBy(() -> pace.take(agency)).isInstanceOf(Refusal.class);
    }
}
