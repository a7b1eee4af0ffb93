package beholden.server.imports;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/// Leaves the forms of imports to [Upload]; all others stay within the limits of `spring.servlet.multipart`, and are
/// read
/// only where something takes a form.
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {
    private static final Pattern IMPORTS = Pattern.compile("/api/v1/sources/[^/]*/imports");

    @Bean
    MultipartResolver multipartResolver() {
        StandardServletMultipartResolver resolver = new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return !IMPORTS.matcher(request.getRequestURI()).matches() && super.isMultipart(request);
            }
        };
        resolver.setResolveLazily(true);
        return resolver;
    }
}
