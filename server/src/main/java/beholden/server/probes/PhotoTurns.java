package beholden.server.probes;

import beholden.faces.FaceEngine;
import beholden.faces.Pace;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.server.refusal.Refusal;
import beholden.server.turns.FairTurns;
import beholden.vault.key.AgencyId;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Turns at decoding photos and looking for their faces: all photos that are not imported wait in these lines, those
/// of the comparison view and of reports too.
@Component
public class PhotoTurns {
    private final FairTurns turns;
    private final PhotoDecoder decoder;

    PhotoTurns(FaceEngine engine) {
        this.turns = new FairTurns(
                "photo",
                "Too many photos are being looked at; try again in some seconds.",
                engine.settings().threads(),
                Runtime.getRuntime().maxMemory() / 2,
                Duration.ofSeconds(20));
        this.decoder = new PhotoDecoder(engine.settings().limits());
    }

    /// Work on one photo, which keeps to a pace where it looks for faces.
    @FunctionalInterface
    public interface Work<T> {
        T at(Pace pace) throws Exception;
    }

    /// Works on a photo when the agency's turn comes, and gives way to others between two steps.
    ///
    /// @param name of the photo in a refusal
    /// @throws Refusal if it is not a photo that is decoded, has too much to look at, or others take too long
    public <T> T take(AgencyId agency, byte[] photo, String name, Work<T> work) throws Exception {
        return turns.take(agency, memory(photo, name), turn -> work.at(new BoundedPace(turn::giveWay)));
    }

    private long memory(byte[] photo, String name) {
        try {
            return decoder.memory(photo, name);
        } catch (PhotoRefusedException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }
}
