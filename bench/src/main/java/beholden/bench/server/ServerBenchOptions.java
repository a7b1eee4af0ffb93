package beholden.bench.server;

import java.nio.file.Path;
import java.time.Duration;

/// Options of the server's benchmark: what it measures, and the folder it works in.
///
/// @param workFolder for the installation, deleted at the end
/// @param plots      folder for the PNG files
/// @param size       synthetic faces in the gallery, beside those of the photos
/// @param searches   by one client alone
/// @param clients    at once, each with an account of its own
/// @param load       how long they search, at each of two schedules
/// @param seed       another seed is other faces
public record ServerBenchOptions(
        Path workFolder, Path plots, int size, int searches, int clients, Duration load, long seed) {
    private static final int MOST_FACES = 10_000_000;
    private static final int MOST_SEARCHES = 10_000;
    private static final int MOST_CLIENTS = 64;

    public ServerBenchOptions {
        require("faces", size, 1, MOST_FACES);
        require("searches", searches, 1, MOST_SEARCHES);
        require("clients", clients, 1, MOST_CLIENTS);
        require("seconds of load", load.toSeconds(), 1, Duration.ofHours(1).toSeconds());
    }

    private static void require(String what, long value, int least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s: %,d is outside %,d to %,d".formatted(what, value, least, most));
        }
    }
}
