package beholden.server.limits;

import beholden.server.route.Payload;
import beholden.server.route.Routes;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/// Reads forms of files, within the limits of `spring.servlet.multipart`, only where a route takes one that is held
/// in memory. A form that is streamed is left to its handler.
@Configuration(proxyBeanMethods = false)
class FormConfiguration {

    @Bean
    MultipartResolver multipartResolver(Routes routes) {
        StandardServletMultipartResolver resolver = new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return routes.of(request).payload() == Payload.FILE && super.isMultipart(request);
            }
        };
        resolver.setResolveLazily(true);
        return resolver;
    }
}
