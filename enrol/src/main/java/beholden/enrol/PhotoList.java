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

    /// What could not be taken into the list, each with the thing and the fact; counted as refused.
    List<String> unreadable();
}
