package beholden.server.agency;

import beholden.server.agency.AccountEvent.PasskeyRemoved;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Page;
import beholden.server.identity.Passkey;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.route.AnyAccount;
import beholden.server.route.FreshTouch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How the caller signs in, and comes in again without a passkey.
@RestController
@RequestMapping("/api/v1")
class PasskeyController {
    private final AgencyBooks books;
    private final Recoveries recoveries;

    PasskeyController(AgencyBooks books, Recoveries recoveries) {
        this.books = books;
        this.recoveries = recoveries;
    }

    /// @param id counts the account's passkeys
    record Shown(int id, String label, Instant created, Instant lastUsed) {
        static Shown of(Passkey passkey) {
            return new Shown(passkey.number(), passkey.label(), passkey.created(), passkey.lastUsed());
        }
    }

    @AnyAccount
    @GetMapping("/passkeys")
    Page<Shown> passkeys(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        List<Shown> all = held(books.of(who.agency()), who).passkeys().stream()
                .map(Shown::of)
                .toList();
        return Page.of(all, passkey -> Integer.toString(passkey.id()), cursor, limit);
    }

    /// Sessions that it signed in end with it.
    @AnyAccount
    @DeleteMapping("/passkeys/{id}")
    @FreshTouch
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal SignedIn who, @PathVariable int id) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            Held held = held(book, who);
            Passkey passkey = held.passkeys().stream()
                    .filter(one -> one.number() == id)
                    .findFirst()
                    .orElseThrow(Refusal::notFound);
            if (held.passkeys().size() == 1) {
                throw Refusal.conflict("this is the only passkey: register another one before you remove it");
            }
            happening.record(new PasskeyRemoved(passkey.number()));
            return true;
        });
    }

    private static Held held(AgencyBook book, SignedIn who) {
        return book.fold(Accounts.class).held(who.account()).orElseThrow(Refusal::notFound);
    }

    /// @param code to be printed; shown once
    record Code(String code) {}

    @AnyAccount
    @PostMapping("/recovery-codes")
    @FreshTouch
    @ResponseStatus(HttpStatus.CREATED)
    Code makeRecoveryCode(@AuthenticationPrincipal SignedIn who) {
        return new Code(recoveries.makeCode(who));
    }
}
