package beholden.server.health;

import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is not measured, though libraries would.
@Configuration(proxyBeanMethods = false)
class Meters {

    /// How many have signed in is nobody's business, not even of all agencies together.
    @Bean
    MeterFilter noSessions() {
        return MeterFilter.denyNameStartsWith("tomcat.sessions");
    }
}
