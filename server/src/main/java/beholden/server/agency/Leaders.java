package beholden.server.agency;

import beholden.server.agency.AccountEvent.AccountInvited;
import beholden.server.agency.AccountEvent.AccountReinstated;
import beholden.server.agency.AccountEvent.AgencyFounded;
import beholden.server.agency.AccountEvent.RecoveryAgreed;
import beholden.server.agency.AccountEvent.RolesChanged;
import beholden.server.agency.Proposal.State;
import beholden.server.agency.ProposalEvent.ProposalAgreed;
import beholden.server.agency.ProposalEvent.ProposalMade;
import beholden.server.agency.ProposalEvent.ProposalRefused;
import beholden.server.events.AccountId;
import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.server.identity.Role;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Leaders of an agency, by whom they were given that power, and what was proposed.
public final class Leaders implements Fold {
    private final Set<AccountId> leading = new HashSet<>();
    /// Kept for every account: one that does not lead may be made to, while whoever invited it still has its link;
    /// one that leads no longer has given others power meanwhile.
    private final Map<AccountId, Given> given = new HashMap<>();

    private final Map<UUID, Proposal> proposals = new LinkedHashMap<>();
    private @Nullable Instant founded;
    private boolean atWork;

    /// Power that an account was given: it was invited, made a leader or reinstated, or its passkeys were replaced.
    ///
    /// @param by nobody, if it came from outside, as the first administrator's does
    private record Given(Instant at, Set<AccountId> by) {
        static Given of(Recorded recorded) {
            return new Given(recorded.at(), recorded.by() == null ? Set.of() : Set.of(recorded.by()));
        }

        boolean isNew(Instant now) {
            return now.isBefore(at.plus(Proposal.COOLING_OFF));
        }

        Given and(Set<AccountId> others) {
            Set<AccountId> all = new HashSet<>(by);
            all.addAll(others);
            return new Given(at, all);
        }
    }

    @Override
    public synchronized void apply(Recorded recorded) {
        switch (recorded.event()) {
            case AgencyFounded _ -> founded = recorded.at();
            case WorkBegan _ -> atWork = true;
            case AccountInvited it -> {
                give(it.account(), recorded);
                if (Account.lead(it.roles())) leading.add(it.account());
            }
            case RolesChanged it -> change(it.account(), it.roles(), recorded);
            case AccountReinstated it -> give(it.account(), recorded);
            case RecoveryAgreed it -> give(it.account(), recorded);
            case ProposalMade it ->
                proposals.put(it.id(), new Proposal(it.id(), it.what(), by(recorded), recorded.at(), null));
            case ProposalAgreed it -> agree(it.id(), recorded);
            case ProposalRefused it ->
                proposals.computeIfPresent(
                        it.id(),
                        (_, of) -> of.decided(
                                of.by().equals(recorded.by()) ? State.WITHDRAWN : State.REFUSED,
                                by(recorded),
                                recorded.at()));
            default -> {
                // changes nothing of who leads
            }
        }
    }

    private static AccountId by(Recorded recorded) {
        return Objects.requireNonNull(recorded.by());
    }

    private void change(AccountId account, Set<Role> roles, Recorded recorded) {
        if (!Account.lead(roles)) {
            leading.remove(account);
        } else if (leading.add(account)) {
            give(account, recorded);
        }
    }

    /// Notes who gives the account power now, together with whoever did so within the cooling-off time before.
    private void give(AccountId account, Recorded recorded) {
        Given now = Given.of(recorded);
        given.merge(account, now, (earlier, _) -> earlier.isNew(now.at()) ? now.and(earlier.by()) : now);
    }

    private void agree(UUID id, Recorded recorded) {
        Proposal proposal =
                proposals.computeIfPresent(id, (_, of) -> of.decided(State.AGREED, by(recorded), recorded.at()));
        if (proposal == null || proposal.what().account() == null) return;
        given.computeIfPresent(
                proposal.what().account(),
                (_, power) -> power.at().equals(recorded.at()) ? power.and(Set.of(proposal.by())) : power);
    }

    /// The time when the agency was founded, as long as it has not begun its work; empty afterwards.
    synchronized Optional<Instant> foundedWithoutWork() {
        return atWork ? Optional.empty() : Optional.ofNullable(founded);
    }

    /// Whether two accounts cannot be one person behind both: nobody who gave one of them its power within the
    /// cooling-off time is the other, or gave the other its power, directly or by accounts that are as new.
    public synchronized boolean areTwo(AccountId one, AccountId other, Instant now) {
        return Collections.disjoint(behind(one, now), behind(other, now));
    }

    private Set<AccountId> behind(AccountId account, Instant now) {
        Set<AccountId> behind = new HashSet<>();
        Deque<AccountId> next = new ArrayDeque<>(List.of(account));
        while (!next.isEmpty()) {
            AccountId one = next.remove();
            Given power = given.get(one);
            if (!behind.add(one) || power == null) continue;
            if (power.isNew(now)) next.addAll(power.by());
        }
        return behind;
    }

    synchronized Optional<Proposal> proposal(UUID id) {
        return Optional.ofNullable(proposals.get(id));
    }

    /// All proposals, the latest first.
    synchronized List<Proposal> proposals() {
        return List.copyOf(proposals.values()).reversed();
    }

    @Override
    public String toString() {
        return "leaders";
    }
}
