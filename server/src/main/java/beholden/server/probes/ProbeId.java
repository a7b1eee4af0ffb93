package beholden.server.probes;

import java.util.UUID;

/// An uploaded photo that waits in memory to be searched.
public record ProbeId(UUID value) {

    static ProbeId random() {
        return new ProbeId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
