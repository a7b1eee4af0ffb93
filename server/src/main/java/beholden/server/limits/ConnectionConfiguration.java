package beholden.server.limits;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration implements WebMvcConfigurer {

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst(new HeldRefusals(Thread::sleep));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodyDeadline(
            @Value("${server.tomcat.max-connections}") int connections) {
        return factory -> factory.addEngineValves(new BodyDeadline(connections, System::nanoTime));
    }
}
