package beholden.ledger.note;

import beholden.ledger.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// The small pieces that notes, checkpoints, proofs and requests to witnesses are made of, each in the one spelling
/// that is allowed: what a signature covers may have no second reading.
public final class CanonicalText {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final int SHOWN = 40;

    private CanonicalText() {}

    /// The text of valid UTF-8.
    ///
    /// @throws NoteException if the bytes are no UTF-8, or hold a control character other than newline
    public static String utf8(byte[] bytes) throws NoteException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NoteException("the text is not UTF-8", e);
        }
        refuseControls(text);
        return text;
    }

    /// A number without sign or leading zeros.
    ///
    /// @param what how to call it in the message, such as `tree size`
    public static long decimal(String text, String what) throws NoteException {
        if (!DECIMAL.matcher(text).matches()) throw malformed(what, text, "a decimal number without leading zeros");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new NoteException(what + " " + text + " is over the limit of 2^63 - 1", e);
        }
    }

    /// A SHA-256 hash in Base64.
    ///
    /// @param what how to call it in the message, such as `root hash`
    public static Hash hash(String text, String what) throws NoteException {
        byte[] bytes = base64(text, what);
        if (bytes.length != Hash.LENGTH) throw malformed(what, text, Hash.LENGTH + " bytes in Base64");
        return new Hash(bytes);
    }

    /// Standard Base64 with its padding and without stray bits at its end (the JDK's decoder is more generous).
    ///
    /// @param what how to call it in the message, such as `signature`
    public static byte[] base64(String text, String what) throws NoteException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) return bytes;
        } catch (IllegalArgumentException e) {
            // Told below, in words that say what was expected.
        }
        throw malformed(what, text, "Base64");
    }

    static void refuseControls(String text) throws NoteException {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' && character != '\n')
                throw new NoteException("the text holds the control character %02X at position %d, which is not allowed"
                        .formatted((int) character, i));
        }
    }

    /// Whether a key may have this name: it is not empty, and holds neither Unicode spaces, plus signs nor controls.
    static boolean isKeyName(String name) {
        return !name.isEmpty() && name.codePoints().noneMatch(CanonicalText::isForbiddenInName);
    }

    private static boolean isForbiddenInName(int character) {
        // U+0085 is white space to Unicode, and not to Java.
        return character == '+'
                || character == 0x85
                || character < ' '
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.SURROGATE;
    }

    static NoteException malformed(String what, String found, String expected) {
        String shown = found.length() <= SHOWN ? found : found.substring(0, SHOWN) + "…";
        return new NoteException(what + " \"" + shown + "\" is not " + expected);
    }
}
