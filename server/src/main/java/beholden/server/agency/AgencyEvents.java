package beholden.server.agency;

import beholden.server.events.AgencyEvent;
import beholden.server.events.EventKinds;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AgencyEvents {

    @Bean
    EventKinds agency() {
        List<Class<? extends AgencyEvent>> kinds = Arrays.stream(AccountEvent.class.getPermittedSubclasses())
                .<Class<? extends AgencyEvent>>map(kind -> kind.asSubclass(AgencyEvent.class))
                .toList();
        return new EventKinds(kinds, Accounts::new);
    }
}
