package beholden.server.agency;

import beholden.server.events.EventKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AgencyEvents {

    @Bean
    EventKinds agency() {
        return EventKinds.of(AccountEvent.class, Accounts::new);
    }

    @Bean
    EventKinds leaders() {
        return EventKinds.of(ProposalEvent.class, Leaders::new);
    }
}
