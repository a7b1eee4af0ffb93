package beholden.drill.search;

import java.util.SequencedMap;

/// Something a thief must not find, known because the drill itself put it into the vault.
public sealed interface KnownSecret {
    /// Description of the secret for the report; not the secret itself.
    String what();

    /// Every spelling in which a search looks for it, by name.
    default SequencedMap<String, byte[]> spellings() {
        return Spellings.of(this);
    }

    /// Words: a name, an address, the text of an event.
    ///
    /// @param text long enough that chance does not write it: its shortest spelling has eight bytes
    record Words(String what, String text) implements KnownSecret {
        public Words {
            refuseShort(what, text.length());
        }
    }

    /// Bytes: an id, a key, a part of a photo.
    record Octets(String what, byte[] bytes) implements KnownSecret {
        public Octets {
            bytes = bytes.clone();
            refuseShort(what, bytes.length);
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    private static void refuseShort(String what, int length) {
        if (length < ByteSearch.SHORTEST) {
            throw new IllegalArgumentException(what + ": " + length + " bytes are found everywhere by chance; "
                    + ByteSearch.SHORTEST + " at least");
        }
    }
}
