package beholden.server.web;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Serves the built browser application. Its page is asked for anew each time; the names of all else change with what
/// is in them, so that is kept.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("beholden.pages")
class WebFiles implements WebMvcConfigurer {
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final String folder;

    /// @param folder URL of the folder that the build made, with a slash at its end
    WebFiles(@Value("${beholden.pages}") String folder) {
        this.folder = folder;
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/*.html").addResourceLocations(folder).setCacheControl(CacheControl.noCache());
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(folder + "assets/")
                .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
    }
}
