package beholden.ledger.note;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// When somebody believes a checkpoint: one of the log's keys signed it, and enough witnesses did.
///
/// @param logKeys         the log's keys, at least one, all of one name, which is the log's origin
/// @param witnesses       the witnesses' keys, cosignature keys all and none the log's; a witness may have
///                        several of one name
/// @param witnessesNeeded how many witnesses must have signed, counted by name: an Ed25519 and an ML-DSA-44
///                        signature of one witness are one
public record CheckpointPolicy(List<NoteVerifier> logKeys, List<NoteVerifier> witnesses, int witnessesNeeded) {
    public CheckpointPolicy {
        logKeys = List.copyOf(logKeys);
        witnesses = List.copyOf(witnesses);
        if (logKeys.isEmpty()) throw new IllegalArgumentException("a log has at least one key");
        if (names(logKeys).size() > 1)
            throw new IllegalArgumentException(
                    "the keys of one log have one name, not " + String.join(", ", names(logKeys)));
        for (NoteVerifier witness : witnesses)
            if (!witness.type().isCosignature())
                throw new IllegalArgumentException("the key of " + witness.name()
                        + " is not a witness's: it signs notes," + " not what was seen and when");
        for (NoteVerifier witness : witnesses)
            for (NoteVerifier log : logKeys)
                if (witness.name().equals(log.name()) || witness.sameKeyAs(log))
                    throw new IllegalArgumentException("a log cannot be its own witness: " + witness.name());
        int named = names(witnesses).size();
        if (witnessesNeeded < 0 || witnessesNeeded > named)
            throw new IllegalArgumentException(
                    witnessesNeeded + " witnesses are needed, and the keys of " + named + " are known");
    }

    /// Believes what the log signs, without witnesses.
    public static CheckpointPolicy ofLog(NoteVerifier... logKeys) {
        return new CheckpointPolicy(List.of(logKeys), List.of(), 0);
    }

    /// This policy without its demand for witnesses; those that cosigned are still told.
    public CheckpointPolicy withoutNeed() {
        return new CheckpointPolicy(logKeys, witnesses, 0);
    }

    /// Names of the known witnesses that cosigned a checkpoint which the log signed, in alphabetical order.
    ///
    /// @throws NoteException if no known key signed the note, or a known key's signature is not one
    public List<String> witnessesOf(SignedNote note) throws NoteException {
        return List.copyOf(witnesses(signed(note)));
    }

    private Set<NoteVerifier> signed(SignedNote note) throws NoteException {
        return note.verified(
                Stream.concat(logKeys.stream(), witnesses.stream()).distinct().toList());
    }

    private Set<String> witnesses(Set<NoteVerifier> signed) {
        return names(witnesses.stream().filter(signed::contains).toList());
    }

    /// The log's name.
    public String origin() {
        return logKeys.getFirst().name();
    }

    /// The checkpoint in a note that this policy believes.
    ///
    /// @throws NoteException if it is none of this log, or not signed as needed
    public Checkpoint verified(SignedNote note) throws NoteException {
        Set<NoteVerifier> signed = signed(note);
        if (logKeys.stream().noneMatch(signed::contains))
            throw new NoteException("the checkpoint is not signed by the log " + origin());
        Checkpoint checkpoint = Checkpoint.of(note);
        if (!checkpoint.origin().equals(origin()))
            throw new NoteException("the checkpoint is of the log " + checkpoint.origin() + ", not of " + origin());
        Set<String> cosigned = witnesses(signed);
        if (cosigned.size() < witnessesNeeded)
            throw new NoteException(cosigned.size() + " of the known witnesses cosigned the checkpoint; "
                    + witnessesNeeded + " are needed; ask again for what rests on it once they have");
        return checkpoint;
    }

    private static Set<String> names(Collection<NoteVerifier> keys) {
        Set<String> names = new TreeSet<>();
        for (NoteVerifier key : keys) names.add(key.name());
        return names;
    }
}
