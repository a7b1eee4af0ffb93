package beholden.enrol;

import beholden.gallery.Progress;
import java.io.IOException;
import java.nio.file.Path;

/// Told how far an import is, on the thread that runs it.
@FunctionalInterface
public interface ImportProgress extends Progress {

    /// Told that what became of this photo, and of all before it in the list, is in the gallery for good and in the
    /// report.
    default void committed(Path last) throws IOException {}
}
