package beholden.server.description;

import beholden.server.route.FreshTouch;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/// Names of the endpoints, the room they belong to, for whom they are, and the parameters that many of them have.
@Component
final class Operations implements GlobalOperationCustomizer {
    /// The roles that an endpoint asks for; absent where any account may call it.
    static final String ROLES = "x-roles";

    /// True where the passkey has to be touched within the last five minutes.
    static final String FRESH_TOUCH = "x-fresh-touch";

    private static final Pattern ROLE = Pattern.compile("'([A-Z]+)'");
    private static final int LONGEST_PAGE = 200;

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        String[] room = method.getBeanType().getPackageName().split("\\.");
        operation.setTags(List.of(room[room.length - 1]));
        operation.setOperationId(id(method));
        List<String> roles = roles(method);
        if (!roles.isEmpty()) operation.addExtension(ROLES, roles);
        if (method.hasMethodAnnotation(FreshTouch.class)) operation.addExtension(FRESH_TOUCH, true);
        if (operation.getParameters() != null) operation.getParameters().forEach(Operations::describe);
        return operation;
    }

    /// The name of an operation, such as `caseOpen`. Endpoints that differ in what they are sent are one operation,
    /// which an annotation names.
    private static String id(HandlerMethod method) {
        var given = method.getMethodAnnotation(io.swagger.v3.oas.annotations.Operation.class);
        if (given != null && !given.operationId().isEmpty()) return given.operationId();
        String of =
                StringUtils.uncapitalize(method.getBeanType().getSimpleName().replace("Controller", ""));
        String name = method.getMethod().getName();
        return name.toLowerCase(Locale.ROOT).startsWith(of.toLowerCase(Locale.ROOT))
                ? name
                : of + StringUtils.capitalize(name);
    }

    private static List<String> roles(HandlerMethod method) {
        PreAuthorize rule = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), PreAuthorize.class);
        if (rule == null) rule = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), PreAuthorize.class);
        return rule == null
                ? List.of()
                : ROLE.matcher(rule.value())
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .collect(Collectors.toList());
    }

    private static void describe(Parameter parameter) {
        switch (parameter.getName()) {
            case "cursor" -> parameter.setDescription("`next` of the part before; without it the list begins");
            case "limit" -> bound(parameter, LONGEST_PAGE).setDefault(50);
            case "rank", "number" -> bound(parameter, null);
            default -> {}
        }
    }

    /// A whole number from 1 on.
    private static JsonSchema bound(Parameter parameter, @Nullable Integer most) {
        JsonSchema number = Types.of("integer");
        number.format("int32").minimum(BigDecimal.ONE);
        if (most != null) number.maximum(BigDecimal.valueOf(most));
        parameter.setSchema(number);
        return number;
    }
}
