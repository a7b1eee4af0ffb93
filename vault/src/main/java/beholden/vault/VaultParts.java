package beholden.vault;

import java.security.SecureRandom;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// What secrecy rests on, piece by piece, so that a drill can take one out and see whether it notices.
///
/// Everybody else uses [#standard()].
///
/// @param dummies     fresh random bytes
/// @param sealer      of boxes and chunks
/// @param arrangement random
/// @param pace        null: as many as the settings say
/// @param trace       does nothing
/// @param schedule    of ticks, once the vault is started: the vault's clock
public record VaultParts(
        Dummies dummies,
        Sealer sealer,
        Arrangement arrangement,
        @Nullable Pace pace,
        Trace trace,
        Schedule schedule) {

    /// What a vault runs with.
    public static VaultParts standard() {
        SecureRandom random = new SecureRandom();
        return new VaultParts(
                length -> {
                    byte[] bytes = new byte[length];
                    random.nextBytes(bytes);
                    return bytes;
                },
                new XAesGcmSealer(),
                cells -> Collections.shuffle(cells, random),
                null,
                _ -> {},
                new FixedRate());
    }

    public VaultParts with(Dummies other) {
        return new VaultParts(other, sealer, arrangement, pace, trace, schedule);
    }

    public VaultParts with(Sealer other) {
        return new VaultParts(dummies, other, arrangement, pace, trace, schedule);
    }

    public VaultParts with(Arrangement other) {
        return new VaultParts(dummies, sealer, other, pace, trace, schedule);
    }

    public VaultParts with(Pace other) {
        return new VaultParts(dummies, sealer, arrangement, other, trace, schedule);
    }

    public VaultParts with(Trace other) {
        return new VaultParts(dummies, sealer, arrangement, pace, other, schedule);
    }

    public VaultParts with(Schedule other) {
        return new VaultParts(dummies, sealer, arrangement, pace, trace, other);
    }
}
