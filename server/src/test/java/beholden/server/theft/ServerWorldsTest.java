package beholden.server.theft;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.drill.statistic.Comparison;
import beholden.drill.statistic.Distinction;
import beholden.drill.statistic.Runs;
import beholden.server.Browser;
import beholden.server.theft.ServerWorld.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a thief can tell a server that works for agencies of very different size from one without any client, by
/// the statistics of `beholden drill`.
///
/// Who cannot tell that cannot tell how many agencies there are either, nor whose searches were many.
class ServerWorldsTest {
    /// The fewest that `beholden drill` takes.
    private static final int RUNS = 12;

    private static final long SEED = 6;

    @TempDir
    private Path temp;

    private int rounds;

    private List<Measured> runs(ServerWorld.Half first, ServerWorld.Half second, ServerWorld.Half last)
            throws IOException {
        List<Measured> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) runs.add(ServerWorld.run(temp.resolve("run-" + ++rounds), first, second, last));
        return runs;
    }

    private List<Measured> working() throws IOException {
        KnownAgency[] large = new KnownAgency[1];
        Browser[] examiner = new Browser[1];
        return runs(
                world -> {
                    large[0] = world.agency("Northmoor Constabulary", "northmoor");
                    examiner[0] = large[0].joined("EXAMINER");
                    world.investigate(large[0], examiner[0]);
                    KnownAgency small = world.agency("Southfen Rural Police", "southfen");
                    world.investigate(small, small.joined("EXAMINER"));
                },
                world -> {
                    world.investigate(large[0], examiner[0]);
                    world.mistake(examiner[0]);
                    examiner[0].signOut();
                },
                world -> {
                    examiner[0].signIn().expect(200);
                    world.search(large[0], examiner[0], large[0].opened(examiner[0], "homicide"));
                });
    }

    private List<Measured> idle() throws IOException {
        return runs(_ -> {}, _ -> {}, _ -> {});
    }

    @Test
    void nobody_can_tell_whether_a_server_has_any_client() throws Exception {
        List<Measured> working = working();
        List<Measured> idle = idle();

        Distinction distinction = Distinction.between(
                round -> honest(round == 0 ? working : working()), round -> honest(round == 0 ? idle : idle()), SEED);

        assertThat(distinction.leaks()).isEmpty();
        assertThat(distinction.separated()).isEmpty();

        // what a careless server leaves gives it away by just that
        Comparison careless = Comparison.of(careless(working), careless(idle), Distinction.MISS, SEED);
        assertThat(careless.telling(Distinction.SCREENING_LEVEL))
                .extracting(Comparison.Feature::name)
                .contains("careless: cases, files", "careless: access, bytes")
                .allMatch(name -> name.startsWith("careless: "));
    }

    private static Runs honest(List<Measured> runs) {
        return Runs.of(runs.stream().map(Measured::honest).toList());
    }

    private static Runs careless(List<Measured> runs) {
        return Runs.of(runs.stream().map(Measured::careless).toList());
    }
}
