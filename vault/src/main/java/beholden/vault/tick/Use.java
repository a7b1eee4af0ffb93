package beholden.vault.tick;

/// The share of what was used of what there was, over the last so many ticks.
final class Use {

    private final int[] used;
    private final int[] there;
    private int at;
    private long usedSum;
    private long thereSum;

    Use(int window) {
        this.used = new int[window];
        this.there = new int[window];
    }

    void add(int usedNow, int thereNow) {
        usedSum += usedNow - used[at];
        thereSum += thereNow - there[at];
        used[at] = usedNow;
        there[at] = thereNow;
        at = (at + 1) % used.length;
    }

    /// 0..1; 0 before the first tick.
    double share() {
        return thereSum == 0 ? 0 : (double) usedSum / thereSum;
    }
}
