package beholden.server.probes;

import beholden.server.casework.CaseId;
import beholden.server.refusal.Refusal;
import java.util.UUID;
import java.util.function.Function;

/// Ids in paths: what is none answers like one that there is not.
public final class Ids {
    private static final int UUID_LENGTH = 36;

    private Ids() {}

    public static CaseId caseId(String text) {
        return parse(text, CaseId::new);
    }

    public static ProbeId probeId(String text) {
        return parse(text, ProbeId::new);
    }

    /// 1, 2, 3, …
    public static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) throw Refusal.notFound();
        return Integer.parseInt(text);
    }

    // UUID.fromString takes shorter forms too, and one thing has one address
    public static <T> T parse(String text, Function<UUID, T> id) {
        if (text.length() != UUID_LENGTH) throw Refusal.notFound();
        try {
            return id.apply(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            throw Refusal.notFound();
        }
    }
}
