package beholden.server.takedown;

import beholden.server.events.EventKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TakedownConfiguration {

    @Bean
    EventKinds takedownEvents() {
        return EventKinds.of(TakedownEvent.class, TakenDown::new);
    }
}
