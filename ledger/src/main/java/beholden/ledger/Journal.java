package beholden.ledger;

import beholden.ground.Sha256;
import beholden.ledger.merkle.Hash;
import beholden.ledger.note.NoteVerifier;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The file `journal`: every entry that is not yet in a durable full bundle. What stands in it is the one way
/// in which the tree goes on, so a checkpoint is signed only for what is durable here.
///
/// ```
/// "beholden ledger journal 2\n"   26 bytes
/// base                            8 bytes, big endian: leaves before the first entry here, a multiple of 256
/// records, one for each append:
///   length of the entries         4 bytes
///   count of the entries          4 bytes
///   count of the signatures       4 bytes
///   entries                       each behind its length, 2 bytes
///   signatures                    64 bytes each, one by each Ed25519 key of the log, of [JournalKeys#message]
///   checksum                      SHA-256(index of the first entry, 8 bytes ‖ SHA-256(everything of this record
///                                 above the signatures) ‖ signatures)
/// ```
///
/// A record that a crash cut short is the last one, and nothing was signed for it: it counts as never written. The
/// checksum tells it from one that is whole; the signatures tell a whole one from one that somebody else wrote.
///
/// @param base    leaves before the first of `entries`
/// @param entries in order
/// @param records which of the entries were written together, in order
record Journal(long base, List<byte[]> entries, List<Record> records) {
    private static final String MAGIC = "beholden ledger journal ";
    private static final String FORMAT = "2\n";
    private static final byte[] START = (MAGIC + FORMAT).getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = START.length + Long.BYTES;
    private static final int RECORD_HEADER = 3 * Integer.BYTES;

    /// The longest that the encoded entries of one record may be.
    static final int MAX_RECORD = 16 << 20;

    /// The longest that the file may be: an unfinished bundle of the longest entries, and one record more.
    static final int MAX_BYTES = 2 * MAX_RECORD
            + TileName.WIDTH * (RECORD_HEADER + JournalKeys.MOST * JournalKeys.SIGNATURE_LENGTH + Hash.LENGTH + 0x10001)
            + 4096;

    /// A whole record.
    ///
    /// @param offset     of its first byte in the file
    /// @param first      index of its first entry
    /// @param end        leaves after its last
    /// @param digest     of what the signatures cover beside `first`
    /// @param signatures whoever made them
    record Record(int offset, long first, long end, byte[] digest, List<byte[]> signatures) {}

    static byte[] header(long base) {
        return ByteBuffer.allocate(HEADER).put(START).putLong(base).array();
    }

    /// A whole file that begins at `base` and holds `entries`.
    static byte[] encode(long base, List<byte[]> entries, JournalKeys keys) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header(base));
        if (!entries.isEmpty()) {
            file.writeBytes(record(base, entries, keys));
        }
        return file.toByteArray();
    }

    static byte[] record(long first, List<byte[]> entries, JournalKeys keys) {
        byte[] encoded = EntryBundle.encode(entries);
        int signatures = keys.count() * JournalKeys.SIGNATURE_LENGTH;
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER + encoded.length + signatures + Hash.LENGTH)
                .putInt(encoded.length)
                .putInt(entries.size())
                .putInt(keys.count())
                .put(encoded);
        byte[] digest = digest(record.array(), 0, record.position());
        int signed = record.position();
        keys.sign(first, digest).forEach(record::put);
        return record.put(checksum(first, digest, record.array(), signed, signatures))
                .array();
    }

    /// @throws DamagedLedgerException if the file does not begin as a journal does
    static Journal parse(byte[] file) throws DamagedLedgerException {
        requireStart(file);
        ByteBuffer rest = ByteBuffer.wrap(file);
        long base = rest.getLong(START.length);
        if (base < 0 || base % TileName.WIDTH != 0) {
            throw new DamagedLedgerException("journal: it begins after " + base + " leaves, not after full bundles");
        }
        List<byte[]> entries = new ArrayList<>();
        List<Record> records = new ArrayList<>();
        int at = HEADER;
        while (file.length - at >= RECORD_HEADER) {
            int length = rest.getInt(at);
            int count = rest.getInt(at + Integer.BYTES);
            int keys = rest.getInt(at + 2 * Integer.BYTES);
            int room = file.length - at - RECORD_HEADER - Hash.LENGTH;
            // An entry takes two bytes at least, which bounds the count before room is made for it.
            if (length < 0
                    || keys < 0
                    || keys > JournalKeys.MOST
                    || length > room - keys * JournalKeys.SIGNATURE_LENGTH
                    || count < 0
                    || count > length / EntryBundle.PREFIX) {
                break;
            }
            int signed = at + RECORD_HEADER + length;
            int end = signed + keys * JournalKeys.SIGNATURE_LENGTH;
            long first = base + entries.size();
            byte[] digest = digest(file, at, signed - at);
            byte[] expected = checksum(first, digest, file, signed, end - signed);
            if (!Arrays.equals(file, end, end + Hash.LENGTH, expected, 0, Hash.LENGTH)) {
                break;
            }
            try {
                entries.addAll(EntryBundle.parse(Arrays.copyOfRange(file, at + RECORD_HEADER, signed), count));
            } catch (MalformedTileException e) {
                break;
            }
            List<byte[]> signatures = new ArrayList<>();
            for (int signature = signed; signature < end; signature += JournalKeys.SIGNATURE_LENGTH) {
                signatures.add(Arrays.copyOfRange(file, signature, signature + JournalKeys.SIGNATURE_LENGTH));
            }
            records.add(new Record(at, first, base + entries.size(), digest, signatures));
            at = end + Hash.LENGTH;
        }
        return new Journal(base, entries, records);
    }

    private static void requireStart(byte[] file) throws DamagedLedgerException {
        byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
        if (file.length < HEADER || !Arrays.equals(file, 0, magic.length, magic, 0, magic.length)) {
            throw new DamagedLedgerException("journal: it does not begin as a ledger's journal does");
        }
        if (!Arrays.equals(file, 0, START.length, START, 0, START.length)) {
            throw new DamagedLedgerException(
                    "journal: it is of another format than this version's, 2, in which the log signs what it writes",
                    "use the version that wrote it");
        }
    }

    long size() {
        return base + entries.size();
    }

    /// The first record with entries beyond `size` that none of the keys signed, if there is one: somebody else
    /// wrote it.
    Optional<Record> strange(long size, String origin, Collection<NoteVerifier> verifiers) {
        return records.stream()
                .filter(record -> record.end > size && !JournalKeys.signed(record, origin, verifiers))
                .findFirst();
    }

    private static byte[] digest(byte[] file, int offset, int length) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(file, offset, length);
        return sha256.digest();
    }

    private static byte[] checksum(long first, byte[] digest, byte[] file, int signatures, int length) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(first).array());
        sha256.update(digest);
        sha256.update(file, signatures, length);
        return sha256.digest();
    }
}
