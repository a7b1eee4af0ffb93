package beholden.ledger;

import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The file `journal`: every entry that is not yet in a durable full bundle. What stands in it is the one way
/// in which the tree goes on, so a checkpoint is signed only for what is durable here.
///
/// ```
/// "beholden ledger journal 1\n"   26 bytes
/// base                            8 bytes, big endian: leaves before the first entry here, a multiple of 256
/// records, one for each append:
///   length of the entries         4 bytes
///   count of the entries          4 bytes
///   entries                       each behind its length, 2 bytes
///   checksum                      SHA-256(index of the first entry, 8 bytes ‖ everything above of this record)
/// ```
///
/// A record that a crash cut short is the last one, and nothing was signed for it: it counts as never written.
///
/// @param base    leaves before the first of `entries`
/// @param entries in order
record Journal(long base, List<byte[]> entries) {
    private static final byte[] MAGIC = "beholden ledger journal 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = MAGIC.length + Long.BYTES;
    private static final int RECORD_HEADER = 2 * Integer.BYTES;

    /// The longest that the encoded entries of one record may be.
    static final int MAX_RECORD = 16 << 20;

    /// The longest that the file may be: an unfinished bundle of the longest entries, and one record more.
    static final int MAX_BYTES = 2 * MAX_RECORD + TileName.WIDTH * (RECORD_HEADER + Hash.LENGTH + 0x10001) + 4096;

    static byte[] header(long base) {
        return ByteBuffer.allocate(HEADER).put(MAGIC).putLong(base).array();
    }

    /// A whole file that begins at `base` and holds `entries`.
    static byte[] encode(long base, List<byte[]> entries) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header(base));
        if (!entries.isEmpty()) {
            file.writeBytes(record(base, entries));
        }
        return file.toByteArray();
    }

    static byte[] record(long first, List<byte[]> entries) {
        byte[] encoded = EntryBundle.encode(entries);
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER + encoded.length + Hash.LENGTH)
                .putInt(encoded.length)
                .putInt(entries.size())
                .put(encoded);
        byte[] checksum = checksum(first, record.array(), 0, record.position());
        return record.put(checksum).array();
    }

    /// @throws DamagedLedgerException if the file does not begin as a journal does
    static Journal parse(byte[] file) throws DamagedLedgerException {
        if (file.length < HEADER || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DamagedLedgerException("journal: it does not begin as a ledger's journal does");
        }
        ByteBuffer rest = ByteBuffer.wrap(file);
        long base = rest.getLong(MAGIC.length);
        if (base < 0 || base % TileName.WIDTH != 0) {
            throw new DamagedLedgerException("journal: it begins after " + base + " leaves, not after full bundles");
        }
        List<byte[]> entries = new ArrayList<>();
        int at = HEADER;
        while (at < file.length) {
            int length = file.length - at < RECORD_HEADER ? -1 : rest.getInt(at);
            if (length < 0 || length > file.length - at - RECORD_HEADER - Hash.LENGTH) {
                return new Journal(base, entries);
            }
            int end = at + RECORD_HEADER + length;
            byte[] expected = checksum(base + entries.size(), file, at, end - at);
            int count = rest.getInt(at + Integer.BYTES);
            // An entry takes two bytes at least, which bounds the count before room is made for it.
            if (!Arrays.equals(file, end, end + Hash.LENGTH, expected, 0, Hash.LENGTH)
                    || count < 0
                    || count > length / EntryBundle.PREFIX) {
                return new Journal(base, entries);
            }
            try {
                entries.addAll(EntryBundle.parse(Arrays.copyOfRange(file, at + RECORD_HEADER, end), count));
            } catch (MalformedTileException e) {
                return new Journal(base, entries);
            }
            at = end + Hash.LENGTH;
        }
        return new Journal(base, entries);
    }

    long size() {
        return base + entries.size();
    }

    private static byte[] checksum(long first, byte[] record, int offset, int length) {
        MessageDigest sha256 = MerkleHash.sha256();
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(first).array());
        sha256.update(record, offset, length);
        return sha256.digest();
    }
}
