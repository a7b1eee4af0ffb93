package beholden.drill.world;

import java.util.Arrays;
import java.util.List;

/// Who the clients of a vault are in one version of what happened: as many events of each as `events` says. All
/// worlds have the same capacity and the same schedule.
///
/// @param title  what happens, for the report
/// @param events of each agency, in the order in which they become clients
public record World(String title, List<Integer> events) {
    /// A few large clients and some small ones.
    public static final World UNEVEN =
            new World("five agencies of 60, 30, 12, 5 and 1 searches", List.of(60, 30, 12, 5, 1));

    /// Worlds that the first one is compared with.
    public static final List<World> OTHERS = List.of(
            new World("the same, the other way round", List.of(1, 5, 12, 30, 60)),
            new World("nine agencies of 12 searches each", List.of(12, 12, 12, 12, 12, 12, 12, 12, 12)),
            new World("no agency and no search", List.of()));

    public World {
        events = List.copyOf(events);
    }

    /// Number of events that all agencies have together.
    int total() {
        return events.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return title + " " + Arrays.toString(events.toArray());
    }
}
