package beholden.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.refusal.Refusal;
import beholden.server.search.SearchDeeds.ChangedMeanwhileException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SearchDeedsTest {

    @Test
    void a_search_whose_case_keeps_changing_is_given_up_after_three_times() {
        AtomicInteger times = new AtomicInteger();

        assertThatThrownBy(() -> SearchDeeds.judging(() -> {
                    times.incrementAndGet();
                    throw new ChangedMeanwhileException();
                }))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("try again");
        assertThat(times).hasValue(3);
    }
}
