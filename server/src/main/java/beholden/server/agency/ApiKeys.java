package beholden.server.agency;

import beholden.ground.TypedText;
import beholden.server.agency.AccountEvent.ApiKeyMade;
import beholden.server.agency.AccountEvent.ApiKeyRemoved;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.Role;
import beholden.server.identity.SealedPointers;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keys with which machines act for an account: never for more than it may do itself, and at most for a year.
@Component
class ApiKeys {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST = 20;

    private final AgencyBooks books;
    private final SealedPointers pointers;
    private final InstantSource clock;

    ApiKeys(AgencyBooks books, SealedPointers pointers, InstantSource clock) {
        this.books = books;
        this.pointers = pointers;
        this.clock = clock;
    }

    /// Those that the caller may see: an administrator all of the agency, others their own.
    List<ApiKey> all(SignedIn who) {
        return accounts(books.of(who.agency())).keys().stream()
                .filter(key -> isFor(who, key))
                .toList();
    }

    private static boolean isFor(SignedIn who, ApiKey key) {
        return key.account().equals(who.account()) || who.roles().contains(Role.ADMINISTRATOR);
    }

    /// A key and its text, which is shown once.
    record Made(ApiKey key, String text) {}

    Made make(SignedIn who, @Nullable String name, boolean search, @Nullable Instant expires) {
        String line = TypedText.line("name", name, Account.LONGEST_NAME);
        Instant now = clock.instant();
        if (expires == null || !expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
            throw Refusal.invalid("expires: give a moment within a year from now, such as 2026-03-31T00:00:00Z");
        }
        if (search && !who.roles().contains(Role.EXAMINER)) {
            throw Refusal.invalid("scopes: search is for keys of examiners");
        }
        UUID id = UUID.randomUUID();
        UUID secret = Draw.randomSecret();
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            if (accounts(book).keys().stream()
                            .filter(key -> key.account().equals(who.account()))
                            .count()
                    >= MOST) {
                throw Refusal.conflict("an account has at most " + MOST + " keys; remove one first");
            }
            happening.record(
                    new ApiKeyMade(id, Draw.hash(secret), line, search, expires.truncatedTo(ChronoUnit.MILLIS)));
            return true;
        });
        String text = SealedPointers.API_KEY_PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(pointers.seal(Purpose.API_KEY, who.agency(), secret));
        return new Made(find(book, who, id), text);
    }

    void remove(SignedIn who, UUID id) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            happening.record(new ApiKeyRemoved(find(book, who, id).id()));
            return true;
        });
    }

    private static ApiKey find(AgencyBook book, SignedIn who, UUID id) {
        return accounts(book).keys().stream()
                .filter(key -> key.id().equals(id) && isFor(who, key))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Accounts accounts(AgencyBook book) {
        return book.fold(Accounts.class);
    }
}
