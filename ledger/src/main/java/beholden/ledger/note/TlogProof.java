package beholden.ledger.note;

import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.ProofException;
import beholden.ledger.merkle.Proofs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A file that proves, offline, that one entry is in a log (C2SP tlog-proof).
///
/// ```
/// c2sp.org/tlog-proof@v1
/// extra BASE64                  may be missing
/// index N
/// BASE64 HASH, zero to 63 of them
///
/// the checkpoint, a signed note
/// ```
///
/// @param extra      what the maker wanted to go with the proof, if anything; proved by nothing
/// @param index      of the entry in the log, from 0
/// @param path       RFC 6962 audit path of the entry in the checkpoint's tree, from the leaf up
/// @param checkpoint with the signatures of the log and of witnesses
public record TlogProof(Optional<byte[]> extra, long index, List<Hash> path, SignedNote checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int MOST_HASHES = 63;
    private static final int MOST_EXTRA = 64 * 1024;

    /// Bytes of a file at most.
    public static final int MOST_BYTES = SignedNote.MOST_BYTES + 2 * MOST_EXTRA;

    public TlogProof {
        if (index < 0) throw new IllegalArgumentException("an index of " + index);
        path = List.copyOf(path);
        if (path.size() > MOST_HASHES)
            throw new IllegalArgumentException(
                    "a path of " + path.size() + " hashes is over the limit of " + MOST_HASHES);
        extra = extra.map(byte[]::clone);
        if (extra.isPresent() && extra.get().length > MOST_EXTRA)
            throw new IllegalArgumentException("extra bytes are over the limit of " + MOST_EXTRA);
    }

    /// A proof without extra bytes.
    public TlogProof(long index, List<Hash> path, SignedNote checkpoint) {
        this(Optional.empty(), index, path, checkpoint);
    }

    @Override
    public Optional<byte[]> extra() {
        return extra.map(byte[]::clone);
    }

    /// Checks that the entry is in the log that `policy` believes.
    ///
    /// @param leaf the entry's RFC 6962 leaf hash
    /// @return the checkpoint in whose tree the entry is
    /// @throws NoteException  if the policy does not believe the checkpoint
    /// @throws ProofException if the entry is not at its index in the checkpoint's tree
    public Checkpoint verify(Hash leaf, CheckpointPolicy policy) throws NoteException, ProofException {
        Checkpoint believed = policy.verified(checkpoint);
        Proofs.verifyInclusion(index, believed.size(), leaf, path, believed.root());
        return believed;
    }

    /// The file's content.
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        if (extra.isPresent())
            text.append(EXTRA)
                    .append(Base64.getEncoder().encodeToString(extra.get()))
                    .append('\n');
        text.append(INDEX).append(index).append('\n');
        for (Hash hash : path) text.append(hash.base64()).append('\n');
        return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a file's content.
    ///
    /// @throws NoteException if it is malformed or over a limit
    public static TlogProof parse(byte[] file) throws NoteException {
        if (file.length > MOST_BYTES) throw new NoteException("the proof has over %,d bytes".formatted(MOST_BYTES));
        String text = CanonicalText.utf8(file);
        int end = text.indexOf("\n\n");
        if (end < 0) throw new NoteException("there is no empty line before the checkpoint");
        Iterator<String> lines =
                Arrays.asList(text.substring(0, end).split("\n", -1)).iterator();
        if (!lines.next().equals(HEADER)) throw new NoteException("the first line is not \"" + HEADER + "\"");
        String line = next(lines);
        Optional<byte[]> extra = Optional.empty();
        if (line.startsWith(EXTRA)) {
            extra = Optional.of(CanonicalText.base64(line.substring(EXTRA.length()), "extra"));
            line = next(lines);
        }
        if (!line.startsWith(INDEX)) throw new NoteException("there is no line \"index N\" where it should be");
        long index = CanonicalText.decimal(line.substring(INDEX.length()), "index");
        List<Hash> path = new ArrayList<>();
        while (lines.hasNext()) path.add(CanonicalText.hash(lines.next(), "hash of the path"));
        SignedNote checkpoint = SignedNote.parse(text.substring(end + 2).getBytes(StandardCharsets.UTF_8));
        try {
            return new TlogProof(extra, index, path, checkpoint);
        } catch (IllegalArgumentException e) {
            throw new NoteException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String next(Iterator<String> lines) throws NoteException {
        if (!lines.hasNext()) throw new NoteException("the proof ends before its index");
        return lines.next();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlogProof that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Objects.hash(index, path, checkpoint);
    }

    /// The file's content as text.
    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
