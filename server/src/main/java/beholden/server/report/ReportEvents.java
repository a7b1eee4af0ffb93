package beholden.server.report;

import beholden.server.events.EventKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportEvents {

    @Bean
    EventKinds reportEventKinds() {
        return RecordNumbers.KINDS;
    }
}
