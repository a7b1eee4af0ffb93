package beholden.server.agency;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Page;
import beholden.server.http.Required;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.route.FreshTouch;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Keys for machines. A key can neither make nor remove any.
@RestController
@RequestMapping("/api/v1/api-keys")
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'EXAMINER', 'REVIEWER', 'AUDITOR')")
class ApiKeyController {
    private final ApiKeys keys;
    private final AgencyBooks books;

    ApiKeyController(ApiKeys keys, AgencyBooks books) {
        this.keys = keys;
        this.books = books;
    }

    /// Uses that a key is made for; searching includes reading.
    enum Scope {
        @JsonProperty("read")
        READ,
        @JsonProperty("search")
        SEARCH
    }

    /// @param key its text, only in the answer that makes it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            UUID id,
            String name,
            List<Scope> scopes,
            Owner by,
            Instant created,
            Instant expires,
            @Nullable String key) {}

    record Owner(AccountId id, String name) {}

    private Shown shown(SignedIn who, ApiKey key, @Nullable String text) {
        String name = books.of(who.agency()).fold(Accounts.class).name(key.account());
        List<Scope> scopes = key.search() ? List.of(Scope.READ, Scope.SEARCH) : List.of(Scope.READ);
        return new Shown(key.id(), key.name(), scopes, new Owner(key.account(), name), key.made(), key.until(), text);
    }

    @GetMapping
    Page<Shown> all(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        List<Shown> all =
                keys.all(who).stream().map(key -> shown(who, key, null)).toList();
        return Page.of(all, key -> key.id().toString(), cursor, limit);
    }

    record Make(
            @Required @Nullable String name,
            @Required @Nullable Set<Scope> scopes,
            @Required @Nullable Instant expires) {}

    @PostMapping
    @FreshTouch
    @ResponseStatus(HttpStatus.CREATED)
    Shown make(@AuthenticationPrincipal SignedIn who, @RequestBody Make wanted) {
        Set<Scope> scopes = wanted.scopes();
        if (scopes == null || scopes.isEmpty()) {
            throw Refusal.invalid("scopes: read, search or both");
        }
        ApiKeys.Made made = keys.make(who, wanted.name(), scopes.contains(Scope.SEARCH), wanted.expires());
        return shown(who, made.key(), made.text());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        keys.remove(who, id);
    }
}
