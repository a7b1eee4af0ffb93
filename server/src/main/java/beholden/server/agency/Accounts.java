package beholden.server.agency;

import beholden.server.agency.AccountEvent.*;
import beholden.server.events.AccountId;
import beholden.server.events.Doer;
import beholden.server.events.Fold;
import beholden.server.events.Means;
import beholden.server.events.Recorded;
import beholden.server.identity.Passkey;
import beholden.server.identity.Role;
import beholden.server.names.Names;
import beholden.server.oidc.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The accounts of an agency, or of the operator.
public final class Accounts implements Fold {
    private final Map<AccountId, Held> held = new LinkedHashMap<>();
    private final Map<UUID, Invitation> invitations = new LinkedHashMap<>();
    private final Map<UUID, ApiKey> keys = new LinkedHashMap<>();
    private Federation federation = Federation.NONE;
    private String agencyName = "";

    @Override
    public synchronized void apply(Recorded recorded) {
        if (!(recorded.event() instanceof AccountEvent event)) return;
        switch (event) {
            case AgencyFounded it -> agencyName = it.name();
            case AccountInvited it -> {
                held.put(it.account(), Held.invited(it.account(), it.name(), it.roles(), recorded.at()));
                invite(new Invitation(it.ticket(), it.account(), it.code(), it.until(), 0));
            }
            case InvitationTried it -> invitations.computeIfPresent(it.ticket(), (_, of) -> of.tried());
            case InvitationAccepted it -> accept(it);
            case PasskeyAdded it -> {
                change(recorded.by(), of -> of.with(passkey(of, it, recorded.at()), it.ticket() != null));
                if (it.ticket() != null) {
                    // whoever had the passkeys before may have made these
                    federation = federation.unlinked(by(recorded));
                    keys.values().removeIf(of -> of.account().equals(by(recorded)));
                }
            }
            case PasskeyUsed it -> change(recorded.by(), of -> of.used(it.passkey(), it.signatures(), recorded.at()));
            case PasskeyRemoved it -> change(recorded.by(), of -> of.without(it.passkey()));
            case RolesChanged it -> change(it.account(), of -> of.inRoles(it.roles()));
            case AccountSuspended it -> {
                change(it.account(), Held::suspended);
                invitations.values().removeIf(of -> of.account().equals(it.account()));
                keys.values().removeIf(of -> of.account().equals(it.account()));
            }
            case AccountReinstated it -> change(it.account(), Held::reinstated);
            case TrainingRecorded it ->
                change(it.account(), of -> of.trained(new Training(it.course(), it.on(), it.until())));
            case RecoveryCodeMade it -> change(recorded.by(), of -> of.recoverable(it.hash()));
            case RecoveryCodeUsed it ->
                recovering(it.hash())
                        .ifPresent(account -> change(
                                account.account().id(),
                                of -> of.recoverable(null).admitted(it.hash())));
            case RecoveryProposed _ -> {}
            case RecoveryAgreed it -> invite(new Invitation(it.ticket(), it.account(), it.code(), it.until(), 0));
            case ApiKeyMade it ->
                keys.put(
                        it.id(),
                        new ApiKey(
                                it.id(), it.hash(), by(recorded), it.name(), it.search(), recorded.at(), it.until()));
            case ApiKeyRemoved it -> keys.remove(it.id());
            case ProviderConfigured it ->
                federation = federation.with(
                        new Provider(it.issuer(), it.clientId(), it.clientSecret(), it.claim()), it.pointed());
            case ProviderRemoved _ -> federation = federation.without();
            case ProviderLinked it ->
                federation =
                        federation.linked(by(recorded), new Federation.Link(it.link(), it.subject(), recorded.at()));
            case ProviderUnlinked it -> federation = federation.unlinked(it.account());
            case ProviderUsed _ -> {}
            case ProviderRefused it ->
                federation = federation.refused(new Federation.Refusal(recorded.at(), it.why(), it.account()));
        }
    }

    /// An account has one invitation at a time.
    private void invite(Invitation invitation) {
        invitations.values().removeIf(of -> of.account().equals(invitation.account()));
        invitations.put(invitation.ticket(), invitation);
    }

    private void accept(InvitationAccepted it) {
        Invitation invitation = invitations.remove(it.ticket());
        if (invitation == null) return;
        change(invitation.account(), of -> (it.name() == null ? of : of.named(it.name())).admitted(it.ticket()));
    }

    private static Passkey passkey(Held of, PasskeyAdded it, Instant at) {
        return new Passkey(of.numbered() + 1, it.label(), it.data(), it.transports(), 0, at, at);
    }

    private static AccountId by(Recorded recorded) {
        return Objects.requireNonNull(recorded.by());
    }

    private void change(@Nullable AccountId id, UnaryOperator<Held> how) {
        held.computeIfPresent(Objects.requireNonNull(id), (_, of) -> how.apply(of));
    }

    @Override
    public synchronized boolean admits(Doer who) {
        Held of = held.get(who.account());
        if (of == null) return true;
        Set<String> roles = of.account().roles().stream().map(Role::name).collect(Collectors.toSet());
        return of.account().state() != Account.State.SUSPENDED
                && roles.containsAll(who.rights())
                && holds(of, who.entry().means());
    }

    /// Whether means by which somebody came in still let the account in.
    synchronized boolean holds(AccountId id, Means by) {
        Held of = held.get(id);
        return of != null && holds(of, by);
    }

    private boolean holds(Held of, Means by) {
        return switch (by) {
            case Means.ByPasskey it ->
                it.term() == of.term() && of.passkey(it.number()).isPresent();
            case Means.ByProvider it ->
                it.term() == of.term()
                        && federation
                                .link(of.account().id())
                                .filter(link -> link.id().equals(it.link()))
                                .isPresent();
            case Means.ByKey it -> keys.containsKey(it.id());
            case Means.ByTicket it -> !of.isSuspended() && it.ticket().equals(of.admission());
            case Means.OfServer _ -> true;
        };
    }

    public synchronized Optional<Account> account(AccountId id) {
        return held(id).map(Held::account);
    }

    /// Whether the account may search, and say what candidates are.
    public boolean mayExamine(AccountId id) {
        return account(id).filter(Account::mayExamine).isPresent();
    }

    /// All, in the order they were invited.
    public synchronized List<Account> all() {
        return held.values().stream().map(Held::account).toList();
    }

    /// The name of an account; empty for one whose records are damaged.
    public String name(AccountId id) {
        return account(id).map(Account::name).orElse("");
    }

    /// Refuses a name, as a conflict, that looks like somebody else's here.
    ///
    /// @param of whose name it is or will be
    void requireDistinct(String name, AccountId of) {
        Names.requireDistinct(
                name, all().stream().filter(account -> !account.id().equals(of)).map(Account::name));
    }

    public synchronized String agencyName() {
        return agencyName;
    }

    synchronized Optional<Held> held(AccountId id) {
        return Optional.ofNullable(held.get(id));
    }

    /// The account whose printed code has this hash.
    synchronized Optional<Held> recovering(UUID hash) {
        return held.values().stream().filter(of -> hash.equals(of.recovery())).findFirst();
    }

    synchronized Optional<Invitation> invitation(UUID ticket) {
        return Optional.ofNullable(invitations.get(ticket));
    }

    synchronized Optional<ApiKey> keyWithHash(UUID hash) {
        return keys.values().stream().filter(key -> key.hash().equals(hash)).findFirst();
    }

    synchronized Federation federation() {
        return federation;
    }

    /// API keys of all accounts, also those that have expired.
    synchronized List<ApiKey> keys() {
        return new ArrayList<>(keys.values());
    }

    @Override
    public String toString() {
        return "accounts";
    }
}
