package beholden.server.agency;

import beholden.server.agency.Invitations.Accepted;
import beholden.server.agency.Invitations.Seen;
import beholden.server.http.Required;
import beholden.server.identity.Role;
import beholden.server.identity.Sessions;
import beholden.server.route.OnceByItself;
import beholden.server.route.OpenToAll;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Endpoints for people who cannot sign in yet, or any more.
@RestController
@RequestMapping("/api/v1")
class InvitationController {
    private final Invitations invitations;
    private final Recoveries recoveries;
    private final Sessions sessions;

    InvitationController(Invitations invitations, Recoveries recoveries, Sessions sessions) {
        this.invitations = invitations;
        this.recoveries = recoveries;
        this.sessions = sessions;
    }

    record Look(@Required @Nullable String token) {}

    record Looked(String agencyName, String accountName, Set<Role> roles, Instant expires) {}

    @OpenToAll
    @OnceByItself
    @PostMapping("/invitations/look")
    Looked look(@RequestBody Look wanted) {
        Seen seen = invitations.look(wanted.token());
        return new Looked(seen.agencyName(), seen.accountName(), new TreeSet<>(seen.roles()), seen.expires());
    }

    record Accept(
            @Required @Nullable String token,
            @Required @Nullable String code,
            @Nullable String name) {}

    @OpenToAll
    @OnceByItself
    @PostMapping("/invitations/accept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@RequestBody Accept wanted, HttpServletRequest request) {
        begin(invitations.accept(wanted.token(), wanted.code(), wanted.name()), request);
    }

    record Recover(@Required @Nullable String code) {}

    @OpenToAll
    @OnceByItself
    @PostMapping("/recovery")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recover(@RequestBody Recover wanted, HttpServletRequest request) {
        begin(recoveries.use(wanted.code()), request);
    }

    private void begin(Accepted accepted, HttpServletRequest request) {
        sessions.beginRegistering(request, accepted.member(), accepted.ticket());
    }
}
