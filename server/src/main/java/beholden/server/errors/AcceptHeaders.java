package beholden.server.errors;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// An `Accept` that cannot be read is disregarded, as RFC 9110 §12.5.1 allows, so that its sender can be told what
/// else was wrong.
@Configuration(proxyBeanMethods = false)
class AcceptHeaders implements WebMvcConfigurer {

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        ContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();
        configurer.strategies(List.of(request -> accepted(header, request)));
    }

    private static List<MediaType> accepted(ContentNegotiationStrategy header, NativeWebRequest request) {
        try {
            return header.resolveMediaTypes(request);
        } catch (HttpMediaTypeNotAcceptableException _) {
            return ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST;
        }
    }
}
