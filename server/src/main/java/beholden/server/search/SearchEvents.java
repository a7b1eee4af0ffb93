package beholden.server.search;

import beholden.server.events.EventKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SearchEvents {

    @Bean
    EventKinds searchEventKinds() {
        return Searches.KINDS;
    }
}
