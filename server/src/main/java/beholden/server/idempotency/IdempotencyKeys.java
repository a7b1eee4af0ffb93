package beholden.server.idempotency;

import beholden.server.errors.Refusals;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Problems;
import beholden.server.idempotency.KeptAnswers.Answer;
import beholden.server.identity.Present;
import beholden.server.identity.SignedIn;
import beholden.server.identity.Touch;
import beholden.server.route.Payload;
import beholden.server.route.Routes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Does what a POST asks for once, however often it is sent with the same `Idempotency-Key`
/// (draft-ietf-httpapi-idempotency-key-header): the first answer is given again.
///
/// Refusals are kept too, and faults, after which nobody knows what was done. Not kept are answers that say to try
/// again, or what the account may not do at the moment. Keys are an account's own, and an answer is given again only
/// while the account has all roles that it had for the first.
public final class IdempotencyKeys extends OncePerRequestFilter {
    public static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    /// RFC 9651 §3.3.3 wants quotes; many clients leave them out.
    private static final Pattern KEY = Pattern.compile("\"([ !#-\\[\\]-~]{1,128})\"|([!#-+\\--:<-\\[\\]-~]{1,128})");

    private final Routes routes;
    private final KeptAnswers answers;
    private final AgencyBooks books;
    private final Refusals refusals;
    private final InstantSource clock;

    public IdempotencyKeys(Routes routes, AgencyBooks books, Refusals refusals, InstantSource clock) {
        this.routes = routes;
        this.books = books;
        this.answers = new KeptAnswers(clock);
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getHeader(HEADER) == null
                || !routes.of(request).takesKeys();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = key(Collections.list(request.getHeaders(HEADER)));
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof Present present)) {
            chain.doFilter(request, response);
        } else if (key == null) {
            refuse(request, response, "send one, of 1 to 128 visible characters; a UUID does");
        } else if (routes.of(request).payload() == Payload.STREAM) {
            // nothing could be compared before all of it has come
            refuse(request, response, "is not taken with photos to import; look at the source's imports instead");
        } else {
            AskedFor asked = asked(request);
            // A broken form is refused further in, and does nothing.
            if (asked == null) chain.doFilter(request, response);
            else once(present.doer(), key, asked, response, chain);
        }
    }

    private static @Nullable AskedFor asked(HttpServletRequest request) {
        try {
            return AskedFor.of(request);
        } catch (IOException | ServletException | RuntimeException _) {
            return null;
        }
    }

    private static @Nullable String key(List<String> values) {
        Matcher matcher = KEY.matcher(values.getFirst().strip());
        if (values.size() > 1 || !matcher.matches()) return null;
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private void once(SignedIn who, String key, AskedFor asked, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (answers.begin(who.member(), key)) {
            case KeptAnswers.New _ -> answer(who, key, asked, response, chain);
            case KeptAnswers.UnderWay _ -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
                refusals.say(
                        asked,
                        response,
                        HttpStatus.CONFLICT,
                        "under-way",
                        "A request with this Idempotency-Key is under way; send it again for its answer.");
            }
            case Answer answer -> again(who, answer, asked, response);
        }
    }

    private void answer(SignedIn who, String key, AskedFor asked, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper written = new ContentCachingResponseWrapper(response);
        Optional<Answer> kept = Optional.empty();
        try {
            chain.doFilter(asked, written);
            kept = isToBeKept(asked, written)
                    ? asked.hash().map(hash -> of(who, hash, asked, written))
                    : Optional.empty();
        } finally {
            kept.ifPresentOrElse(
                    answer -> answers.keep(who.member(), key, answer), () -> answers.forget(who.member(), key));
        }
        written.copyBodyToResponse();
    }

    private static boolean isToBeKept(HttpServletRequest request, HttpServletResponse response) {
        return response.getHeader(HttpHeaders.RETRY_AFTER) == null && !Problems.wasNotAllowed(request);
    }

    private Answer of(SignedIn who, byte[] hash, HttpServletRequest request, ContentCachingResponseWrapper written) {
        // An answer that needed a touch may be shown once, so it is kept no longer than the touch is fresh.
        Duration kept = routes.of(request).freshTouch() ? Touch.FRESH : KeptAnswers.KEPT;
        return new Answer(
                hash,
                who.roles(),
                written.getStatus(),
                written.getContentType(),
                written.getContentAsByteArray(),
                clock.instant().plus(kept));
    }

    private void again(SignedIn who, Answer answer, AskedFor asked, HttpServletResponse response) throws IOException {
        if (!asked.hash().map(answer::isTo).orElse(false)) {
            refusals.say(
                    asked,
                    response,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "key-reused",
                    "This Idempotency-Key was sent with another request; draw a new one for every thing to be done.");
            return;
        }
        books.of(who.agency()).requireStill(new SignedIn(who.member(), answer.roles(), who.entry()));
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        if (answer.type() != null) response.setContentType(answer.type());
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String says) {
        refusals.say(request, response, HttpStatus.BAD_REQUEST, "wrong", HEADER + ": " + says);
    }
}
