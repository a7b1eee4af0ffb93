package beholden.server.agency;

import beholden.faces.FaceEngine;
import beholden.gallery.Gallery;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.Role;
import beholden.server.identity.Sessions;
import beholden.server.identity.SignedIn;
import beholden.server.route.OpenToAll;
import beholden.server.route.Passive;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who has signed in.
@RestController
@RequestMapping("/api/v1/session")
class SessionController {
    private final AgencyBooks books;
    private final Sessions sessions;
    private final Gallery gallery;
    private final FaceEngine faces;

    SessionController(AgencyBooks books, Sessions sessions, Gallery gallery, FaceEngine faces) {
        this.books = books;
        this.sessions = sessions;
        this.gallery = gallery;
        this.faces = faces;
    }

    /// @param registering whether the caller came by an invitation and may register a passkey
    /// @param idleSeconds after so long without a request the session ends
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Session(
            boolean signedIn,
            boolean registering,
            @Nullable Self account,
            @Nullable Agency agency,
            boolean operator,
            @Nullable Instant touchedAt,
            long idleSeconds,
            @Nullable Searched gallery) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Self(
            AccountId id,
            String name,
            Set<Role> roles,
            @Nullable LocalDate trainedUntil) {}

    record Agency(String name) {}

    record Searched(long faces, String pack) {}

    /// Always answers, also strangers; and tells the CSRF token by its cookie.
    @OpenToAll
    @Passive
    @GetMapping
    Session session(@AuthenticationPrincipal(errorOnInvalidType = false) @Nullable SignedIn who) throws IOException {
        if (who == null) {
            return new Session(
                    false,
                    sessions.isRegistering(),
                    null,
                    null,
                    false,
                    null,
                    sessions.idle().toSeconds(),
                    null);
        }
        Accounts accounts = books.of(who.agency()).fold(Accounts.class);
        Account account = accounts.account(who.account()).orElseThrow();
        return new Session(
                true,
                false,
                new Self(
                        account.id(),
                        account.name(),
                        new TreeSet<>(account.roles()),
                        account.trainedUntil().orElse(null)),
                new Agency(accounts.agencyName()),
                account.has(Role.OPERATOR),
                sessions.touched().orElse(null),
                sessions.idle().toSeconds(),
                new Searched(gallery.size(), faces.pack().description().id()));
    }

    @OpenToAll
    @Passive
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        sessions.end(request);
    }
}
