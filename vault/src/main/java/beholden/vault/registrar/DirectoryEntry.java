package beholden.vault.registrar;

import beholden.vault.key.AgencyId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Who an agency is: what the registrar knows and the server must not.
///
/// Its content is always [#BYTES] long: format 1 (1 byte), id (16), seconds since 1970 (8), then name and
/// contact, each with its length in bytes (2) and in UTF-8, then zeros.
///
/// @param id      under which the vault keeps the agency's events
/// @param name    1 to 200 bytes of UTF-8
/// @param contact 0 to 250 bytes of UTF-8
/// @param added   to the second
public record DirectoryEntry(AgencyId id, String name, String contact, Instant added) {
    static final int BYTES = 512;

    private static final int FORMAT = 1;
    private static final int MOST_NAME = 200;
    private static final int MOST_CONTACT = 250;

    public DirectoryEntry {
        requireLength("name", name, 1, MOST_NAME);
        requireLength("contact", contact, 0, MOST_CONTACT);
        added = Instant.ofEpochSecond(added.getEpochSecond());
    }

    byte[] content() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.write(id.bytes());
            out.writeLong(added.getEpochSecond());
            for (String text : List.of(name, contact)) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeShort(utf8.length);
                out.write(utf8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(bytes.toByteArray(), BYTES);
    }

    /// @throws RegistrarException if it is of a format that this version does not know
    static DirectoryEntry parse(byte[] content) throws RegistrarException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readByte() == FORMAT && content.length == BYTES) {
                AgencyId id = new AgencyId(in.readNBytes(AgencyId.BYTES));
                Instant added = Instant.ofEpochSecond(in.readLong());
                String name = new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
                String contact = new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
                return new DirectoryEntry(id, name, contact, added);
            }
        } catch (IOException | IllegalArgumentException _) {
            // said below
        }
        throw new RegistrarException("an entry of the directory has a form that this version does not know");
    }

    @Override
    public String toString() {
        return "DirectoryEntry[hidden]";
    }

    private static void requireLength(String field, String text, int least, int most) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < least || bytes > most) {
            throw new IllegalArgumentException(
                    "the agency's %s has %,d bytes; it can have %d to %d".formatted(field, bytes, least, most));
        }
    }
}
