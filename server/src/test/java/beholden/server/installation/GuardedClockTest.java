package beholden.server.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Times of a machine whose clock jumps.
class GuardedClockTest {
    private static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    private Path folder;

    private Path note;
    private Instant machine = BEGIN;
    private long nanos;

    @BeforeEach
    void name() {
        note = folder.resolve(GuardedClock.NOTE);
    }

    private GuardedClock open(boolean isRight) throws IOException {
        return GuardedClock.open(note, () -> machine, () -> nanos, isRight);
    }

    private void pass(Duration time) {
        machine = machine.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void a_clock_that_goes_well_is_followed() throws IOException {
        GuardedClock clock = open(false);
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofHours(7));
            machine = machine.plusSeconds(i % 2 == 0 ? 20 : -20);
            assertThat(clock.instant()).isEqualTo(machine);
            assertThat(clock.disbelieved()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {400 * 24, 49, -1, -400 * 24})
    void a_jump_is_not_followed_until_the_clock_is_back(long hours) throws IOException {
        GuardedClock clock = open(false);
        machine = machine.plus(Duration.ofHours(hours));
        pass(Duration.ofSeconds(100));

        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(100));
        assertThat(clock.disbelieved()).contains(machine);

        machine = BEGIN.plusSeconds(100);
        pass(Duration.ofSeconds(20));
        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(120));
        assertThat(clock.disbelieved()).isEmpty();
    }

    @Test
    void a_machine_that_slept_over_a_weekend_is_believed() throws IOException {
        GuardedClock clock = open(false);
        machine = machine.plus(Duration.ofHours(47));
        assertThat(clock.instant()).isEqualTo(machine);
    }

    @Test
    void time_never_goes_back() throws IOException {
        GuardedClock clock = open(false);
        machine = machine.minusSeconds(200);
        assertThat(clock.instant()).isEqualTo(BEGIN);
        pass(Duration.ofSeconds(100));
        assertThat(clock.instant()).isEqualTo(BEGIN);
        pass(Duration.ofSeconds(150));
        assertThat(clock.instant()).isEqualTo(machine).isEqualTo(BEGIN.plusSeconds(50));
    }

    @Test
    void the_time_before_a_stop_counts_after_it_unless_somebody_says_that_the_machine_is_right() throws IOException {
        open(false).note();
        machine = BEGIN.plus(Duration.ofDays(13));
        assertThat(open(false).instant()).isEqualTo(machine);

        machine = BEGIN.plus(Duration.ofDays(400));
        GuardedClock disbelieving = open(false);
        assertThat(disbelieving.instant()).isEqualTo(BEGIN);
        assertThat(disbelieving.disbelieved()).contains(machine);
        disbelieving.note();

        machine = BEGIN.minus(Duration.ofHours(1));
        assertThat(open(false).instant()).isEqualTo(BEGIN);

        machine = BEGIN.plus(Duration.ofDays(400));
        GuardedClock believing = open(true);
        assertThat(believing.instant()).isEqualTo(machine);
        believing.note();
        assertThat(open(false).instant()).isEqualTo(machine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"format\":9,\"last\":\"2026-11-29T12:00:00Z\"}",
                "{\"format\":1,\"last\":\"soon\"}"
            })
    void a_damaged_note_is_named(String content) throws IOException {
        Files.writeString(note, content);
        assertThatThrownBy(() -> open(false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(GuardedClock.NOTE)
                .hasMessageContaining("damaged");
        assertThat(note).hasContent(content);
        assertThat(open(true).instant()).isEqualTo(BEGIN);
    }
}
