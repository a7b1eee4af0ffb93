package beholden.enrol;

import beholden.gallery.Progress;
import java.io.IOException;
import java.nio.file.Path;

/// Told how far an import is, on the thread that runs it.
@FunctionalInterface
public interface ImportProgress extends Progress {

    /// What became of this photo, and of all before it in the list, is durable in the gallery and in the report.
    default void committed(Path last) throws IOException {}
}
