package beholden.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final FairQueue<String, Integer> queue = new FairQueue<>();

    private void add(String owner, int... items) {
        for (int item : items) queue.add(owner, item);
    }

    @Test
    void owners_take_turns_and_what_is_next_comes_next() {
        add("a", 1, 2, 3, 4);
        add("b", 10, 20);
        add("c", 100);

        assertThat(queue.next(5)).containsExactly(1, 10, 100, 2, 20);
        assertThat(queue.next(9)).containsExactly(1, 10, 100, 2, 20, 3, 4);
        assertThat(queue.remove("a")).isEqualTo(1);
        assertThat(queue.owners()).containsExactly("b", "c", "a");
        assertThat(queue.removeAll()).containsExactly(10, 100, 2, 20, 3, 4);
        assertThat(queue.size()).isZero();
        assertThat(queue.next(1)).isEmpty();
    }

    @Test
    void what_was_next_can_be_removed_though_more_came_meanwhile() {
        add("a", 1, 2);
        List<Integer> next = queue.next(2);
        add("b", 10);
        add("a", 3);

        assertThat(List.of(queue.remove("a"), queue.remove("a"))).isEqualTo(next);
        assertThat(queue.next(9)).containsExactly(10, 3);
    }

    @Test
    void an_item_goes_first_or_leaves_its_line() {
        add("a", 1, 2);
        queue.addFirst("a", 0);
        queue.addFirst("b", 10);

        assertThat(queue.size("a")).isEqualTo(3);
        assertThat(queue.remove("a", 1)).isTrue();
        assertThat(queue.remove("a", 1)).isFalse();
        assertThat(queue.remove("b", 10)).isTrue();
        assertThat(queue.owners()).containsExactly("a");
        assertThat(queue.next(9)).containsExactly(0, 2);
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void who_left_turns_to_others_has_some_of_them_back() {
        for (int i = 0; i < 20; i++) add("a", i);
        for (int i = 0; i < 10; i++) queue.remove("a");
        add("b", 100, 101, 102, 103, 104, 105);

        assertThat(queue.next(9)).containsExactly(100, 101, 102, 103, 10, 104, 11, 105, 12);
        for (int i = 0; i < 5; i++) queue.remove("b");
        assertThat(queue.next(4)).containsExactly(10, 105, 11, 12);
    }

    @Test
    void who_comes_back_at_once_has_no_more_than_was_left() {
        for (int i = 0; i < 20; i++) add("a", i);
        for (int i = 0; i < 10; i++) queue.remove("a");
        add("b", 100, 101, 102, 103);
        for (int i = 0; i < 4; i++) queue.remove("b");
        queue.remove("a");
        add("b", 104, 105);

        assertThat(queue.next(4)).containsExactly(104, 11, 105, 12);
        assertThat(queue.remove("b", 104)).isTrue();
        assertThat(queue.remove("b", 105)).isTrue();
        add("b", 106, 107);
        assertThat(queue.next(3)).containsExactly(106, 11, 107);
    }

    @Test
    void an_owner_alone_has_no_credit_of_its_own_turns() {
        for (int i = 0; i < 10; i++) {
            add("a", i);
            queue.remove("a");
        }
        add("a", 10, 11);
        add("b", 100, 101, 102, 103, 104);
        add("c", 200);

        assertThat(queue.next(6)).containsExactly(100, 200, 101, 102, 103, 10);
    }
}
