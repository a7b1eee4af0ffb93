package beholden.server.casework;

import beholden.server.events.EventKinds;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CaseworkEvents {

    @Bean
    EventKinds caseEvents() {
        return new EventKinds(
                List.of(CaseOpened.class, CaseClosed.class, DocumentReceived.class, DocumentSealed.class), Cases::new);
    }

    @Bean
    EventKinds policyEvents() {
        return new EventKinds(List.of(PolicyChanged.class), PolicyHistory::new);
    }
}
