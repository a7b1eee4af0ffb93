package beholden.server.probes;

import beholden.faces.Pace;
import beholden.server.refusal.Refusal;

/// Pace that gives a photo up which has far more to look at than any that shows people to be found: one of a
/// thousand small faces would take a core for an hour.
final class BoundedPace implements Pace {
    /// The largest photo takes 800 steps, and two hundred faces on it 1,200 more: half of what is allowed.
    static final int MOST_STEPS = 4_000;

    private final Pace inner;
    private int steps;

    BoundedPace(Pace inner) {
        this.inner = inner;
    }

    @Override
    public void step() {
        if (++steps > MOST_STEPS) {
            throw Refusal.invalid("the photo: it has too many places that may be faces; cut out the part that matters");
        }
        inner.step();
    }
}
