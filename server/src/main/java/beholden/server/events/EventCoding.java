package beholden.server.events;

import beholden.vault.log.SealedLog;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.dataformat.cbor.CBORMapper;

/// Events as the bytes that are sealed: CBOR.
public final class EventCoding {
    private static final Set<String> LOSSES =
            AcknowledgedLosses.KINDS.kinds().stream().map(EventKinds::name).collect(Collectors.toUnmodifiableSet());

    private final CBORMapper mapper;

    public EventCoding(Collection<EventKinds> kinds) {
        CBORMapper.Builder builder = CBORMapper.builder()
                .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
                .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL));
        kinds.forEach(of -> of.kinds().forEach(builder::registerSubtypes));
        mapper = builder.build();
    }

    /// Form in which an event is written down: its number follows from its place.
    private record Written(Instant at, @Nullable AccountId by, AgencyEvent event) {}

    /// @throws IllegalArgumentException if the event cannot be written down, as when a text is not Unicode
    byte[] encode(Recorded recorded) {
        String kind = recorded.event().getClass().getSimpleName();
        byte[] bytes;
        try {
            bytes = mapper.writeValueAsBytes(new Written(recorded.at(), recorded.by(), recorded.event()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(kind + ": cannot be written down: " + e.getOriginalMessage(), e);
        }
        if (bytes.length > SealedLog.MAX_EVENT) {
            throw new IllegalArgumentException(
                    "%s: takes %,d bytes; an event has at most %,d".formatted(kind, bytes.length, SealedLog.MAX_EVENT));
        }
        return bytes;
    }

    /// The time of an event, of whatever kind.
    ///
    /// @throws UnknownEventException if it has none where this version looks for it
    Instant time(byte[] bytes) throws UnknownEventException {
        try {
            return Instant.ofEpochMilli(mapper.readTree(bytes).required("at").longValue());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnknownEventException(e);
        }
    }

    /// An event that says which loss was acknowledged; null if it is another, of whatever kind.
    ///
    /// @throws UnknownEventException if it is of another form than this version writes
    @Nullable
    Recorded loss(byte[] bytes) throws UnknownEventException {
        try {
            String kind = mapper.readTree(bytes).path("event").path("is").asString();
            return LOSSES.contains(kind) ? decode(0, bytes) : null;
        } catch (JacksonException e) {
            throw new UnknownEventException(e);
        }
    }

    /// Reads an event that was written down in the one spelling that [#encode] gives it: no unknown fields, none
    /// twice or in another order, no number in a longer form.
    ///
    /// @param number of the event in its book, from 0
    /// @throws IOException if this version does not know such an event, or spells it otherwise
    public Recorded decodeCanonical(int number, byte[] bytes) throws IOException {
        Recorded recorded = decode(number, bytes);
        if (!Arrays.equals(encode(recorded), bytes)) {
            throw new IOException("an event is not spelt as this version spells it");
        }
        return recorded;
    }

    /// @param number of the event in its book, from 0
    /// @throws UnknownEventException if this version does not know such an event
    public Recorded decode(int number, byte[] bytes) throws UnknownEventException {
        try {
            Written written = mapper.readValue(bytes, Written.class);
            return new Recorded(number, written.at(), written.by(), written.event());
        } catch (JacksonException e) {
            throw new UnknownEventException(e);
        }
    }
}
