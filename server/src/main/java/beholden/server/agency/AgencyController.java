package beholden.server.agency;

import beholden.server.access.FreshTouch;
import beholden.server.agency.AccountController.Invited;
import beholden.server.http.Required;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Agencies come into being here; there is no list of them.
@RestController
class AgencyController {
    private final Founding founding;

    AgencyController(Founding founding) {
        this.founding = founding;
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
    Invited found(@RequestBody Found wanted) {
        String contact = wanted.contact();
        return Invited.of(founding.found(
                Text.line("name", wanted.name(), Text.NAME),
                contact == null || contact.isBlank() ? "" : Text.line("contact", contact, 250),
                Text.line("administratorName", wanted.administratorName(), Text.NAME)));
    }
}
