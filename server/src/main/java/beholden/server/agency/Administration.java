package beholden.server.agency;

import beholden.ground.TypedText;
import beholden.server.agency.AccountEvent.AccountReinstated;
import beholden.server.agency.AccountEvent.AccountSuspended;
import beholden.server.agency.AccountEvent.RolesChanged;
import beholden.server.agency.AccountEvent.TrainingRecorded;
import beholden.server.agency.ProposalEvent.InvitationWanted;
import beholden.server.agency.Proposals.Asked;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.AgencyEvent;
import beholden.server.events.Deed.Happening;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.names.Names;
import beholden.server.refusal.Refusal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Deeds of those who lead an agency on its accounts. Nobody does it to his own account, and who leads is changed by
/// two: so of two who lead one is always left, and of more than two, two are.
@Component
class Administration {
    private static final int LONGEST_TRAINING_YEARS = 5;

    private final AgencyBooks books;
    private final Invitations invitations;
    private final Proposals proposals;
    private final InstantSource clock;

    Administration(AgencyBooks books, Invitations invitations, Proposals proposals, InstantSource clock) {
        this.books = books;
        this.invitations = invitations;
        this.proposals = proposals;
        this.clock = clock;
    }

    List<Account> all(SignedIn who) {
        return books.of(who.agency()).fold(Accounts.class).all();
    }

    Asked invite(SignedIn who, @Nullable String name, @Nullable Set<Role> roles) {
        String line = Names.checked("name", name, Account.LONGEST_NAME);
        Set<Role> suitable = suitable(who, roles);
        AccountId account = AccountId.random();
        AgencyBook book = books.of(who.agency());
        return book.actAs(who, happening -> {
            book.fold(Accounts.class).requireDistinct(line, account);
            return Account.lead(suitable)
                    ? proposals.setUp(book, new InvitationWanted(account, line, suitable), happening)
                    : new Asked(invitations.invite(book.agency(), account, line, suitable, happening), null);
        });
    }

    Account suspend(SignedIn who, AccountId id, @Nullable String reason) {
        String why = TypedText.prose("reason", reason, Account.LONGEST_REASON);
        return change(who, id, (account, change) -> {
            if (account.state() == Account.State.SUSPENDED) throw Refusal.conflict("the account is suspended already");
            AccountSuspended suspended = new AccountSuspended(id, why);
            if (account.leads()) change.propose(suspended);
            else change.record(suspended);
        });
    }

    Account reinstate(SignedIn who, AccountId id, @Nullable String reason) {
        String why = TypedText.prose("reason", reason, Account.LONGEST_REASON);
        return change(who, id, (account, change) -> {
            if (account.state() != Account.State.SUSPENDED) throw Refusal.conflict("the account is not suspended");
            AccountReinstated reinstated = new AccountReinstated(id, why);
            if (Account.lead(account.roles())) change.setUp(reinstated);
            else change.record(reinstated);
        });
    }

    Account changeRoles(SignedIn who, AccountId id, @Nullable Set<Role> roles) {
        Set<Role> suitable = suitable(who, roles);
        return change(who, id, (account, change) -> {
            if (account.roles().equals(suitable)) return;
            RolesChanged changed = new RolesChanged(id, suitable);
            if (account.leads() && !Account.lead(suitable)) change.propose(changed);
            else if (Account.lead(suitable) && !Account.lead(account.roles())) change.setUp(changed);
            else change.record(changed);
        });
    }

    Account recordTraining(
            SignedIn who, AccountId id, @Nullable String course, @Nullable LocalDate on, @Nullable LocalDate until) {
        String line = TypedText.line("course", course, Account.LONGEST_NAME);
        if (on == null || until == null) throw Refusal.invalid("on, until: give both days, such as 2026-03-31");
        if (on.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw Refusal.invalid("on: is in the future; record a training when it was passed");
        }
        if (until.isBefore(on) || until.isAfter(on.plusYears(LONGEST_TRAINING_YEARS))) {
            throw Refusal.invalid(
                    "until: a training counts from its day on for at most " + LONGEST_TRAINING_YEARS + " years");
        }
        return change(who, id, (_, change) -> change.record(new TrainingRecorded(id, line, on, until)));
    }

    /// Ways in which a change comes about.
    private record Change(Proposals proposals, AgencyBook book, Happening happening) {
        void record(AgencyEvent event) {
            happening.record(event);
        }

        void propose(Proposable what) {
            proposals.propose(book, what, happening);
        }

        void setUp(Proposable what) {
            proposals.setUp(book, what, happening);
        }
    }

    private Account change(SignedIn who, AccountId id, BiConsumer<Account, Change> how) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            Account account = account(book, id);
            if (id.equals(who.account())) {
                throw Refusal.conflict("this is your own account: another administrator does that");
            }
            how.accept(account, new Change(proposals, book, happening));
            return true;
        });
        return account(book, id);
    }

    private static Account account(AgencyBook book, AccountId id) {
        return book.fold(Accounts.class).account(id).orElseThrow(Refusal::notFound);
    }

    /// Operators are operators alone, and nobody else is.
    private static Set<Role> suitable(SignedIn who, @Nullable Set<Role> roles) {
        if (roles == null || roles.isEmpty() || roles.stream().anyMatch(Objects::isNull)) {
            throw Refusal.invalid("roles: an account has at least one");
        }
        boolean suits = who.roles().contains(Role.OPERATOR)
                ? roles.equals(Set.of(Role.OPERATOR))
                : !roles.contains(Role.OPERATOR);
        if (!suits) throw Refusal.invalid("roles: operators have that role alone, and nobody in an agency has it");
        return Set.copyOf(roles);
    }
}
