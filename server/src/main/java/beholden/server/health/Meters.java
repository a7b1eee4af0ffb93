package beholden.server.health;

import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Meters that are left out, though libraries have them.
@Configuration(proxyBeanMethods = false)
class Meters {

    /// Leaves out sessions: how many have signed in is nobody's business, not even of all agencies together.
    @Bean
    MeterFilter noSessions() {
        return MeterFilter.denyNameStartsWith("tomcat.sessions");
    }
}
