package beholden.server.source;

import beholden.server.events.EventKinds;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SourceEvents {

    @Bean
    EventKinds sources() {
        return new EventKinds(
                List.of(
                        SourceRegistered.class,
                        SourceChanged.class,
                        SourceEnded.class,
                        RemovalFinished.class,
                        ImportBegun.class,
                        ImportEnded.class,
                        PhotosTakenDown.class,
                        RetentionEnded.class),
                Sources::new);
    }
}
