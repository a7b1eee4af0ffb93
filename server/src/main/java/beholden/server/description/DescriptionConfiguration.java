package beholden.server.description;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The beginning of the description, and the reading of types into it.
@Configuration(proxyBeanMethods = false)
class DescriptionConfiguration {

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .components(new Components())
                .info(new Info()
                        .title("Beholden")
                        .description("Face search that answers for itself")
                        .version("1")
                        .license(new License().name("Apache License 2.0").identifier("Apache-2.0")));
    }

    /// The description is the same wherever the server is reached.
    @Bean
    GlobalOpenApiCustomizer nowhere() {
        return api -> api.setServers(List.of(new Server().url("/")));
    }

    @Bean
    SchemaNames schemaNames() {
        return new SchemaNames();
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers, SchemaNames names) {
        ModelResolver.enumsAsRef = true;
        return new ModelResolver(mappers.jsonMapper(), names).openapi31(true);
    }
}
