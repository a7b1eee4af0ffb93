package beholden.ledger;

import static beholden.ledger.LedgerFixture.ORIGIN;
import static beholden.ledger.LedgerFixture.SIGNER;
import static beholden.ledger.LedgerFixture.entries;
import static beholden.ledger.LedgerFixture.entry;
import static beholden.ledger.LedgerFixture.naiveRoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.ProofException;
import beholden.ledger.merkle.Proofs;
import beholden.ledger.merkle.Subtrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// Proofs from tiles against roots straight from the definition.
class ProofPropertiesTest {
    private static final int SIZE = 700;
    private static final int LARGE = 66_500;

    private static @Nullable Path folder;
    private static @Nullable Ledger small;
    private static @Nullable Ledger large;

    @BeforeContainer
    static void grow() throws IOException {
        folder = Files.createTempDirectory("ledger-proofs");
        small = LedgerFixture.grown(folder.resolve("small"), SIZE, 130);
        large = Ledger.create(folder.resolve("large"), ORIGIN, List.of(SIGNER));
        large.append(entries(0, 65_000));
        large.append(entries(65_000, LARGE));
    }

    @AfterContainer
    static void clear() throws IOException {
        if (small != null && large != null && folder != null) {
            small.close();
            large.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Property(tries = 400, seed = "1")
    void inclusion_proofs_hold_for_the_naive_root_and_for_no_other_leaf(
            @ForAll @IntRange(min = 1, max = SIZE) int size, @ForAll @IntRange(max = SIZE - 1) int any)
            throws IOException, ProofException {
        int index = any % size;

        List<Hash> proof = ledger(small).inclusionProof(index, size);

        Hash root = naiveRoot(entries(0, size));
        Proofs.verifyInclusion(index, size, MerkleHash.leaf(entry(index)), proof, root);
        assertThatThrownBy(() -> Proofs.verifyInclusion(index, size, MerkleHash.leaf(entry(SIZE)), proof, root))
                .isInstanceOf(ProofException.class);
    }

    @Property(tries = 400, seed = "2")
    void consistency_proofs_hold_for_the_naive_roots_and_for_no_others(
            @ForAll @IntRange(min = 1, max = SIZE) int one, @ForAll @IntRange(min = 1, max = SIZE) int other)
            throws IOException, ProofException {
        int from = Math.min(one, other);
        int to = Math.max(one, other);

        List<Hash> proof = ledger(small).consistencyProof(from, to);

        Hash before = naiveRoot(entries(0, from));
        Hash after = naiveRoot(entries(0, to));
        Proofs.verifyConsistency(from, to, before, after, proof);
        assertThatThrownBy(() -> Proofs.verifyConsistency(from, to, MerkleHash.empty(), after, proof))
                .isInstanceOf(ProofException.class);
    }

    @Property(tries = 60, seed = "3")
    void proofs_of_a_large_tree_hold(
            @ForAll @LongRange(min = 1, max = LARGE) long size, @ForAll @LongRange(max = LARGE - 1) long any)
            throws IOException, ProofException {
        long index = any % size;
        Hash root = ledger(large).root(size);

        List<Hash> included = ledger(large).inclusionProof(index, size);
        List<Hash> consistent = ledger(large).consistencyProof(size, LARGE);

        Proofs.verifyInclusion(index, size, MerkleHash.leaf(entry(index)), included, root);
        Proofs.verifyConsistency(size, LARGE, root, ledger(large).root(LARGE), consistent);
    }

    @Property(tries = 200, seed = "4")
    void subtree_proofs_hold_for_the_naive_roots(
            @ForAll @IntRange(max = 9) int height,
            @ForAll @IntRange(max = 100) int position,
            @ForAll @IntRange(min = 1, max = 512) int width,
            @ForAll @IntRange(max = 300) int more)
            throws ProofException {
        int full = 1 << height;
        int start = Math.min(position * full, 1024 / full * full);
        int end = start + Math.max(full / 2 + 1, Math.min(width, full));
        int size = end + more;
        List<byte[]> all = entries(0, size);
        List<Hash> proof = new ArrayList<>();
        prove(start, end, all, true, proof);

        Hash subtree = naiveRoot(all.subList(start, end));
        Proofs.verifySubtreeConsistency(start, end, size, subtree, naiveRoot(all), proof);
        assertThatThrownBy(() ->
                        Proofs.verifySubtreeConsistency(start, end, size, MerkleHash.empty(), naiveRoot(all), proof))
                .isInstanceOf(ProofException.class);
    }

    @Property(tries = 1000, seed = "5")
    void proofs_of_any_size_end(@ForAll @LongRange(min = 1) long size, @ForAll @LongRange(min = 0) long any) {
        assertThat(Subtrees.ofInclusion(any % size, size)).hasSizeLessThan(Proofs.MAX_LENGTH);
        assertThat(Subtrees.ofConsistency(any % size + 1, size)).hasSizeLessThanOrEqualTo(Proofs.MAX_LENGTH);
    }

    // The definition of SUBTREE_PROOF in draft-ietf-plants-merkle-tree-certs, over entries; start and end are
    // counted from the beginning of the tree.
    private static void prove(int start, int end, List<byte[]> all, boolean whole, List<Hash> proof) {
        int size = all.size();
        if (start == 0 && end == size) {
            if (!whole) {
                proof.add(naiveRoot(all));
            }
            return;
        }
        int left = Integer.highestOneBit(size - 1);
        List<byte[]> inLeft = all.subList(0, left);
        List<byte[]> inRight = all.subList(left, size);
        if (end <= left) {
            prove(start, end, inLeft, whole, proof);
            proof.add(naiveRoot(inRight));
        } else if (start >= left) {
            prove(start - left, end - left, inRight, whole, proof);
            proof.add(naiveRoot(inLeft));
        } else {
            prove(0, end - left, inRight, false, proof);
            proof.add(naiveRoot(inLeft));
        }
    }

    private static Ledger ledger(@Nullable Ledger grown) {
        if (grown == null) {
            throw new IllegalStateException("not grown");
        }
        return grown;
    }
}
