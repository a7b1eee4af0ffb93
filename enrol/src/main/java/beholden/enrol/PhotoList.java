package beholden.enrol;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// The photos that an import looks at.
public interface PhotoList {

    /// Each once, in an order that is the same every time.
    Collection<Path> files();

    /// @param file one of [#files()]
    PhotoFacts facts(Path file);

    /// Entries that could not be taken into the list; counted and reported as refused.
    List<Unreadable> unreadable();

    /// @param name   what reports call it
    /// @param reason for people: the thing, the fact, the limit
    record Unreadable(String name, String reason) {}
}
