package beholden.ledger.note;

import beholden.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/// Statement of a log on itself at one size (C2SP tlog-checkpoint): the text of the note it signs.
///
/// ```
/// example.com/behind-the-sofa
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// ```
///
/// @param origin     names the log; one line, not empty
/// @param size       leaves of the tree, 0..2^63-1
/// @param root       the tree's RFC 6962 root hash
/// @param extensions further lines, none of them empty; this product's ledgers write none
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    private static final int FIXED_LINES = 3;

    public Checkpoint {
        checkLine(origin, "origin");
        if (size < 0) throw new IllegalArgumentException("a tree of " + size + " leaves");
        extensions = List.copyOf(extensions);
        for (String extension : extensions) checkLine(extension, "extension");
    }

    /// A checkpoint without extensions.
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /// The note's text: each line with its newline.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n');
        text.append(root.base64()).append('\n');
        for (String extension : extensions) text.append(extension).append('\n');
        return text.toString();
    }

    /// The checkpoint that a note holds; whether anybody signed it is for [CheckpointPolicy] to say.
    public static Checkpoint of(SignedNote note) throws NoteException {
        return parse(note.text());
    }

    /// Reads what [#text()] writes, and nothing else.
    ///
    /// @throws NoteException if it is not exactly a checkpoint's text
    public static Checkpoint parse(String text) throws NoteException {
        CanonicalText.refuseControls(text);
        if (!text.endsWith("\n")) throw new NoteException("the checkpoint does not end with a newline");
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.removeLast();
        if (lines.size() < FIXED_LINES)
            throw new NoteException(
                    "the checkpoint has " + lines.size() + " lines; it needs origin, size and root hash");
        if (lines.contains("")) throw new NoteException("the checkpoint holds an empty line");
        return new Checkpoint(
                lines.get(0),
                CanonicalText.decimal(lines.get(1), "tree size"),
                CanonicalText.hash(lines.get(2), "root hash"),
                lines.subList(FIXED_LINES, lines.size()));
    }

    private static void checkLine(String line, String what) {
        if (line.isEmpty() || line.chars().anyMatch(character -> character < ' '))
            throw new IllegalArgumentException("the " + what + " \"" + line + "\" is not one line of text");
    }
}
