package beholden.server.agency;

import beholden.server.agency.AccountController.Offered;
import beholden.server.agency.Proposal.State;
import beholden.server.agency.Proposals.Asked;
import beholden.server.agency.Proposals.Seen;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Page;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.route.AnyAccount;
import beholden.server.route.FreshTouch;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Proposals in the caller's agency, which a second person decides; among the operators for an operator.
@RestController
@RequestMapping("/api/v1/proposals")
class ProposalController {
    private final Proposals proposals;
    private final AgencyBooks books;

    ProposalController(Proposals proposals, AgencyBooks books) {
        this.proposals = proposals;
        this.books = books;
    }

    /// @param account       that it is about
    /// @param name          of that account, or of whoever is to be invited
    /// @param roles         that the account will have; empty if they stay
    /// @param policy        the text that is to come into force, while the proposal is open
    /// @param proposerLeads whether the proposer still leads; else nobody can agree
    /// @param decided       when somebody decided
    /// @param alone         when the proposer can agree, if nobody else can
    /// @param lapses        when it can no longer be agreed to
    /// @param own           whether the caller proposed it
    /// @param mayAgree      whether the caller may, now
    /// @param mayRefuse     whether the caller may refuse it or take it back, now
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            UUID id,
            Proposable.Kind kind,
            State state,
            @Nullable AccountId account,
            @Nullable String name,
            Set<Role> roles,
            @Nullable String reason,
            @Nullable String policy,
            String proposedBy,
            boolean proposerLeads,
            Instant proposed,
            @Nullable String decidedBy,
            @Nullable Instant decided,
            @Nullable Instant alone,
            Instant lapses,
            boolean own,
            boolean mayAgree,
            boolean mayRefuse) {}

    @AnyAccount
    @GetMapping
    Page<Shown> proposals(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Accounts accounts = books.of(who.agency()).fold(Accounts.class);
        List<Shown> all = proposals.told(who).stream()
                .map(seen -> shown(accounts, seen, who.account()))
                .toList();
        return Page.of(all, proposal -> proposal.id().toString(), cursor, limit);
    }

    private static Shown shown(Accounts accounts, Seen seen, AccountId who) {
        Proposal of = seen.proposal();
        Proposable what = of.what();
        boolean invites = what.kind() == Proposable.Kind.INVITATION;
        Proposal.Decision decision = of.decision();
        return new Shown(
                of.id(),
                what.kind(),
                seen.state(),
                what.account(),
                invites || what.account() == null ? what.words() : accounts.name(what.account()),
                new TreeSet<>(what.roles()),
                invites ? null : what.words(),
                seen.state() == State.OPEN ? what.policy() : null,
                accounts.name(of.by()),
                seen.proposerLeads(),
                of.at(),
                decision == null ? null : accounts.name(decision.by()),
                decision == null ? null : decision.at(),
                seen.isAlone() ? of.cooled() : null,
                of.lapses(),
                of.by().equals(who),
                seen.mayAgree(),
                seen.mayRefuse());
    }

    /// Agrees, by which it happens: a second person, or the proposer once that is possible.
    @PostMapping("/{id}/agree")
    @PreAuthorize(AccountController.LEADS)
    @FreshTouch
    Offered agree(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return Offered.of(new Asked(proposals.agree(who, id).orElse(null), null));
    }

    /// Refuses it; its proposer takes it back.
    @AnyAccount
    @PostMapping("/{id}/refuse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        proposals.refuse(who, id);
    }
}
