package beholden.server.route;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// The rules of the route that a request takes.
///
/// The handler is looked for once, by the mapping that the dispatcher asks too, and kept with the request; so no
/// filter can take a request for another than the one that answers it.
@Component
public class Routes {
    private static final String KNOWN = Routes.class.getName();
    private static final String OURS = "beholden.";

    /// Routes that filters and libraries handle, where no annotation of ours can stand.
    private static final Map<String, Route> OF_OTHERS = Map.of(
            "/webauthn/authenticate/options", Route.plain(Audience.ALL, true),
            "/login/webauthn", Route.plain(Audience.ALL, true),
            "/webauthn/register/options", Route.plain(Audience.REGISTRANTS, true),
            "/webauthn/register", Route.PASSKEY,
            "/api/v1/openapi", Route.plain(Audience.ALL, true));

    private final RequestMappingHandlerMapping handlers;

    Routes(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        this.handlers = handlers;
    }

    /// @param path the request's when it was looked up: another one after it was forwarded, or failed
    private record Known(String path, Route route) {}

    /// The rules of the route of a request; the strictest if there is none.
    public Route of(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (request.getAttribute(KNOWN) instanceof Known known && known.path().equals(path)) return known.route();
        Route route = find(path, request);
        if (!StringUtils.hasText(request.getContentType())) route = route.untyped();
        request.setAttribute(KNOWN, new Known(path, route));
        return route;
    }

    private Route find(String path, HttpServletRequest request) {
        Route ofOthers = OF_OTHERS.get(path);
        if (ofOthers != null) return ofOthers;
        HandlerMethod handler = handler(request);
        return handler == null ? Route.UNKNOWN : Route.of(handler);
    }

    private @Nullable HandlerMethod handler(HttpServletRequest request) {
        try {
            ServletRequestPathUtils.parseAndCache(request);
            HandlerExecutionChain chain = handlers.getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod method && isOurs(method)
                    ? method
                    : null;
        } catch (Exception _) {
            // A path that cannot be read, or a method or a type that is not taken: the dispatcher will say so.
            return null;
        } finally {
            // A refusal by a filter would be written as what the handler answers, in place of problem details.
            request.removeAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
        }
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(OURS);
    }

    /// The rules of a route by its method and the pattern of its path; empty if it has none.
    public Optional<Route> of(String method, String pattern) {
        Route ofOthers = OF_OTHERS.get(pattern);
        if (ofOthers != null) return Optional.of(ofOthers);
        return handlers.getHandlerMethods().entrySet().stream()
                .filter(entry -> isOurs(entry.getValue()))
                .filter(entry -> entry.getKey().getPatternValues().contains(pattern)
                        && entry.getKey().getMethodsCondition().getMethods().stream()
                                .anyMatch(known -> known.name().equals(method)))
                .map(entry -> Route.of(entry.getValue()))
                .findFirst();
    }
}
