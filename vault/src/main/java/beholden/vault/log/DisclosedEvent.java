package beholden.vault.log;

import beholden.vault.seal.DisclosedCell;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/// An event for others to read: its cells, each with the key of that cell alone.
///
/// A cell opens under one key only ([DisclosedCell]), and [#open()] takes nothing but the exact form that a vault
/// writes: of every cell the header, which says where its event begins and which of its cells this is, and zeros
/// up to its end. So there is one event to a row of cells, and one row of contents to an event at its place.
/// Readers do their part by taking no event in another spelling than their own.
///
/// @param cells all of the event's, in order
public record DisclosedEvent(List<DisclosedCell> cells) {

    public DisclosedEvent {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) throw new IllegalArgumentException("an event has at least one cell");
    }

    /// The event, with the place in the agency's log that its cells say.
    ///
    /// @throws GeneralSecurityException if a key does not open its cell, or the cells are not one whole event
    public SealedEvent open() throws GeneralSecurityException {
        List<Payload> parts = new ArrayList<>(cells.size());
        Position begin = Payload.firstOf(cells.getFirst().content());
        int room = cells.getFirst().content().length;
        for (DisclosedCell cell : cells) {
            byte[] content = cell.content();
            Payload part = Payload.parse(content, new Position(begin.epoch(), begin.cell() + parts.size()));
            if (!part.fills(content)) throw new GeneralSecurityException("a cell is not padded with zeros");
            if (content.length != room
                    || part.first() != begin.cell()
                    || part.count() != cells.size()
                    || part.length() != (parts.isEmpty() ? part : parts.getFirst()).length()) {
                throw new GeneralSecurityException("the cells are not those of one event");
            }
            parts.add(part);
        }
        return new SealedEvent(begin, Payload.join(parts, parts.getFirst().length()));
    }
}
