package beholden.server.source;

import beholden.server.events.EventKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

    @Bean
    EventKinds sourceEvents() {
        return EventKinds.of(SourceEvent.class, Sources::new);
    }
}
