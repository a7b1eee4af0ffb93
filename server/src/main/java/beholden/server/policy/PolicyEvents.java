package beholden.server.policy;

import beholden.server.events.EventKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PolicyEvents {

    @Bean
    EventKinds policyEventKinds() {
        return EventKinds.of(PolicyEvent.class, PolicyHistory::new);
    }
}
