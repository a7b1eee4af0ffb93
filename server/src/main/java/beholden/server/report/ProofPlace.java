package beholden.server.report;

import beholden.ground.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;

/// The place in a report's file that holds the record of its own export.
///
/// That record has the SHA-256 of the file, so it cannot be in the file when that is taken: there are spaces in
/// its place, as there are in a PDF that is being signed. Afterwards it is written there, and spaces fill the
/// rest.
final class ProofPlace {
    /// Bytes. A record of one cell with its proof takes about four thousand.
    static final int LENGTH = 32 << 10;

    private static final byte[] BEGIN = "{\"exported\":".getBytes(StandardCharsets.US_ASCII);

    private ProofPlace() {}

    private record Proof(Disclosure exported) {}

    static byte[] blank() {
        byte[] spaces = new byte[LENGTH];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    /// Writes the proof where the spaces are.
    static byte[] fill(byte[] blankFile, Disclosure exported) {
        int at = indexOf(blankFile, blank(), 0);
        if (at < 0 || indexOf(blankFile, blank(), at + 1) >= 0) {
            throw new IllegalStateException("a report has one place for its proof");
        }
        byte[] filled = blankFile.clone();
        byte[] proof = written(exported);
        System.arraycopy(proof, 0, filled, at, LENGTH);
        return filled;
    }

    private static byte[] written(Disclosure exported) {
        byte[] proof = ReportJson.MAPPER.writeValueAsBytes(new Proof(exported));
        if (proof.length > LENGTH) {
            throw new IllegalStateException("a proof of %,d bytes; there is room for %,d; the ledger's checkpoint has"
                            .formatted(proof.length, LENGTH)
                    + " too many signatures");
        }
        byte[] padded = blank();
        System.arraycopy(proof, 0, padded, 0, proof.length);
        return padded;
    }

    /// A file taken apart: the file as it was before the proof was written into it, and the proof.
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    record Opened(byte[] blank, Disclosure exported) {
        byte[] hash() {
            return Sha256.of(blank);
        }
    }

    /// @throws ReportException if there is no proof in it, or two
    static Opened open(byte[] file) throws ReportException {
        int at = indexOf(file, BEGIN, 0);
        if (at < 0 || at + LENGTH > file.length) {
            throw new ReportException("there is no proof in this file; it is not a report as Beholden exports it");
        }
        if (indexOf(file, BEGIN, at + 1) >= 0) throw new ReportException("there are two proofs in this file");
        byte[] place = Arrays.copyOfRange(file, at, at + LENGTH);
        byte[] blank = file.clone();
        Arrays.fill(blank, at, at + LENGTH, (byte) ' ');
        try {
            Disclosure exported =
                    ReportJson.MAPPER.readValue(place, Proof.class).exported();
            // one spelling only, so that no byte of the place can be another one unnoticed
            if (!Arrays.equals(written(exported), place)) throw new ReportException("its proof was changed");
            return new Opened(blank, exported);
        } catch (JacksonException | IllegalStateException | NullPointerException e) {
            throw new ReportException("its proof cannot be read; it was changed", e);
        }
    }

    private static int indexOf(byte[] in, byte[] what, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (in[i] == what[0] && Arrays.equals(in, i, i + what.length, what, 0, what.length)) return i;
        }
        return -1;
    }
}
