package beholden.drill.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// When who does what in a world: drawn from the seed, at any tick after the agency became a client.
final class Timeline {
    /// Ticks of a run. The two copies that a thief takes are half of them apart: the week between two backups.
    static final int TICKS = 120;

    /// Cells that every tick writes.
    static final int CELLS_PER_TICK = 4;

    /// Ticks for each chunk, so few that waiting chunks never decide anything.
    static final int TICKS_PER_CHUNK = 2;

    /// The thief's own agency appends one event as often as this, in every world alike.
    static final int TICKS_PER_INSIDER = 4;

    /// Every so many events come with a photo.
    private static final int EVENTS_PER_PHOTO = 8;

    /// Nothing new is begun so near the end, so that all is written when the thief comes.
    private static final int QUIET = 20;

    /// No event is appended at this tick or later.
    static final int LAST_EVENT = TICKS - QUIET;

    /// Deeds of an agency.
    enum Act {
        JOINS,
        APPENDS,
        APPENDS_WITH_PHOTO,
        READS
    }

    record Step(int agency, Act act) {}

    private final List<List<Step>> steps = new ArrayList<>();

    Timeline(World world, SplittableRandom random) {
        for (int tick = 0; tick < TICKS; tick++) steps.add(new ArrayList<>());
        int agencies = world.events().size();
        for (int agency = 0; agency < agencies; agency++) {
            int joins = agency * LAST_EVENT * 3 / 4 / agencies;
            steps.get(joins).add(new Step(agency, Act.JOINS));
            int events = world.events().get(agency);
            for (int i = 0; i < events; i++) {
                Act act = i % EVENTS_PER_PHOTO == 1 ? Act.APPENDS_WITH_PHOTO : Act.APPENDS;
                steps.get(random.nextInt(joins, LAST_EVENT)).add(new Step(agency, act));
            }
            for (int i = 0; i < 3; i++) {
                steps.get(random.nextInt(joins, TICKS)).add(new Step(agency, Act.READS));
            }
        }
    }

    List<Step> at(int tick) {
        return steps.get(tick);
    }
}
