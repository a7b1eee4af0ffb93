package beholden.server.policy;

import beholden.ground.Sha256;
import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.server.policy.PolicyEvent.PolicyChanged;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The policies that were in force, as the operator's log tells them; an agency's log has none.
final class PolicyHistory implements Fold {
    private volatile @Nullable Latest latest;
    /// SHA-256 of the text of each.
    private final Set<String> all = ConcurrentHashMap.newKeySet();

    @Override
    public void apply(Recorded recorded) {
        if (!(recorded.event() instanceof PolicyChanged change)) return;
        latest = new Latest(recorded.number(), change.policy());
        all.add(Sha256.hex(change.policy().getBytes(StandardCharsets.UTF_8)));
    }

    /// Whether a policy with this text was ever in force.
    boolean knows(String text) {
        return all.contains(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// A policy that is in force, if its event is recorded.
    ///
    /// @param number of the event by which it came into force
    record Latest(int number, String text) {}

    /// The one that came into force last.
    Optional<Latest> latest() {
        return Optional.ofNullable(latest);
    }
}
