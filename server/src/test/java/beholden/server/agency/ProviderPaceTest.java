package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProviderPaceTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-31T09:00:00Z"));
    private final ProviderPace pace = new ProviderPace(now::get);

    @Test
    void thirty_sign_ins_may_begin_at_once_and_one_more_every_two_seconds() {
        AgencyId agency = AgencyId.random();
        for (int i = 0; i < 30; i++) pace.take(agency);

        assertThatThrownBy(() -> pace.take(agency)).isInstanceOf(Refusal.class);
        assertThatCode(() -> pace.take(AgencyId.random())).doesNotThrowAnyException();

        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(2)));
        pace.take(agency);
        assertThatThrownBy(() -> pace.take(agency)).isInstanceOf(Refusal.class);
    }
}
