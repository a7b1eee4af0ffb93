package beholden.server.review;

import beholden.server.events.EventKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReviewEvents {

    @Bean
    EventKinds reviewEventKinds() {
        return Reviews.KINDS;
    }
}
