package beholden.faces;

/// Steps in which the faces of a photo are found and described, each some milliseconds of one core: whoever asked for
/// it may let others go first between two of them, or give the photo up.
///
/// There is a step for each look at a part of the photo (several at once for a large part), for each place where a
/// face may be, and for each part of describing one. So their number depends on the photo and the pack alone.
@FunctionalInterface
public interface Pace {

    /// A pace that never waits.
    Pace FREE = () -> {};

    /// Called before each step, on the thread that takes it. It may wait; what it throws ends the work.
    void step();
}
