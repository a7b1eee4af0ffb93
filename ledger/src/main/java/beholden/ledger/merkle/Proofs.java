package beholden.ledger.merkle;

import java.util.List;

/// Verifies proofs about a tree from its root alone: that a leaf is in it, that an older tree is its beginning,
/// and the same of subtrees.
///
/// All four are one computation. A subtree `[start, end)` is the leaves from `start` (counted) to `end` (not
/// counted) where `start` is a multiple of the smallest power of two that is no less than `end - start`. Its
/// consistency proof (draft-ietf-plants-merkle-tree-certs, "subtree consistency proofs") is the list of hashes
/// with which both the subtree's and the tree's root are computed. With `start` 0 it is the consistency proof
/// of RFC 6962 §2.1.2; for a single leaf, it is the audit path of RFC 6962 §2.1.1.
///
/// A proof is a list of hashes, deepest first. Indices and sizes below zero are refused like any other wrong
/// ones.
public final class Proofs {
    /// More hashes than the proof of any tree of fewer than 2^63 leaves holds.
    public static final int MAX_LENGTH = 64;

    private Proofs() {}

    /// Shows that the leaf with hash `leaf` stands at `index` in the tree of `size` leaves and that `root`.
    ///
    /// @throws ProofException if `proof` does not show it
    public static void verifyInclusion(long index, long size, Hash leaf, List<Hash> proof, Hash root)
            throws ProofException {
        if (index < 0 || index >= size) {
            throw new ProofException("no leaf " + index + " in a tree of " + size);
        }
        Roots computed = new Computation(leaf, proof).of(index, index + 1, size);
        if (!computed.tree().equals(root)) {
            throw new ProofException(
                    "leaf " + index + " is not in the tree of " + size + " leaves and root " + root.base64());
        }
    }

    /// Shows that the tree of `oldSize` leaves and `oldRoot` is the beginning of the tree of `newSize` leaves
    /// and `newRoot`.
    ///
    /// The empty tree is refused as the older one: every tree begins with it, so there is nothing to prove, and
    /// a caller who takes the empty proof for one must do so knowingly.
    ///
    /// @throws ProofException if `proof` does not show it
    public static void verifyConsistency(long oldSize, long newSize, Hash oldRoot, Hash newRoot, List<Hash> proof)
            throws ProofException {
        if (oldSize == 0) {
            throw new ProofException("nothing is proved about the empty tree");
        }
        verifySubtreeConsistency(0, oldSize, newSize, oldRoot, newRoot, proof);
    }

    /// Shows that the leaf with hash `leaf`, at `index` of the whole tree, is in the subtree `[start, end)`
    /// with `root`.
    ///
    /// @throws ProofException if `proof` does not show it, or if there is no such subtree
    public static void verifySubtreeInclusion(long index, long start, long end, Hash leaf, List<Hash> proof, Hash root)
            throws ProofException {
        checkSubtree(start, end);
        if (index < start || index >= end) {
            throw new ProofException("no leaf " + index + " in the subtree [" + start + ", " + end + ")");
        }
        verifyInclusion(index - start, end - start, leaf, proof, root);
    }

    /// Shows that the subtree `[start, end)` with `subtreeRoot` is part of the tree of `size` leaves and
    /// `root`.
    ///
    /// The subtree without leaves (`start == end`) has the root [MerkleHash#empty()], an empty proof, and is
    /// part of every tree, whatever `root` is.
    ///
    /// @throws ProofException if `proof` does not show it, or if there is no such subtree
    public static void verifySubtreeConsistency(
            long start, long end, long size, Hash subtreeRoot, Hash root, List<Hash> proof) throws ProofException {
        if (start < 0 || end > size) {
            throw new ProofException("no leaves [" + start + ", " + end + ") in a tree of " + size);
        }
        if (start == end) {
            if (!proof.isEmpty() || !subtreeRoot.equals(MerkleHash.empty())) {
                throw new ProofException("not the root and proof of a subtree without leaves");
            }
            return;
        }
        checkSubtree(start, end);
        Roots computed = new Computation(subtreeRoot, proof).of(start, end, size);
        if (!computed.subtree().equals(subtreeRoot)) {
            throw new ProofException(
                    "the proof is not about the " + subtree(start, end) + " with root " + subtreeRoot.base64());
        }
        if (!computed.tree().equals(root)) {
            throw new ProofException("the " + subtree(start, end) + " with root " + subtreeRoot.base64()
                    + " is not part of the tree of " + size + " leaves and root " + root.base64());
        }
    }

    private static String subtree(long start, long end) {
        return start == 0 ? "tree of " + end + " leaves" : "subtree [" + start + ", " + end + ")";
    }

    private static void checkSubtree(long start, long end) throws ProofException {
        if (start < 0 || start >= end || !Subtrees.isSubtree(start, end)) {
            throw new ProofException("[" + start + ", " + end + ") is not a subtree");
        }
    }

    private record Roots(Hash subtree, Hash tree) {}

    /// Computes both roots, taking the hashes of the proof in the order in which the definition of the proof
    /// lists them.
    private static final class Computation {
        private final Hash known;
        private final List<Hash> proof;
        private int taken;

        Computation(Hash known, List<Hash> proof) {
            this.known = known;
            this.proof = proof;
        }

        Roots of(long start, long end, long size) throws ProofException {
            if (proof.size() > MAX_LENGTH) {
                throw new ProofException("a proof has at most " + MAX_LENGTH + " hashes, not " + proof.size());
            }
            Roots roots = of(start, end, size, true);
            if (taken < proof.size()) {
                throw new ProofException("the proof has " + proof.size() + " hashes, should have " + taken);
            }
            return roots;
        }

        /// @param whole whether the subtree in question is [start, end), and not merely ends with it; then its
        /// root is the known one
        private Roots of(long start, long end, long size, boolean whole) throws ProofException {
            if (start == 0 && end == size) {
                Hash root = whole ? known : next();
                return new Roots(root, root);
            }
            long left = Subtrees.leftOf(size);
            if (end <= left) {
                Roots inLeft = of(start, end, left, whole);
                return new Roots(inLeft.subtree(), MerkleHash.node(inLeft.tree(), next()));
            }
            if (start >= left) {
                Roots inRight = of(start - left, end - left, size - left, whole);
                return new Roots(inRight.subtree(), MerkleHash.node(next(), inRight.tree()));
            }
            Roots inRight = of(0, end - left, size - left, false);
            Hash leftRoot = next();
            return new Roots(MerkleHash.node(leftRoot, inRight.subtree()), MerkleHash.node(leftRoot, inRight.tree()));
        }

        private Hash next() throws ProofException {
            if (taken == proof.size()) {
                throw new ProofException("the proof has " + proof.size() + " hashes, should have more");
            }
            return proof.get(taken++);
        }
    }
}
