package beholden.faces.photo;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The parts of a JPEG that make pixels, in their order: comments, thumbnails, stray bytes and what cameras put behind
/// the picture are not among them.
///
/// @param pieces   start marker, tables, headers and coded data; the end marker is put behind them
/// @param dataEnds offsets in the file at which the coded data of each pass ends
/// @param ended    whether the file has an end marker of its own
record JpegStream(List<Piece> pieces, List<Integer> dataEnds, boolean ended) {
    /// A stretch of bytes.
    ///
    /// @param bytes not copied
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Piece(byte[] bytes, int at, int length) {}

    private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) 0xd9};

    /// Bytes of one value that count as filler: before the place where the decoder stopped, which reads up to eight
    /// bytes ahead, and behind it.
    private static final int FILLER_BEFORE = 10;

    private static final int FILLER_BEHIND = 8;

    /// Collects the pieces of a file in their order.
    static final class Builder {
        /// Pieces in a real file are about twenty.
        private static final int MOST_PIECES = 10_000;

        private final PhotoBytes file;
        private final List<Piece> pieces = new ArrayList<>();
        private final List<Integer> dataEnds = new ArrayList<>();

        Builder(PhotoBytes file) {
            this.file = file;
        }

        /// Adds bytes of our own making.
        void add(byte[] bytes) {
            pieces.add(new Piece(bytes, 0, bytes.length));
        }

        /// Adds a stretch of the file.
        void add(int at, int length) throws PhotoRefusedException {
            Piece last = pieces.isEmpty() ? null : pieces.getLast();
            if (last != null && last.bytes == file.array() && last.at + last.length == at) {
                pieces.set(pieces.size() - 1, new Piece(last.bytes, last.at, last.length + length));
                return;
            }
            if (pieces.size() >= MOST_PIECES) {
                throw file.refused(Reason.TOO_COSTLY, "it is cut in more than %,d pieces".formatted(MOST_PIECES));
            }
            pieces.add(new Piece(file.array(), at, length));
        }

        /// Adds the coded data of one pass.
        void addData(int from, int to) throws PhotoRefusedException {
            add(from, to - from);
            dataEnds.add(to);
        }

        /// @param head bytes that come first
        JpegStream build(byte[] head, boolean ended) {
            pieces.addFirst(new Piece(head, 0, head.length));
            return new JpegStream(List.copyOf(pieces), List.copyOf(dataEnds), ended);
        }
    }

    /// A whole JPEG of these pieces.
    MemorySegment copied(Arena arena) {
        long length = END_OF_IMAGE.length;
        for (Piece piece : pieces) length += piece.length;
        MemorySegment whole = arena.allocate(length);
        long to = 0;
        for (Piece piece : pieces) {
            MemorySegment.copy(piece.bytes, piece.at, whole, ValueLayout.JAVA_BYTE, to, piece.length);
            to += piece.length;
        }
        MemorySegment.copy(END_OF_IMAGE, 0, whole, ValueLayout.JAVA_BYTE, to, END_OF_IMAGE.length);
        return whole;
    }

    /// This stream without the `count` bytes of the file before the offset `end`.
    JpegStream without(PhotoBytes file, int count, int end) {
        List<Piece> left = new ArrayList<>();
        int from = end - count;
        for (Piece piece : pieces) {
            if (piece.bytes == file.array() && piece.at <= from && end <= piece.at + piece.length) {
                left.add(new Piece(piece.bytes, piece.at, from - piece.at));
                left.add(new Piece(piece.bytes, end, piece.at + piece.length - end));
            } else {
                left.add(piece);
            }
        }
        return new JpegStream(left, dataEnds, ended);
    }

    /// Whether the file ends within the coded data.
    boolean endsWith(PhotoBytes file) {
        return !ended && dataEnds.getLast() == file.length();
    }

    /// Whether the picture runs into filler: a file cut short on a broken disk or card has been filled up with one
    /// value, and some of it was taken for the picture.
    ///
    /// @param unread bytes before the end of the last pass that the decoder had no use for
    boolean runsIntoFiller(PhotoBytes file, long unread) {
        int end = dataEnds.getLast();
        int pictureEnd = (int) Math.max(0, end - unread);
        int from = Math.max(0, pictureEnd - FILLER_BEFORE);
        int to = Math.min(end, pictureEnd + FILLER_BEHIND);
        byte[] filler = new byte[to - from];
        Arrays.fill(filler, file.array()[from]);
        return pictureEnd < end && Arrays.equals(file.array(), from, to, filler, 0, filler.length);
    }
}
