package beholden.vault.tick;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a vault is doing, all agencies together; of a single one it says nothing.
///
/// How much is waiting tells how much is going on. So this is for the operator's eyes while the vault runs,
/// and is neither logged nor stored.
///
/// @param waitingCells  real cells that wait for a tick
/// @param waitingChunks chunks of files that wait
/// @param cellUse       share of the cells of the last [#WINDOW] ticks that were real, 0..1
/// @param chunkUse      share of the last [#WINDOW] chunks that were real, 0..1
/// @param delay         until an event appended now would be recorded, if all goes well
/// @param ticksPerChunk ticks from one chunk to the next, which the advice depends on
/// @param trouble       why the last tick did not succeed and its batch waits; null if it did
public record VaultHealth(
        long waitingCells,
        long waitingChunks,
        double cellUse,
        double chunkUse,
        Duration delay,
        int ticksPerChunk,
        @Nullable String trouble) {

    /// Ticks over which use is measured: a minute, at a tick of 200 ms.
    public static final int WINDOW = 300;

    /// Above this share of use, waiting times grow quickly.
    public static final double HALF = 0.5;

    /// Advice to the operator, in sentences; empty if all is well.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(warningsForALog());
        if (cellUse > HALF) {
            warnings.add(("%.0f %% of the cells are in use; from half on, searches wait longer and longer: raise"
                            + " cellsPerTick in vault.json, and stop and start what runs the vault")
                    .formatted(100 * cellUse));
        }
        if (chunkUse > HALF) {
            warnings.add(
                    ("%.0f %% of the chunks of files are in use; when too many wait, searches are refused: lower %s"
                                    + " in vault.json, and stop and start what runs the vault")
                            .formatted(100 * chunkUse, ticksPerChunk > 1 ? "ticksPerChunk" : "tickMillis"));
        }
        return List.copyOf(warnings);
    }

    /// Warnings that do not tell how much is going on.
    public List<String> warningsForALog() {
        return trouble == null
                ? List.of()
                : List.of("the last tick did not succeed, and what was to be written waits: " + trouble);
    }
}
