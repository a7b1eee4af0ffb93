package beholden.server.review;

import beholden.server.events.EventKinds;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReviewEvents {

    @Bean
    EventKinds reviewEventKinds() {
        return new EventKinds(List.of(Disposed.class, Concluded.class, OutcomeReached.class), Reviews::new);
    }
}
