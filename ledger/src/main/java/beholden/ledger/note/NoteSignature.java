package beholden.ledger.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// One signature line of a note: `— NAME BASE64(KEY ID ‖ SIGNATURE)`.
///
/// @param name  of the key that signed; not empty, without Unicode spaces or `+`
/// @param keyId tells keys of one name apart; no proof of anything
/// @param bytes the signature as its algorithm writes it, at least one byte; copied in and out
public record NoteSignature(String name, int keyId, byte[] bytes) {
    private static final String START = "— ";

    public NoteSignature {
        if (!CanonicalText.isKeyName(name)) throw new IllegalArgumentException("not a key name: \"" + name + "\"");
        if (bytes.length == 0) throw new IllegalArgumentException("the signature of " + name + " is empty");
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The whole line, newline included.
    public String line() {
        byte[] all = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(keyId)
                .put(bytes)
                .array();
        return START + name + " " + Base64.getEncoder().encodeToString(all) + "\n";
    }

    /// @param line without its newline
    /// @throws NoteException if it is no signature line
    public static NoteSignature parse(String line) throws NoteException {
        if (!line.startsWith(START))
            throw CanonicalText.malformed("line", line, "a signature: \"— NAME BASE64\", with a dash of U+2014");
        int space = line.indexOf(' ', START.length());
        if (space < 0) throw CanonicalText.malformed("line", line, "a signature: \"— NAME BASE64\"");
        String name = line.substring(START.length(), space);
        if (!CanonicalText.isKeyName(name)) throw CanonicalText.malformed("key name", name, "allowed");
        byte[] all = CanonicalText.base64(line.substring(space + 1), "signature");
        if (all.length <= Integer.BYTES)
            throw new NoteException("the signature of " + name + " has " + all.length + " bytes, too few for a key's"
                    + " id and a signature");
        return new NoteSignature(
                name, ByteBuffer.wrap(all).getInt(), Arrays.copyOfRange(all, Integer.BYTES, all.length));
    }

    /// Whether both say to be by the same key.
    boolean sameKeyAs(NoteSignature other) {
        return keyId == other.keyId && name.equals(other.name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that && sameKeyAs(that) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + keyId) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return line().stripTrailing();
    }
}
