package beholden.vault.log;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Content of one cell of an event, before it is padded and sealed.
///
/// ```
/// format  1 byte    2
/// epoch   4 bytes   epoch of the agency's log
/// first   8 bytes   n of the event's first cell
/// index   4 bytes   which of the event's cells this is, from 0
/// count   4 bytes   cells of the event
/// length  4 bytes   bytes of the whole event
/// part              the event's bytes first part, second part, …; the last one is shorter
/// ```
/// Epoch and index follow from the label too, which is bound to the box; they are written down for outsiders, who
/// cannot check labels. Numbers are big-endian.
///
/// @param epoch  of the agency's log, 1 or more
/// @param first  n of the event's first cell
/// @param count  cells of the event, 1 or more
/// @param length bytes of the whole event
/// @param part   this cell's share of them
record Payload(int epoch, long first, int count, int length, byte[] part) {

    private static final byte FORMAT = 2;
    private static final int HEADER = 25;

    /// How many bytes of an event fit into one cell.
    static int room(int contentRoom) {
        return contentRoom - HEADER;
    }

    /// How many cells an event of `length` bytes takes.
    static int cells(int length, int contentRoom) {
        return Math.ceilDiv(length, room(contentRoom));
    }

    /// The contents of an event's cells, in order.
    static List<byte[]> split(byte[] event, Position at, int contentRoom) {
        int room = room(contentRoom);
        int count = cells(event.length, contentRoom);
        List<byte[]> contents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = i * room;
            int length = Math.min(room, event.length - from);
            contents.add(ByteBuffer.allocate(HEADER + length)
                    .put(FORMAT)
                    .putInt(at.epoch())
                    .putLong(at.cell())
                    .putInt(i)
                    .putInt(count)
                    .putInt(event.length)
                    .put(event, from, length)
                    .array());
        }
        return contents;
    }

    /// Reads the content of the cell `at`; padding is passed over.
    ///
    /// @throws GeneralSecurityException if no vault writes such a content at this place
    static Payload parse(byte[] content, Position at) throws GeneralSecurityException {
        int room = room(content.length);
        if (room < 1) throw new GeneralSecurityException("the cell has no room for an event");
        ByteBuffer in = ByteBuffer.wrap(content);
        if (in.get() != FORMAT) {
            throw new GeneralSecurityException("the cell has another format than " + FORMAT);
        }
        int epoch = in.getInt();
        long first = in.getLong();
        int index = in.getInt();
        int count = in.getInt();
        int length = in.getInt();
        boolean here = epoch == at.epoch() && first >= 0 && index == at.cell() - first;
        if (!here || length < 1 || count != Math.ceilDiv(length, room) || index < 0 || index >= count) {
            throw new GeneralSecurityException("the cell does not belong where it is");
        }
        int from = index * room;
        byte[] part = Arrays.copyOfRange(content, HEADER, HEADER + Math.min(room, length - from));
        return new Payload(epoch, first, count, length, part);
    }

    /// Place where the event begins, as the content says.
    ///
    /// @throws GeneralSecurityException if there is no such place
    static Position firstOf(byte[] content) throws GeneralSecurityException {
        if (content.length <= HEADER) throw new GeneralSecurityException("the cell has no room for an event");
        ByteBuffer in = ByteBuffer.wrap(content, 1, HEADER - 1);
        int epoch = in.getInt();
        long first = in.getLong();
        if (epoch < 1 || first < 0) throw new GeneralSecurityException("the cell does not say where its event begins");
        return new Position(epoch, first);
    }

    /// Whether nothing but zeros follows this cell's share in its content.
    boolean fills(byte[] content) {
        for (int i = HEADER + part.length; i < content.length; i++) {
            if (content[i] != 0) return false;
        }
        return true;
    }

    /// The event whose cells these are, all of them and in order.
    static byte[] join(List<Payload> cells, int length) {
        ByteBuffer event = ByteBuffer.allocate(length);
        cells.forEach(cell -> event.put(cell.part));
        return event.array();
    }
}
