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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/// Proofs from tiles against roots straight from the definition.
class ProofPropertiesTest {
    private static final int SIZE = 700;
    private static final int LARGE = 66_500;

    @TempDir
    static Path folder;

    private static @Nullable Ledger small;
    private static @Nullable Ledger large;

    @BeforeAll
    static void grow() throws IOException {
        small = LedgerFixture.grown(folder.resolve("small"), SIZE, 130);
        large = Ledger.create(folder.resolve("large"), ORIGIN, List.of(SIGNER));
        large.append(entries(0, 65_000));
        large.append(entries(65_000, LARGE));
    }

    @AfterAll
    static void close() throws IOException {
        if (small != null) small.close();
        if (large != null) large.close();
    }

    @RepeatedTest(400)
    void inclusion_proofs_hold_for_the_naive_root_and_for_no_other_leaf(RepetitionInfo of)
            throws IOException, ProofException {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        int size = sizeUpTo(SIZE, random);
        int index = random.nextInt(size);

        List<Hash> proof = ledger(small).inclusionProof(index, size);

        Hash root = naiveRoot(entries(0, size));
        Proofs.verifyInclusion(index, size, MerkleHash.leaf(entry(index)), proof, root);
        assertThatThrownBy(() -> Proofs.verifyInclusion(index, size, MerkleHash.leaf(entry(SIZE)), proof, root))
                .isInstanceOf(ProofException.class);
    }

    @RepeatedTest(400)
    void consistency_proofs_hold_for_the_naive_roots_and_for_no_others(RepetitionInfo of)
            throws IOException, ProofException {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        int to = sizeUpTo(SIZE, random);
        int from = sizeUpTo(to, random);

        List<Hash> proof = ledger(small).consistencyProof(from, to);

        Hash before = naiveRoot(entries(0, from));
        Hash after = naiveRoot(entries(0, to));
        Proofs.verifyConsistency(from, to, before, after, proof);
        assertThatThrownBy(() -> Proofs.verifyConsistency(from, to, MerkleHash.empty(), after, proof))
                .isInstanceOf(ProofException.class);
    }

    @RepeatedTest(60)
    void proofs_of_a_large_tree_hold(RepetitionInfo of) throws IOException, ProofException {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        long size = sizeUpTo(LARGE, random);
        long index = random.nextLong(size);
        Hash root = ledger(large).root(size);

        List<Hash> included = ledger(large).inclusionProof(index, size);
        List<Hash> consistent = ledger(large).consistencyProof(size, LARGE);

        Proofs.verifyInclusion(index, size, MerkleHash.leaf(entry(index)), included, root);
        Proofs.verifyConsistency(size, LARGE, root, ledger(large).root(LARGE), consistent);
    }

    @RepeatedTest(200)
    void subtree_proofs_hold_for_the_naive_roots(RepetitionInfo of) throws ProofException {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        int full = 1 << random.nextInt(10);
        int start = Math.min(random.nextInt(101) * full, 1024 / full * full);
        int end = start + Math.max(full / 2 + 1, Math.min(random.nextInt(1, 513), full));
        int size = end + random.nextInt(301);
        List<byte[]> all = entries(0, size);
        List<Hash> proof = new ArrayList<>();
        prove(start, end, all, true, proof);

        Hash subtree = naiveRoot(all.subList(start, end));
        Proofs.verifySubtreeConsistency(start, end, size, subtree, naiveRoot(all), proof);
        assertThatThrownBy(() ->
                        Proofs.verifySubtreeConsistency(start, end, size, MerkleHash.empty(), naiveRoot(all), proof))
                .isInstanceOf(ProofException.class);
    }

    @RepeatedTest(500)
    void proofs_of_any_size_end(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        long about = 1L << random.nextInt(63);
        for (long size : new long[] {about, Math.max(1, about - 1), about + random.nextLong(about), Long.MAX_VALUE}) {
            long index = random.nextLong(size);
            assertThat(Subtrees.ofInclusion(index, size)).hasSizeLessThan(Proofs.MAX_LENGTH);
            assertThat(Subtrees.ofConsistency(index + 1, size)).hasSizeLessThanOrEqualTo(Proofs.MAX_LENGTH);
        }
    }

    // Sizes around powers of two, where trees change their shape, come up as often as all others.
    private static int sizeUpTo(int most, SplittableRandom random) {
        if (random.nextBoolean()) return random.nextInt(1, most + 1);
        int power = 1 << random.nextInt(17);
        return Math.clamp(power + random.nextInt(-1, 2), 1, most);
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
