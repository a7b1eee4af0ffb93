package beholden.ledger.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A text and the signatures under it (C2SP signed-note).
///
/// ```
/// text, one or more lines
///
/// — NAME BASE64
/// — NAME BASE64
/// ```
///
/// A parsed note says nothing yet: use its text only after [#verified(Collection)] or [CheckpointPolicy].
///
/// @param text       ends with a newline; UTF-8 without controls other than newline
/// @param signatures 1..[#MOST_SIGNATURES] lines, in their order, of known and unknown keys
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// Signature lines in a note at most. Every verifier must take 16; this leaves room for many witnesses.
    public static final int MOST_SIGNATURES = 64;

    /// Bytes of a note at most: the signatures of [#MOST_SIGNATURES] post-quantum keys, and a short text.
    public static final int MOST_BYTES = 512 * 1024;

    public SignedNote {
        if (!text.endsWith("\n")) throw new IllegalArgumentException("a note's text ends with a newline");
        if (signatures.isEmpty()) throw new IllegalArgumentException("a note has at least one signature");
        if (signatures.size() > MOST_SIGNATURES)
            throw new IllegalArgumentException(
                    signatures.size() + " signatures are over the limit of " + MOST_SIGNATURES);
        signatures = List.copyOf(signatures);
    }

    /// A new note with the signatures of all of `signers`, in their order.
    public static SignedNote sign(String text, Collection<? extends NoteSigner> signers) {
        try {
            CanonicalText.utf8(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoteException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (NoteSigner signer : signers) signatures.add(signer.sign(text));
        return new SignedNote(text, signatures);
    }

    /// This note with further signatures; one by a key that signed before takes the older one's place.
    public SignedNote with(Collection<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        for (NoteSignature added : more) {
            all.removeIf(added::sameKeyAs);
            all.add(added);
        }
        return new SignedNote(text, all);
    }

    /// This note with what other keys signed in another copy of it, as far as there is room.
    public SignedNote withThoseOf(SignedNote copy) {
        if (!text.equals(copy.text)) throw new IllegalArgumentException("signatures of another text");
        List<NoteSignature> all = new ArrayList<>(signatures);
        for (NoteSignature other : copy.signatures) {
            if (all.size() < MOST_SIGNATURES && all.stream().noneMatch(other::sameKeyAs)) all.add(other);
        }
        return new SignedNote(text, all);
    }

    /// Which of the known keys signed the text.
    ///
    /// Signatures of other keys are passed over, whatever they hold. A key counts once, however often it signed.
    ///
    /// @return at least one key, in the order of the signatures
    /// @throws NoteException if none of the known keys signed, or a signature that says to be by one of them is not
    public Set<NoteVerifier> verified(Collection<NoteVerifier> known) throws NoteException {
        Set<NoteVerifier> signed = new LinkedHashSet<>();
        for (NoteSignature signature : signatures) {
            for (NoteVerifier verifier : known) {
                if (!verifier.claims(signature)) continue;
                if (!verifier.verifies(text, signature))
                    throw new NoteException("the signature that says to be by " + verifier.name()
                            + " is not by its key," + " or the text was changed after it was signed");
                signed.add(verifier);
            }
        }
        if (signed.isEmpty()) throw new NoteException("none of the known keys signed it; it is signed by " + names());
        return signed;
    }

    private String names() {
        return String.join(
                ", ",
                signatures.stream().map(NoteSignature::name).distinct().limit(4).toList());
    }

    /// The note as it is stored and sent.
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a note; every line must be as it is written.
    ///
    /// @throws NoteException if it is none, or over a limit
    public static SignedNote parse(byte[] note) throws NoteException {
        if (note.length > MOST_BYTES)
            throw new NoteException("the note has %,d bytes; the limit is %,d".formatted(note.length, MOST_BYTES));
        String all = CanonicalText.utf8(note);
        int blank = all.lastIndexOf("\n\n");
        if (blank < 0) throw new NoteException("the note has no empty line between text and signatures");
        List<NoteSignature> signatures = parseSignatures(all.substring(blank + 2));
        return new SignedNote(all.substring(0, blank + 1), signatures);
    }

    /// Reads signature lines alone, as a witness answers with them.
    ///
    /// @throws NoteException if there is none, one is malformed, or they are too many
    public static List<NoteSignature> parseSignatures(String lines) throws NoteException {
        if (lines.isEmpty()) throw new NoteException("the note has no signature");
        if (!lines.endsWith("\n")) throw new NoteException("the last signature does not end with a newline");
        long count = lines.chars().filter(character -> character == '\n').count();
        if (count > MOST_SIGNATURES)
            throw new NoteException(count + " signatures are over the limit of " + MOST_SIGNATURES);
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1))
            signatures.add(NoteSignature.parse(line));
        return signatures;
    }

    /// The note as text, as it is stored and sent.
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) all.append(signature.line());
        return all.toString();
    }
}
