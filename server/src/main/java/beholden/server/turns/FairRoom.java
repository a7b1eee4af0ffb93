package beholden.server.turns;

import beholden.vault.key.AgencyId;
import java.util.HashMap;
import java.util.Map;

/// Room that agencies share, such as memory, taken in pieces: half of it is all that one agency has, except that each
/// may have one piece of any size that fits.
///
/// For example, of 100 an agency has five pieces of 10, or one of 80. Whatever it does, half is left for others, or
/// what its one piece leaves. Safe for use by many threads.
public final class FairRoom {
    private final long room;
    private final Map<AgencyId, Long> held = new HashMap<>();

    public FairRoom(long room) {
        this.room = room;
    }

    /// Takes a piece for an agency, if it may have it and there is room for it now.
    public synchronized boolean take(AgencyId agency, long piece) {
        if (isOverShare(agency, piece) || !fits(piece)) return false;
        held.merge(agency, piece, Long::sum);
        return true;
    }

    /// Gives back a piece that an agency took, or a part of one.
    public synchronized void giveBack(AgencyId agency, long piece) {
        held.computeIfPresent(agency, (_, before) -> before == piece ? null : before - piece);
    }

    /// Whether an agency would have more than its share with this piece, however much room there is.
    synchronized boolean isOverShare(AgencyId agency, long piece) {
        long before = held.getOrDefault(agency, 0L);
        return before > 0 && before + piece > room / 2;
    }

    /// Whether there is as much room now, whoever it is for.
    synchronized boolean fits(long piece) {
        return held.values().stream().mapToLong(Long::longValue).sum() + piece <= room;
    }
}
