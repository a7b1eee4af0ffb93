package beholden.ledger;

import beholden.ground.Sha256;
import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The hashes of one tile side by side, 32 bytes each, as `tile/<L>/…` holds them.
final class TileHashes {
    private TileHashes() {}

    /// Checks that a tile file of `name` has the length its name says.
    static byte[] parse(byte[] file, TileName name) throws MalformedTileException {
        int expected = name.width() * Hash.LENGTH;
        if (file.length != expected) {
            throw new MalformedTileException("has %,d bytes, should have %,d".formatted(file.length, expected));
        }
        return file;
    }

    /// The root over `count` hashes, a power of two, from the one at `first` on.
    static Hash root(byte[] hashes, int first, int count) {
        MessageDigest sha256 = Sha256.digest();
        byte[] level = Arrays.copyOfRange(hashes, first * Hash.LENGTH, (first + count) * Hash.LENGTH);
        for (int width = count; width > 1; width /= 2) {
            for (int i = 0; i < width / 2; i++) {
                MerkleHash.node(sha256, level, 2 * i * Hash.LENGTH, level, i * Hash.LENGTH);
            }
        }
        return Hash.at(level, 0);
    }

    /// The root of a full tile.
    static Hash root(byte[] hashes) {
        return root(hashes, 0, TileName.WIDTH);
    }

    /// Puts the first `count` hashes of a tile before what is right of them.
    ///
    /// RFC 6962's tree is the complete subtrees of its size's bits, joined from the right.
    ///
    /// @param right the root of all leaves right of these; null if there are none
    /// @return the root of both; null if there are no leaves at all
    static @Nullable Hash join(byte[] hashes, int count, @Nullable Hash right) {
        Hash root = right;
        int end = count;
        for (int rest = count; rest > 0; rest &= rest - 1) {
            int width = Integer.lowestOneBit(rest);
            end -= width;
            Hash left = root(hashes, end, width);
            root = root == null ? left : MerkleHash.node(left, root);
        }
        return root;
    }
}
