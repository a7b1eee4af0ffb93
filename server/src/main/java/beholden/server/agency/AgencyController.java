package beholden.server.agency;

import beholden.ground.TypedText;
import beholden.server.agency.AccountController.Invited;
import beholden.server.http.Required;
import beholden.server.identity.SignedIn;
import beholden.server.names.Names;
import beholden.server.route.FreshTouch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Agencies come into being here; there is no list of them.
@RestController
class AgencyController {
    private final Founding founding;
    private final Invitations invitations;

    AgencyController(Founding founding, Invitations invitations) {
        this.founding = founding;
        this.invitations = invitations;
    }

    /// @param contact may be empty
    record Found(
            @Required @Nullable String name,
            @Nullable String contact,
            @Required @Nullable String administratorName) {}

    @PostMapping("/api/v1/agencies")
    @PreAuthorize("hasRole('OPERATOR')")
    @FreshTouch
    @ResponseStatus(HttpStatus.CREATED)
    Invited found(@AuthenticationPrincipal SignedIn who, @RequestBody Found wanted) {
        String contact = wanted.contact();
        return Invited.of(founding.found(
                who,
                Names.checked("name", wanted.name(), Account.LONGEST_NAME),
                contact == null || contact.isBlank() ? "" : TypedText.line("contact", contact, 250),
                Names.checked("administratorName", wanted.administratorName(), Account.LONGEST_NAME)));
    }

    /// @param token what follows the last slash of the link that lapsed
    record Lapsed(@Required @Nullable String token) {}

    /// Invites the first administrator of an agency again, whose invitation lapsed or whose passkey was never made.
    ///
    /// Refused where anybody signed in to that agency already: it invites and recovers its own.
    @PostMapping("/api/v1/agencies/invitations")
    @PreAuthorize("hasRole('OPERATOR')")
    @FreshTouch
    @ResponseStatus(HttpStatus.CREATED)
    Invited inviteAgain(@AuthenticationPrincipal SignedIn who, @RequestBody Lapsed lapsed) {
        return Invited.of(invitations.renew(who, lapsed.token()));
    }
}
