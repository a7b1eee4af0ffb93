package beholden.faces.photo;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of one file and the name to use in messages; every read is checked, and reading past the end is
/// [Reason#TRUNCATED].
///
/// @param name  name of the file, for messages only
/// @param array content, not copied
record PhotoBytes(String name, byte[] array) {
    int length() {
        return array.length;
    }

    int u8(long at) throws PhotoRefusedException {
        need(at, 1);
        return array[(int) at] & 0xff;
    }

    int u16be(long at) throws PhotoRefusedException {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16le(long at) throws PhotoRefusedException {
        return u8(at) | u8(at + 1) << 8;
    }

    int u24le(long at) throws PhotoRefusedException {
        return u16le(at) | u8(at + 2) << 16;
    }

    long u32be(long at) throws PhotoRefusedException {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    long u32le(long at) throws PhotoRefusedException {
        return u16le(at) | (long) u16le(at + 2) << 16;
    }

    /// Four characters, as chunk names are.
    String fourCc(long at) throws PhotoRefusedException {
        need(at, 4);
        return new String(array, (int) at, 4, StandardCharsets.ISO_8859_1);
    }

    boolean startsWith(int at, String text) {
        if (at < 0 || at + text.length() > array.length) {
            return false;
        }
        return new String(array, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    /// A copy of `length` bytes from `at`.
    byte[] slice(long at, long length) throws PhotoRefusedException {
        need(at, length);
        return Arrays.copyOfRange(array, (int) at, (int) (at + length));
    }

    /// Refuses the file unless it has `length` bytes from `at`.
    void need(long at, long length) throws PhotoRefusedException {
        if (at < 0 || length < 0) {
            throw corrupt("it points outside itself");
        }
        if (at + length > array.length) {
            throw truncated();
        }
    }

    PhotoRefusedException truncated() {
        return refused(
                Reason.TRUNCATED,
                "the file is cut short: it ends after %,d bytes, before the picture does".formatted(array.length));
    }

    PhotoRefusedException corrupt(String fact) {
        return refused(Reason.CORRUPT, "the file is damaged: " + fact);
    }

    PhotoRefusedException unsupported(String fact) {
        return refused(Reason.UNSUPPORTED, fact + "; save the photo as an ordinary JPEG or PNG");
    }

    PhotoRefusedException refused(Reason reason, String fact) {
        return new PhotoRefusedException(reason, name, fact, null);
    }

    PhotoRefusedException corrupt(Throwable codecFailure) {
        String words =
                codecFailure.getMessage() == null ? codecFailure.getClass().getSimpleName() : codecFailure.getMessage();
        return new PhotoRefusedException(
                Reason.CORRUPT, name, "the file is damaged: the decoder says “" + words + "”", codecFailure);
    }
}
