package beholden.vault.setup;

import beholden.vault.seal.CommittingSealer;
import beholden.vault.seal.Sealer;
import java.security.SecureRandom;
import java.util.Collections;

/// Pieces that secrecy rests on, so that a drill can take one out and see whether it notices.
///
/// Everybody else uses [#standard()].
///
/// @param dummies     fresh random bytes
/// @param sealer      of boxes and chunks: one that commits to the key of each
/// @param arrangement random
/// @param pace        as many cells as the settings say, whatever waits
/// @param trace       does nothing
/// @param schedule    of ticks, once the vault is started: its clock
public record VaultParts(
        Dummies dummies, Sealer sealer, Arrangement arrangement, Pace pace, Trace trace, Schedule schedule) {

    /// The parts that a vault runs with.
    public static VaultParts standard() {
        SecureRandom random = new SecureRandom();
        return new VaultParts(
                length -> {
                    byte[] bytes = new byte[length];
                    random.nextBytes(bytes);
                    return bytes;
                },
                new CommittingSealer(),
                cells -> Collections.shuffle(cells, random),
                (perTick, _) -> perTick,
                _ -> {},
                new FixedRate());
    }

    public VaultParts withDummies(Dummies other) {
        return new VaultParts(other, sealer, arrangement, pace, trace, schedule);
    }

    public VaultParts withSealer(Sealer other) {
        return new VaultParts(dummies, other, arrangement, pace, trace, schedule);
    }

    public VaultParts withArrangement(Arrangement other) {
        return new VaultParts(dummies, sealer, other, pace, trace, schedule);
    }

    public VaultParts withPace(Pace other) {
        return new VaultParts(dummies, sealer, arrangement, other, trace, schedule);
    }

    public VaultParts withTrace(Trace other) {
        return new VaultParts(dummies, sealer, arrangement, pace, other, schedule);
    }

    public VaultParts withSchedule(Schedule other) {
        return new VaultParts(dummies, sealer, arrangement, pace, trace, other);
    }
}
