package beholden.server.errors;

import beholden.server.refusal.Refusal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Refuses bodies that leave out, or give as null, what their record does not mark as `@Nullable`: Jackson lets
/// both pass.
@RestControllerAdvice
final class WholeBodies extends RequestBodyAdviceAdapter {

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        requireWhole(body, "");
        return body;
    }

    /// @param path such as `features.0`; empty for the body itself
    private static void requireWhole(Object value, String path) {
        if (value instanceof Record whole) {
            for (RecordComponent part : whole.getClass().getRecordComponents()) {
                boolean optional = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
                require(of(whole, part), path.isEmpty() ? part.getName() : path + "." + part.getName(), optional);
            }
        } else if (value instanceof Collection<?> all) {
            int number = 0;
            for (Object one : all) require(one, path + "." + number++, false);
        }
    }

    private static void require(@Nullable Object value, String path, boolean optional) {
        if (value != null) requireWhole(value, path);
        else if (!optional) throw Refusal.invalid(path + ": is missing");
    }

    private static @Nullable Object of(Record whole, RecordComponent part) {
        Method accessor = part.getAccessor();
        try {
            accessor.setAccessible(true);
            return accessor.invoke(whole);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a part of a record cannot be read", e);
        }
    }
}
