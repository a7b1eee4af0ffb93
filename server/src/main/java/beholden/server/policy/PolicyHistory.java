package beholden.server.policy;

import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.server.policy.PolicyEvent.PolicyChanged;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The policies that were in force, as the operator's log tells them; an agency's log has none.
final class PolicyHistory implements Fold {
    private volatile @Nullable String latest;

    @Override
    public void apply(Recorded recorded) {
        if (recorded.event() instanceof PolicyChanged change) latest = change.text();
    }

    /// Text of the one that came into force last.
    Optional<String> latest() {
        return Optional.ofNullable(latest);
    }
}
