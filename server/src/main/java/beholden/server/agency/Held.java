package beholden.server.agency;

import beholden.server.events.AccountId;
import beholden.server.identity.Passkey;
import beholden.server.identity.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account with what lets its owner in.
///
/// @param numbered  the number of the account's latest passkey, there still or not
/// @param term      counts suspensions
/// @param admission the ticket by which a passkey may be registered, and is the only one then
/// @param recovery  hash of the printed code
record Held(
        Account account,
        List<Passkey> passkeys,
        int numbered,
        int term,
        @Nullable UUID admission,
        @Nullable UUID recovery) {

    Held {
        passkeys = List.copyOf(passkeys);
    }

    static Held invited(AccountId id, String name, Set<Role> roles, Instant at) {
        Account account = new Account(id, name, roles, Account.State.INVITED, List.of(), at);
        return new Held(account, List.of(), 0, 0, null, null);
    }

    boolean isSuspended() {
        return account.state() == Account.State.SUSPENDED;
    }

    Optional<Passkey> passkey(int number) {
        return passkeys.stream().filter(passkey -> passkey.number() == number).findFirst();
    }

    Held named(String name) {
        return with(new Account(
                account.id(), name, account.roles(), account.state(), account.trainings(), account.created()));
    }

    Held inRoles(Set<Role> roles) {
        return with(new Account(
                account.id(), account.name(), roles, account.state(), account.trainings(), account.created()));
    }

    Held suspended() {
        return new Held(in(Account.State.SUSPENDED), passkeys, numbered, term + 1, null, recovery);
    }

    Held reinstated() {
        return with(in(passkeys.isEmpty() ? Account.State.INVITED : Account.State.ACTIVE));
    }

    private Account in(Account.State state) {
        return new Account(
                account.id(), account.name(), account.roles(), state, account.trainings(), account.created());
    }

    Held trained(Training training) {
        List<Training> all = new ArrayList<>(account.trainings());
        all.add(training);
        return with(
                new Account(account.id(), account.name(), account.roles(), account.state(), all, account.created()));
    }

    /// This account with one passkey more, or with it alone: then whoever had the others can recover nothing
    /// either.
    Held with(Passkey passkey, boolean alone) {
        List<Passkey> all = alone ? new ArrayList<>() : new ArrayList<>(passkeys);
        all.add(passkey);
        return new Held(
                in(Account.State.ACTIVE),
                all,
                passkey.number(),
                term,
                alone ? null : admission,
                alone ? null : recovery);
    }

    Held used(int number, long signatures, Instant at) {
        return with(passkeys.stream()
                .map(passkey -> passkey.number() == number ? passkey.used(signatures, at) : passkey)
                .toList());
    }

    Held without(int number) {
        return with(
                passkeys.stream().filter(passkey -> passkey.number() != number).toList());
    }

    Held admitted(UUID ticket) {
        return new Held(account, passkeys, numbered, term, ticket, recovery);
    }

    Held recoverable(@Nullable UUID hash) {
        return new Held(account, passkeys, numbered, term, admission, hash);
    }

    private Held with(Account changed) {
        return new Held(changed, passkeys, numbered, term, admission, recovery);
    }

    private Held with(List<Passkey> changed) {
        return new Held(account, changed, numbered, term, admission, recovery);
    }

    @Override
    public String toString() {
        return "account";
    }
}
