package beholden.server.agency;

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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private static final String LEADS = "hasAnyRole('ADMINISTRATOR', 'OPERATOR')";

    private final Administration administration;
    private final Recoveries recoveries;

    AccountController(Administration administration, Recoveries recoveries) {
        this.administration = administration;
        this.recoveries = recoveries;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            AccountId id,
            String name,
            Set<Role> roles,
            Account.State state,
            List<Training> training,
            @Nullable LocalDate trainedUntil,
            Instant created) {

        static Shown of(Account account) {
            return new Shown(
                    account.id(),
                    account.name(),
                    new TreeSet<>(account.roles()),
                    account.state(),
                    account.trainings(),
                    account.trainedUntil().orElse(null),
                    account.created());
        }
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('ADMINISTRATOR', 'OPERATOR', 'AUDITOR')")
    Page<Shown> all(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        List<Shown> all = administration.all(who).stream().map(Shown::of).toList();
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

    @PostMapping("/invitations")
    @PreAuthorize(LEADS)
    @FreshTouch
    @ResponseStatus(HttpStatus.CREATED)
    Invited invite(@AuthenticationPrincipal SignedIn who, @RequestBody Invite wanted) {
        return Invited.of(administration.invite(who, wanted.name(), wanted.roles()));
    }

    record Reason(@Required @Nullable String reason) {}

    @PostMapping("/{id}/suspend")
    @PreAuthorize(LEADS)
    Shown suspend(@AuthenticationPrincipal SignedIn who, @PathVariable AccountId id, @RequestBody Reason why) {
        return Shown.of(administration.suspend(who, id, why.reason()));
    }

    @PostMapping("/{id}/reinstate")
    @PreAuthorize(LEADS)
    @FreshTouch
    Shown reinstate(@AuthenticationPrincipal SignedIn who, @PathVariable AccountId id, @RequestBody Reason why) {
        return Shown.of(administration.reinstate(who, id, why.reason()));
    }

    record Roles(@Required @Nullable Set<Role> roles) {}

    @PutMapping("/{id}/roles")
    @PreAuthorize(LEADS)
    @FreshTouch
    Shown changeRoles(@AuthenticationPrincipal SignedIn who, @PathVariable AccountId id, @RequestBody Roles wanted) {
        return Shown.of(administration.changeRoles(who, id, wanted.roles()));
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
        return Shown.of(administration.recordTraining(who, id, training.course(), training.on(), training.until()));
    }

    /// Outcome of a request to help somebody who lost their passkeys.
    enum Help {
        NEEDS_SECOND,
        INVITED
    }

    /// @param state with `INVITED` come the others
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Helped(
            Help state,
            @Nullable URI link,
            @Nullable String code,
            @Nullable Instant expires) {}

    @PostMapping("/{id}/recovery")
    @PreAuthorize(LEADS)
    @FreshTouch
    Helped recover(@AuthenticationPrincipal SignedIn who, @PathVariable AccountId id) {
        Optional<Ticket> ticket = recoveries.help(who, id);
        return ticket.map(made -> new Helped(Help.INVITED, made.link(), made.code(), made.expires()))
                .orElseGet(() -> new Helped(Help.NEEDS_SECOND, null, null, null));
    }
}
