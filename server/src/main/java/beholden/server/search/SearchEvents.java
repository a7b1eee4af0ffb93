package beholden.server.search;

import beholden.server.events.EventKinds;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SearchEvents {

    @Bean
    EventKinds searchEventKinds() {
        return new EventKinds(
                List.of(Searched.class, SearchAsked.class, SearchDecided.class, SearchRefused.class, ProbeKept.class),
                Searches::new);
    }
}
