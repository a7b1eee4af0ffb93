package beholden.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.TestClock;
import beholden.server.events.AccountId;
import beholden.server.events.Member;
import beholden.server.idempotency.KeptAnswers.Answer;
import beholden.server.idempotency.KeptAnswers.New;
import beholden.server.idempotency.KeptAnswers.UnderWay;
import beholden.vault.key.AgencyId;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {
    private final TestClock clock = new TestClock();
    private final KeptAnswers answers = new KeptAnswers(clock);
    private final Member member = new Member(AgencyId.random(), AccountId.random());

    private Answer answer(int bytes) {
        return new Answer(
                new byte[32],
                Set.of(),
                201,
                "application/json",
                new byte[bytes],
                clock.instant().plus(KeptAnswers.KEPT));
    }

    @Test
    void a_key_is_new_then_under_way_then_answered() {
        assertThat(answers.begin(member, "k")).isInstanceOf(New.class);
        assertThat(answers.begin(member, "k")).isInstanceOf(UnderWay.class);
        Answer answer = answer(10);
        answers.keep(member, "k", answer);
        assertThat(answers.begin(member, "k")).isSameAs(answer);
    }

    @Test
    void a_forgotten_key_is_new_again() {
        answers.begin(member, "k");
        answers.forget(member, "k");

        assertThat(answers.begin(member, "k")).isInstanceOf(New.class);
    }

    @Test
    void a_key_of_another_account_is_another_key() {
        answers.begin(member, "k");

        assertThat(answers.begin(new Member(member.agency(), AccountId.random()), "k"))
                .isInstanceOf(New.class);
        assertThat(answers.begin(new Member(AgencyId.random(), member.account()), "k"))
                .isInstanceOf(New.class);
    }

    @Test
    void an_answer_is_kept_a_day() {
        answers.begin(member, "k");
        answers.keep(member, "k", answer(10));

        clock.putForward(Duration.ofHours(23));
        assertThat(answers.begin(member, "k")).isInstanceOf(Answer.class);
        clock.putForward(Duration.ofMinutes(61));
        assertThat(answers.begin(member, "k")).isInstanceOf(New.class);
    }

    @Test
    void the_oldest_answers_make_room_and_what_is_under_way_stays() {
        answers.begin(member, "under way");
        for (String key : new String[] {"1", "2", "3"}) {
            answers.begin(member, key);
            answers.keep(member, key, answer(KeptAnswers.MOST_BYTES / 3));
        }

        assertThat(answers.begin(member, "under way")).isInstanceOf(UnderWay.class);
        assertThat(answers.begin(member, "3")).isInstanceOf(Answer.class);
        assertThat(answers.begin(member, "2")).isInstanceOf(Answer.class);
        assertThat(answers.begin(member, "1")).isInstanceOf(New.class);
    }
}
