package beholden.server.agency;

import beholden.server.agency.Proposals.Asked;
import beholden.server.events.AccountId;
import beholden.server.http.Page;
import beholden.server.http.Required;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.route.FreshTouch;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The accounts of the caller's own agency; an operator's are those of the operators.
@RestController
@RequestMapping("/api/v1/accounts")
class AccountController {
    static final String LEADS = "hasAnyRole('ADMINISTRATOR', 'OPERATOR')";

    private final Administration administration;
    private final Recoveries recoveries;
    private final Proposals proposals;

    AccountController(Administration administration, Recoveries recoveries, Proposals proposals) {
        this.administration = administration;
        this.recoveries = recoveries;
        this.proposals = proposals;
    }

    /// @param proposal what is proposed about it, and waits for a second person
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            AccountId id,
            String name,
            Set<Role> roles,
            Account.State state,
            List<Training> training,
            @Nullable LocalDate trainedUntil,
            Instant created,
            @Nullable UUID proposal) {

        static Shown of(Account account, @Nullable UUID proposal) {
            return new Shown(
                    account.id(),
                    account.name(),
                    new TreeSet<>(account.roles()),
                    account.state(),
                    account.trainings(),
                    account.trainedUntil().orElse(null),
                    account.created(),
                    proposal);
        }
    }

    private Shown shown(SignedIn who, Account account) {
        return Shown.of(account, proposals.about(who, account.id()).orElse(null));
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('ADMINISTRATOR', 'OPERATOR', 'AUDITOR')")
    Page<Shown> all(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        List<Shown> all = administration.all(who).stream()
                .map(account -> shown(who, account))
                .toList();
        return Page.of(all, account -> account.id().toString(), cursor, limit);
    }

    record Invite(
            @Required @Nullable String name,
            @Required @Nullable Set<Role> roles) {}

    record Invited(URI link, String code, Instant expires) {
        static Invited of(Ticket ticket) {
            return new Invited(ticket.link(), ticket.code(), ticket.expires());
        }
    }

    /// An invitation, or the proposal of one.
    ///
    /// @param proposal waits for a second person; if there is one, there is no invitation yet
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Offered(
            @Nullable URI link,
            @Nullable String code,
            @Nullable Instant expires,
            @Nullable UUID proposal) {
        static Offered of(Asked asked) {
            Ticket ticket = asked.ticket();
            return ticket == null
                    ? new Offered(null, null, null, asked.proposal())
                    : new Offered(ticket.link(), ticket.code(), ticket.expires(), null);
        }
    }

    @PostMapping("/invitations")
    @PreAuthorize(LEADS)
    @FreshTouch
    @ResponseStatus(HttpStatus.CREATED)
    Offered invite(@AuthenticationPrincipal SignedIn who, @RequestBody Invite wanted) {
        return Offered.of(administration.invite(who, wanted.name(), wanted.roles()));
    }

    record Reason(@Required @Nullable String reason) {}

    @PostMapping("/{id}/suspend")
    @PreAuthorize(LEADS)
    Shown suspend(@AuthenticationPrincipal SignedIn who, @PathVariable AccountId id, @RequestBody Reason why) {
        return shown(who, administration.suspend(who, id, why.reason()));
    }

    @PostMapping("/{id}/reinstate")
    @PreAuthorize(LEADS)
    @FreshTouch
    Shown reinstate(@AuthenticationPrincipal SignedIn who, @PathVariable AccountId id, @RequestBody Reason why) {
        return shown(who, administration.reinstate(who, id, why.reason()));
    }

    record Roles(@Required @Nullable Set<Role> roles) {}

    @PutMapping("/{id}/roles")
    @PreAuthorize(LEADS)
    @FreshTouch
    Shown changeRoles(@AuthenticationPrincipal SignedIn who, @PathVariable AccountId id, @RequestBody Roles wanted) {
        return shown(who, administration.changeRoles(who, id, wanted.roles()));
    }

    record Trained(
            @Required @Nullable String course,
            @Required @Nullable LocalDate on,
            @Required @Nullable LocalDate until) {}

    @PostMapping("/{id}/trainings")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @ResponseStatus(HttpStatus.CREATED)
    Shown recordTraining(
            @AuthenticationPrincipal SignedIn who, @PathVariable AccountId id, @RequestBody Trained training) {
        return shown(who, administration.recordTraining(who, id, training.course(), training.on(), training.until()));
    }

    /// Proposes that the account's owner comes in again with another passkey.
    @PostMapping("/{id}/recovery")
    @PreAuthorize(LEADS)
    @FreshTouch
    Shown recover(@AuthenticationPrincipal SignedIn who, @PathVariable AccountId id) {
        return shown(who, recoveries.help(who, id));
    }
}
