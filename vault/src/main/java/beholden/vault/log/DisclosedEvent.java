package beholden.vault.log;

import beholden.vault.seal.DisclosedCell;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/// An event for others to read: its cells, each with the key of that cell alone.
///
/// AES-GCM does not bind a box to one key: who writes it could look for two that both open it. What such a second
/// key would show is as good as random, so [#open()] takes nothing but the exact form that a vault writes: of
/// every cell the
/// header, and zeros up to its end. Readers do their part by taking no event of a form that they do not know.
///
/// @param cells all of the event's, in order
public record DisclosedEvent(List<DisclosedCell> cells) {

    public DisclosedEvent {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) throw new IllegalArgumentException("an event has at least one cell");
    }

    /// The event's bytes.
    ///
    /// @throws GeneralSecurityException if a key does not open its cell, or the cells are not one whole event
    public byte[] open() throws GeneralSecurityException {
        List<Payload> parts = new ArrayList<>(cells.size());
        for (DisclosedCell cell : cells) {
            byte[] content = cell.content();
            long first = parts.isEmpty()
                    ? Payload.firstOf(content)
                    : parts.getFirst().first();
            Payload part = Payload.parse(content, first + parts.size());
            if (!part.fills(content)) throw new GeneralSecurityException("a cell is not padded with zeros");
            if (part.first() != first
                    || part.count() != cells.size()
                    || part.length() != (parts.isEmpty() ? part : parts.getFirst()).length()) {
                throw new GeneralSecurityException("the cells are not those of one event");
            }
            parts.add(part);
        }
        return Payload.join(parts, parts.getFirst().length());
    }
}
