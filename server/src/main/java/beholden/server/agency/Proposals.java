package beholden.server.agency;

import beholden.server.agency.Proposable.Kind;
import beholden.server.agency.Proposal.State;
import beholden.server.agency.ProposalEvent.InvitationWanted;
import beholden.server.agency.ProposalEvent.ProposalAgreed;
import beholden.server.agency.ProposalEvent.ProposalMade;
import beholden.server.agency.ProposalEvent.ProposalRefused;
import beholden.server.agency.ProposalEvent.RecoveryWanted;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Deed.Happening;
import beholden.server.identity.SignedIn;
import beholden.server.installation.Installation;
import beholden.server.refusal.Refusal;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whatever changes who holds power, which nobody does alone: one person proposes it, a second one who leads agrees.
///
/// Where nobody could be the second, the proposer agrees, once the cooling-off time is over. Everything is decided
/// inside a deed, so of two who decide at once one comes too late.
@Component
public class Proposals {
    /// Time in which an agency is set up without a second person, unless it begins its work before.
    private static final Duration FOUNDING = Duration.ofHours(24);

    /// Time for which people are told what became of a proposal.
    private static final Duration TOLD = Duration.ofDays(30);

    private static final int MOST_OPEN = 20;

    private final AgencyBooks books;
    private final Invitations invitations;
    private final Installation installation;
    private final Vault vault;
    private final InstantSource clock;

    Proposals(AgencyBooks books, Invitations invitations, Installation installation, Vault vault, InstantSource clock) {
        this.books = books;
        this.invitations = invitations;
        this.installation = installation;
        this.vault = vault;
        this.clock = clock;
    }

    /// Something that was asked for: done, or proposed.
    ///
    /// @param ticket   of the invitation that was made; null if none was
    /// @param proposal what waits for a second person; null if it is done
    public record Asked(@Nullable Ticket ticket, @Nullable UUID proposal) {}

    /// Does what is part of setting an agency up while it is founded, and proposes it afterwards; inside a deed.
    ///
    /// @throws Refusal as [#propose] does
    public Asked setUp(AgencyBook book, Proposable what, Happening happening) {
        return isFounding(book)
                ? new Asked(make(book, what, happening).orElse(null), null)
                : new Asked(null, propose(book, what, happening));
    }

    /// Proposes something; inside a deed.
    ///
    /// @throws Refusal if another proposal about the same account is open, or too many are
    UUID propose(AgencyBook book, Proposable what, Happening happening) {
        List<Proposal> open = open(book);
        AccountId account = what.account();
        if (account != null
                && open.stream().anyMatch(one -> account.equals(one.what().account()))) {
            throw Refusal.conflict("something is proposed about this account already: agree to it or refuse it first");
        }
        if (open.size() >= MOST_OPEN) {
            throw Refusal.conflict(MOST_OPEN + " proposals are open: decide some of them first");
        }
        UUID id = UUID.randomUUID();
        happening.record(new ProposalMade(id, what));
        return id;
    }

    private boolean isFounding(AgencyBook book) {
        boolean begun = book.agency().equals(installation.operator()) && hasAgencies();
        return !begun
                && book.fold(Leaders.class)
                        .foundedWithoutWork()
                        .filter(at -> clock.instant().isBefore(at.plus(FOUNDING)))
                        .isPresent();
    }

    private boolean hasAgencies() {
        return vault.keyring().agencies().stream()
                .anyMatch(id -> !id.equals(installation.operator()) && !id.equals(AgencyId.DIRECTORY));
    }

    /// Agrees to a proposal, which happens by that.
    ///
    /// @return the invitation, where that is what was proposed
    /// @throws Refusal if somebody decided before, or this one may not
    Optional<Ticket> agree(SignedIn who, UUID id) {
        AgencyBook book = books.of(who.agency());
        return book.actAs(who, happening -> {
            Proposal proposal = open(book, id);
            String objection = objection(book, who.account(), proposal);
            if (objection != null) throw Refusal.conflict(objection);
            Optional<Ticket> ticket = make(book, proposal.what(), happening);
            happening.record(new ProposalAgreed(id));
            return ticket;
        });
    }

    /// Refuses a proposal, or takes an own one back.
    ///
    /// @throws Refusal if somebody decided before, or this one may not
    void refuse(SignedIn who, UUID id) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            if (!mayRefuse(book, who.account(), open(book, id))) {
                throw Refusal.notAllowed(
                        "forbidden",
                        "Whoever leads refuses a proposal, and nobody one that others can decide about himself.");
            }
            happening.record(new ProposalRefused(id));
            return true;
        });
    }

    private Optional<Ticket> make(AgencyBook book, Proposable what, Happening happening) {
        return switch (what) {
            case InvitationWanted it -> {
                accounts(book).requireDistinct(it.words(), it.account());
                yield Optional.of(invitations.invite(book.agency(), it.account(), it.words(), it.roles(), happening));
            }
            case RecoveryWanted it -> {
                if (accounts(book).held(it.account()).orElseThrow().isSuspended()) {
                    throw Refusal.conflict("the account is suspended; reinstate it first");
                }
                yield Optional.of(invitations.inviteAgain(book.agency(), it.account(), happening));
            }
            default -> {
                happening.record(what);
                yield Optional.empty();
            }
        };
    }

    private Proposal open(AgencyBook book, UUID id) {
        Proposal proposal = book.fold(Leaders.class).proposal(id).orElseThrow(Refusal::notFound);
        if (proposal.state(clock.instant()) != State.OPEN) {
            throw Refusal.conflict("this proposal is not open any more: look what became of it");
        }
        return proposal;
    }

    private List<Proposal> open(AgencyBook book) {
        Instant now = clock.instant();
        return book.fold(Leaders.class).proposals().stream()
                .filter(proposal -> proposal.state(now) == State.OPEN)
                .toList();
    }

    /// The open proposal about an account; empty if there is none.
    Optional<UUID> about(SignedIn who, AccountId account) {
        return open(books.of(who.agency())).stream()
                .filter(proposal -> account.equals(proposal.what().account()))
                .map(Proposal::id)
                .findFirst();
    }

    /// The reason why an account that leads may not agree; null if it may.
    private @Nullable String objection(AgencyBook book, AccountId who, Proposal proposal) {
        if (!who.equals(proposal.by())) return secondsObjection(book, who, proposal);
        if (couldBeAgreedTo(book, proposal)) return "this is your own proposal: a second person agrees to it";
        if (clock.instant().isBefore(proposal.cooled())) {
            return "this is your own proposal. Nobody else can agree to it now, so you can from "
                    + proposal.cooled().truncatedTo(ChronoUnit.SECONDS) + " on, unless somebody refuses it";
        }
        return null;
    }

    private @Nullable String secondsObjection(AgencyBook book, AccountId who, Proposal proposal) {
        if (who.equals(proposal.what().account())) return "this is about your own account: somebody else agrees";
        if (!leads(book, proposal.by())) return "whoever proposed this does not lead any more: propose it anew";
        if (!book.fold(Leaders.class).areTwo(who, proposal.by(), clock.instant())) {
            return "one of you gave the other this role, or somebody gave it to both, less than "
                    + Proposal.COOLING_OFF.toHours() + " hours ago: until then you count as one";
        }
        return null;
    }

    private boolean couldBeAgreedTo(AgencyBook book, Proposal proposal) {
        return accounts(book).all().stream()
                .filter(Account::leads)
                .map(Account::id)
                .anyMatch(id -> !id.equals(proposal.by()) && secondsObjection(book, id, proposal) == null);
    }

    /// Whoever leads may, and the owner of an account that is to be recovered. Who is about to lose power may only
    /// where nobody else could decide: else one person alone would keep it for ever.
    private boolean mayRefuse(AgencyBook book, AccountId who, Proposal proposal) {
        if (who.equals(proposal.by())) return true;
        if (!who.equals(proposal.what().account())) return leads(book, who);
        return proposal.what().kind() == Kind.RECOVERY || (leads(book, who) && !couldBeAgreedTo(book, proposal));
    }

    private static boolean leads(AgencyBook book, AccountId id) {
        return accounts(book).account(id).filter(Account::leads).isPresent();
    }

    private static Accounts accounts(AgencyBook book) {
        return book.fold(Accounts.class);
    }

    /// A proposal as somebody sees it.
    ///
    /// @param proposerLeads whether whoever proposed it still leads: else nobody can agree to it
    /// @param isAlone       whether nobody could agree to it but its proposer, later
    record Seen(
            Proposal proposal,
            State state,
            boolean proposerLeads,
            boolean isAlone,
            boolean mayAgree,
            boolean mayRefuse) {}

    /// Open proposals, then those that came to an end within 30 days, each the latest first.
    List<Seen> told(SignedIn who) {
        AgencyBook book = books.of(who.agency());
        Instant now = clock.instant();
        return book.fold(Leaders.class).proposals().stream()
                .filter(proposal -> now.isBefore(proposal.latest().plus(TOLD)))
                .map(proposal -> seen(book, who.account(), proposal, proposal.state(now)))
                .sorted(Comparator.comparing(seen -> seen.state() != State.OPEN))
                .toList();
    }

    private Seen seen(AgencyBook book, AccountId who, Proposal proposal, State state) {
        boolean open = state == State.OPEN;
        boolean proposerLeads = leads(book, proposal.by());
        return new Seen(
                proposal,
                state,
                proposerLeads,
                open && proposerLeads && !couldBeAgreedTo(book, proposal),
                open && leads(book, who) && objection(book, who, proposal) == null,
                open && mayRefuse(book, who, proposal));
    }
}
