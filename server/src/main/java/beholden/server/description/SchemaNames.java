package beholden.server.description;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Names of types in the description: as in Java, with the type it is in before it, without the words that say
/// what it is for. `AccountController.Invite` is `AccountInvite`, `AccountController.Shown` is `Account`.
///
/// Simple names alone would not do: several types are called `Shown`, and one would be described as another.
final class SchemaNames extends TypeNameResolver {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaNames.class);

    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

    /// The type that a schema describes; empty for one that is made by hand, or of a generic type.
    Optional<Class<?>> typeOf(String name) {
        return Optional.ofNullable(types.get(name));
    }

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        Schema given = type.getDeclaredAnnotation(Schema.class);
        String name = given == null || given.name().isEmpty() ? of(type) : given.name();
        Class<?> other = types.putIfAbsent(name, type);
        if (other != null && other != type) {
            LOG.error("{} and {} would both be {}; rename one", other.getName(), type.getName(), name);
            throw new IllegalStateException("two types of one name");
        }
        return name;
    }

    /// Names a generic type. Pages are the only ones, and what is on them says enough.
    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
        String name = super.nameForGenericType(type, options);
        types.putIfAbsent(name, type.getRawClass());
        return name;
    }

    static String of(Class<?> type) {
        String own = type.getSimpleName().replaceAll("Controller|Json|Shown", "");
        Class<?> around = type.getEnclosingClass();
        if (around == null) return own;
        String outer = of(around);
        return own.startsWith(outer) ? own : outer + own;
    }
}
