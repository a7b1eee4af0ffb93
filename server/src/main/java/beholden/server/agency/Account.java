package beholden.server.agency;

import beholden.server.events.AccountId;
import beholden.server.identity.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Somebody of an agency, or of the operator.
///
/// @param roles     at least one; an operator's account has that role alone
/// @param trainings in the order they were recorded
/// @param created   when the account was invited
public record Account(
        AccountId id, String name, Set<Role> roles, State state, List<Training> trainings, Instant created) {

    /// Most characters of a name of a person, a course or a key.
    static final int LONGEST_NAME = 100;

    /// Most characters of a reason for what is done to an account.
    static final int LONGEST_REASON = 500;

    public enum State {
        /// Has registered no passkey yet.
        INVITED,
        ACTIVE,
        SUSPENDED
    }

    public Account {
        if (roles.isEmpty()) throw new IllegalArgumentException("an account has a role");
        roles = Set.copyOf(roles);
        trainings = List.copyOf(trainings);
    }

    /// Whether a training record holds on a day.
    public boolean trainedOn(LocalDate day) {
        return trainings.stream().anyMatch(training -> training.holdsOn(day));
    }

    /// The last day on which the training holds that holds longest; empty if there is none at all.
    public Optional<LocalDate> trainedUntil() {
        return trainings.stream().map(Training::until).max(Comparator.naturalOrder());
    }

    /// Whether it may search, and say what candidates are.
    public boolean mayExamine() {
        return state == State.ACTIVE && roles.contains(Role.EXAMINER);
    }

    /// Whether somebody with these roles leads an agency, or the installation.
    static boolean lead(Set<Role> roles) {
        return roles.contains(Role.ADMINISTRATOR) || roles.contains(Role.OPERATOR);
    }

    /// Whether it holds that power now.
    boolean leads() {
        return state == State.ACTIVE && lead(roles);
    }

    boolean has(Role role) {
        return roles.contains(role);
    }

    @Override
    public String toString() {
        return "account";
    }
}
