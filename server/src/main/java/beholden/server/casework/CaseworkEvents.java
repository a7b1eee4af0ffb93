package beholden.server.casework;

import beholden.server.events.EventKinds;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CaseworkEvents {

    @Bean
    EventKinds caseEvents() {
        return Cases.KINDS;
    }

    @Bean
    EventKinds policyEvents() {
        return new EventKinds(List.of(PolicyChanged.class), PolicyHistory::new);
    }
}
