package beholden.server.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
    private static final AgencyId BUSY = AgencyId.random();
    private static final AgencyId OTHER = AgencyId.random();

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> begun = new ArrayList<>();
    private final Semaphore mayEnd = new Semaphore(0);

    private static FairTurns turns(int atOnce, long room) {
        return new FairTurns("test", "Come again.", atOnce, room, Duration.ofHours(1));
    }

    @AfterEach
    void end() {
        mayEnd.release(1000);
        clients.close();
    }

    /// Work that tells that it began, and ends when it may; returns when it stands in the line, or has begun.
    private Future<String> ask(FairTurns turns, AgencyId agency, long needs, String name) throws Exception {
        int before = turns.size();
        Future<String> answer = clients.submit(() -> turns.take(agency, needs, _ -> {
            synchronized (begun) {
                begun.add(name);
            }
            mayEnd.acquire();
            return name;
        }));
        while (turns.size() == before) Thread.onSpinWait();
        return answer;
    }

    private List<String> begun() {
        synchronized (begun) {
            return List.copyOf(begun);
        }
    }

    @Test
    void another_agency_is_served_before_all_that_one_has_waiting() throws Exception {
        FairTurns turns = turns(1, 100);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) all.add(ask(turns, BUSY, 1, "busy " + i));
        all.add(ask(turns, OTHER, 1, "other 0"));
        all.add(ask(turns, OTHER, 1, "other 1"));

        mayEnd.release(7);
        for (Future<String> answer : all) answer.get();

        assertThat(begun()).containsExactly("busy 0", "other 0", "busy 1", "other 1", "busy 2", "busy 3", "busy 4");
    }

    @Test
    void one_agency_fills_its_own_line_and_no_other() throws Exception {
        FairTurns turns = turns(1, 100);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 33; i++) all.add(ask(turns, BUSY, 1, "busy " + i));

        assertThatThrownBy(() -> turns.take(BUSY, 1, _ -> "one more"))
                .isInstanceOfSatisfying(
                        Refusal.Busy.class,
                        busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(10)));
        Future<String> other = ask(turns, OTHER, 1, "other");
        mayEnd.release(3);

        assertThat(other.get()).isEqualTo("other");
        mayEnd.release(31);
        for (Future<String> answer : all) answer.get();
        assertThat(turns.size()).isZero();
    }

    @Test
    void long_work_gives_way_between_two_steps_and_goes_on_afterwards() throws Exception {
        FairTurns turns = turns(1, 100);
        List<String> order = new ArrayList<>();
        CountDownLatch began = new CountDownLatch(1);
        Semaphore step = new Semaphore(0);
        Future<String> large = clients.submit(() -> turns.take(BUSY, 1, turn -> {
            order.add("begins");
            began.countDown();
            step.acquire();
            turn.giveWay();
            order.add("goes on");
            turn.giveWay();
            return "done";
        }));
        began.await();
        Future<String> own = ask(turns, BUSY, 1, "own");
        Future<String> small = ask(turns, OTHER, 1, "small");

        mayEnd.release();
        step.release();

        assertThat(small.get()).isEqualTo("small");
        assertThat(large.get()).isEqualTo("done");
        mayEnd.release();
        assertThat(own.get()).isEqualTo("own");
        assertThat(order).containsExactly("begins", "goes on");
        assertThat(begun()).containsExactly("small", "own");
    }

    @Test
    void one_agency_takes_half_of_the_room_and_what_needs_more_goes_alone() throws Exception {
        FairTurns turns = turns(4, 100);
        List<Future<String>> all = new ArrayList<>();
        all.add(ask(turns, BUSY, 40, "first"));
        all.add(ask(turns, BUSY, 40, "second"));
        assertThat(turns.running()).isEqualTo(1);
        all.add(ask(turns, OTHER, 40, "other"));
        assertThat(turns.running()).isEqualTo(2);
        all.add(ask(turns, AgencyId.random(), 1_000, "whole"));
        all.add(ask(turns, AgencyId.random(), 1, "newer"));
        assertThat(turns.running()).isEqualTo(2);
        while (begun().size() < 2) Thread.onSpinWait();

        mayEnd.release(5);
        for (Future<String> answer : all) answer.get();

        // room for the newer one was there all the time; the agency of the second one had a turn already
        assertThat(begun().subList(2, 5)).startsWith("whole").containsExactlyInAnyOrder("whole", "newer", "second");
        assertThat(turns.size()).isZero();
    }

    @Test
    void work_that_fails_leaves_its_turn() {
        FairTurns turns = turns(1, 1);

        assertThatThrownBy(() -> turns.take(BUSY, 1, _ -> {
                    throw Refusal.invalid("no photo");
                }))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessage("no photo");
        assertThat(turns.size()).isZero();
    }

    @Test
    void who_waits_too_long_leaves_the_line() throws Exception {
        FairTurns turns = new FairTurns("test", "Come again.", 1, 1, Duration.ZERO);
        Future<String> first = ask(turns, BUSY, 1, "first");

        assertThatThrownBy(() -> turns.take(OTHER, 1, _ -> "late"))
                .isInstanceOf(Refusal.Busy.class)
                .hasMessage("Come again.");
        assertThat(turns.size()).isEqualTo(1);
        mayEnd.release();
        assertThat(first.get()).isEqualTo("first");
    }
}
