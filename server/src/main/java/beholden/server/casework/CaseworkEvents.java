package beholden.server.casework;

import beholden.server.events.EventKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CaseworkEvents {

    @Bean
    EventKinds caseworkEventKinds() {
        return Cases.KINDS;
    }
}
