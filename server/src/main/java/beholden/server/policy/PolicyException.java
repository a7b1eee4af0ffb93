package beholden.server.policy;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.ValueInstantiationException;

/// A policy cannot be used; the message says where and why, and what to write instead.
final class PolicyException extends Exception {
    private static final long serialVersionUID = 1;

    PolicyException(String message) {
        super(message);
    }

    static PolicyException at(int line, String message) {
        return new PolicyException("policy line " + line + ": " + message);
    }

    static PolicyException of(JacksonException cause) {
        TokenStreamLocation place = cause.getLocation();
        int line = place == null ? 0 : place.getLineNr();
        String path = path(cause);
        String where = path.isEmpty() ? "" : path + ": ";
        return line < 1 ? new PolicyException("policy: " + where + reason(cause)) : at(line, where + reason(cause));
    }

    private static String reason(JacksonException cause) {
        return switch (cause) {
            case ValueInstantiationException e
            when e.getCause() instanceof IllegalArgumentException wrong -> String.valueOf(wrong.getMessage());
            default -> plain(cause.getOriginalMessage());
        };
    }

    /// The YAML parser tells the problem in the first line that is neither a place nor an excerpt; Jackson adds
    /// class names.
    private static String plain(@Nullable String message) {
        if (message == null) return "not understood";
        return message.lines()
                .filter(line -> !line.startsWith(" "))
                .limit(2)
                .collect(Collectors.joining(": "))
                .replaceFirst("Missing required creator property '(\\w+)'.*", "$1 is missing")
                .replaceFirst("Cannot (deserialize|construct).*? from ", "wrong here: ")
                .replaceAll("`?(beholden|java|tools)\\.[\\w.$<>]+`?", "what belongs here");
    }

    private static String path(JacksonException cause) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : cause.getPath()) {
            if (step.getPropertyName() == null) {
                path.append(' ').append(step.getIndex() + 1);
            } else {
                path.append(path.isEmpty() ? "" : ", ").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
