package beholden.server.limits;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodyDeadline(
            @Value("${server.tomcat.max-connections}") int connections) {
        return factory -> factory.addEngineValves(new BodyDeadline(connections, System::nanoTime));
    }
}
