package beholden.server.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.events.AccountId;
import beholden.server.events.Member;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final AgencyId BUSY = AgencyId.random();

    private Duration passed = Duration.ZERO;
    private final Allowance allowance = new Allowance(new MonotonicTime(() -> passed.toNanos()));

    private static Member somebody(AgencyId agency) {
        return new Member(agency, AccountId.random());
    }

    @Test
    void what_costs_more_is_had_less_often() {
        Member who = somebody(BUSY);
        for (int i = 0; i < 30; i++) allowance.require(who, 20);

        assertThatThrownBy(() -> allowance.require(who, 20))
                .isInstanceOfSatisfying(
                        Refusal.TooMany.class,
                        refused -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
        allowance.require(somebody(BUSY), 20);
        passed = passed.plusSeconds(2);
        allowance.require(who, 20);
        assertThat(allowance.take(who, 1).granted()).isFalse();
    }

    @Test
    void all_accounts_of_an_agency_share_five_times_as_much() {
        for (int i = 0; i < 5; i++) {
            Member who = somebody(BUSY);
            for (int j = 0; j < 30; j++) allowance.require(who, 20);
        }
        Member sixth = somebody(BUSY);

        assertThat(allowance.take(sixth, 20).granted()).isFalse();
        allowance.require(somebody(AgencyId.random()), 20);
        passed = passed.plusSeconds(1);
        // nothing was taken of the account when its agency was refused
        assertThat(allowance.take(sixth, 20).remaining()).isEqualTo(580);
    }
}
