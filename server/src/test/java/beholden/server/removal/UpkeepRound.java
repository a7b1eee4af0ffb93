package beholden.server.removal;

import beholden.server.Desk;
import java.util.concurrent.ExecutionException;

/// Lets what is due with sources and photos be done at once.
public final class UpkeepRound {
    private UpkeepRound() {}

    /// Comes back when it is done.
    public static void on(Desk desk) throws InterruptedException, ExecutionException {
        desk.server().running().part(Upkeep.class).soon().get();
    }
}
