package beholden.server.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/// Refuses requests in which a field is missing or null that a record does not call `@Nullable`: the compiler takes it
/// for granted that it is there. No list has a null in it.
@Component
final class NullnessOfRequests implements JsonMapperBuilderCustomizer {

    @Override
    public void customize(JsonMapper.Builder mapper) {
        mapper.annotationIntrospector(AnnotationIntrospector.pair(mapper.annotationIntrospector(), new Nullness()));
    }

    private static final class Nullness extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return isRequired(member) ? Boolean.TRUE : null;
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
            if (isRequired(member)) return JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL);
            return isOurs(member) ? JsonSetter.Value.forContentNulls(Nulls.FAIL) : JsonSetter.Value.empty();
        }

        private static boolean isOurs(Annotated member) {
            return member instanceof AnnotatedParameter parameter
                    && parameter.getDeclaringClass().isRecord()
                    && parameter.getDeclaringClass().getPackageName().startsWith("beholden.server");
        }

        private static boolean isRequired(Annotated member) {
            return isOurs(member)
                    && member instanceof AnnotatedParameter parameter
                    && !parameter
                            .getDeclaringClass()
                            .getRecordComponents()[parameter.getIndex()]
                            .getAnnotatedType()
                            .isAnnotationPresent(Nullable.class);
        }
    }
}
