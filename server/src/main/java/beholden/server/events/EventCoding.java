package beholden.server.events;

import java.io.IOException;
import java.util.Collection;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.dataformat.cbor.CBORMapper;

/// Events as the bytes that are sealed: CBOR.
public final class EventCoding {
    private final CBORMapper mapper;

    public EventCoding(Collection<EventKinds> kinds) {
        CBORMapper.Builder builder = CBORMapper.builder()
                .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
                .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
                .changeDefaultPropertyInclusion(value ->
                        value.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL));
        kinds.forEach(of -> of.kinds().forEach(builder::registerSubtypes));
        mapper = builder.build();
    }

    byte[] encode(Recorded recorded) {
        return mapper.writeValueAsBytes(recorded);
    }

    /// @throws IOException if this version does not know such an event
    public Recorded decode(byte[] bytes) throws IOException {
        try {
            return mapper.readValue(bytes, Recorded.class);
        } catch (JacksonException e) {
            throw new IOException("an event has a form that this version does not know: " + e.getOriginalMessage(), e);
        }
    }
}
