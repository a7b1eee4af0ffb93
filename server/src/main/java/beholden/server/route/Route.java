package beholden.server.route;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/// Rules of a route, which the filters keep: read off the annotations of the method that handles it.
///
/// @param searchingKeys     whether an API key that may search may call it, though it changes something
/// @param takesKeys         whether a POST may have an `Idempotency-Key`
/// @param active            whether calling it keeps a session from ending
/// @param freshTouch        whether only somebody may call it who touched a passkey lately
/// @param events            whether it answers with a stream of events
/// @param cost              points that a call takes of the account's allowance
public record Route(
        Audience audience,
        Payload payload,
        boolean searchingKeys,
        boolean takesKeys,
        boolean active,
        boolean freshTouch,
        boolean events,
        int cost) {
    /// Points of a call that looks something up.
    private static final int LOOK = 1;

    /// The rules of what has no handler of ours: the strictest of each kind.
    static final Route UNKNOWN = plain(Audience.UNKNOWN, false);

    /// The rules of a route with a short body that a filter or a library handles.
    static Route plain(Audience audience, boolean active) {
        return new Route(audience, Payload.TEXT, false, false, active, false, false, LOOK);
    }

    /// The rules of registering a passkey; whoever has a ticket needs no touch.
    static final Route PASSKEY = new Route(Audience.REGISTRANTS, Payload.TEXT, false, false, true, true, false, LOOK);

    /// The rules that the annotations of a handler say.
    static Route of(HandlerMethod handler) {
        Takes takes = handler.getMethodAnnotation(Takes.class);
        Costs costs = handler.getMethodAnnotation(Costs.class);
        boolean events = answersEvents(handler.getMethodAnnotation(RequestMapping.class));
        return new Route(
                audience(handler),
                takes == null ? Payload.TEXT : takes.value(),
                handler.hasMethodAnnotation(SearchingKeys.class),
                !handler.hasMethodAnnotation(OnceByItself.class),
                !events && !handler.hasMethodAnnotation(Passive.class),
                handler.hasMethodAnnotation(FreshTouch.class),
                events,
                costs == null ? LOOK : costs.value());
    }

    private static Audience audience(HandlerMethod handler) {
        boolean all = handler.hasMethodAnnotation(OpenToAll.class);
        boolean roles = handler.hasMethodAnnotation(PreAuthorize.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), PreAuthorize.class);
        boolean accounts = handler.hasMethodAnnotation(AnyAccount.class) || roles;
        // One that says both says nothing.
        if (all == accounts) return Audience.UNDECLARED;
        return all ? Audience.ALL : Audience.ACCOUNTS;
    }

    private static boolean answersEvents(@Nullable RequestMapping mapping) {
        return mapping != null && Arrays.asList(mapping.produces()).contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    /// Whether a session or an API key is needed.
    public boolean isOpen() {
        return audience == Audience.ALL;
    }

    /// Whether the body may be a photo, a document or photos.
    public boolean bringsFile() {
        return payload != Payload.TEXT;
    }

    /// Whether it takes more than looking something up.
    public boolean isCostly() {
        return cost > LOOK;
    }

    /// Whether an API key may call it: keys read, and those that may search send probes and searches too.
    ///
    /// @param method   of HTTP, such as `GET`
    /// @param searches whether the key may search
    public boolean isForKeys(String method, boolean searches) {
        return switch (method) {
            case "GET", "HEAD" -> true;
            case "POST" -> searches && searchingKeys;
            default -> false;
        };
    }

    /// These rules for a request that does not say of what type its body is: a file always does.
    Route untyped() {
        return new Route(audience, Payload.TEXT, searchingKeys, takesKeys, active, freshTouch, events, cost);
    }
}
