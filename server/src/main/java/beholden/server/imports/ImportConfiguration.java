package beholden.server.imports;

import beholden.server.events.EventKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    EventKinds importEvents() {
        return EventKinds.of(ImportEvent.class, ImportLog::new);
    }
}
