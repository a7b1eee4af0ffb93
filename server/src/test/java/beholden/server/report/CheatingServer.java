package beholden.server.report;

import beholden.ground.Sha256;
import beholden.ledger.Ledger;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.TlogProof;
import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import beholden.vault.log.Position;
import beholden.vault.log.SealedEvent;
import beholden.vault.seal.CommittingSealer;
import beholden.vault.seal.DisclosedCell;
import beholden.vault.seal.Sealer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/// A server under somebody else's hand: it has its log's key, seals what it likes, puts that into the log and
/// exports it.
///
/// @param honest a report of a true server, whose records it tells anew
record CheatingServer(Ledger log, NoteSigner key, Random random, Honest honest) implements AutoCloseable {
    static final int BOX = 1008;
    static final int ROOM = BOX - 72;
    static final int HEADER = 25;

    /// Entries that the log has already, as many as an agency's log could be long.
    private static final int BEFORE = 4_000;

    private static final String ORIGIN = "example.org/vault";

    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    record Honest(String report, List<SealedEvent> records, SealedEvent export, byte[] hash) {
        static Honest of(byte[] file) throws ReportException {
            ProofPlace.Opened opened = ProofPlace.open(file);
            Content content = JsonFile.read(opened.blank());
            List<SealedEvent> records = new ArrayList<>();
            for (Disclosure one : content.disclosed()) records.add(one.open());
            return new Honest(
                    new String(content.report(), StandardCharsets.UTF_8),
                    records,
                    opened.exported().open(),
                    opened.hash());
        }
    }

    static CheatingServer open(Path folder, byte[] honestFile) throws IOException, ReportException {
        byte[] seed = new byte[NoteSigner.SEED_LENGTH];
        Arrays.fill(seed, (byte) 66);
        NoteSigner key = NoteSigner.ed25519(ORIGIN, seed);
        CheatingServer server = new CheatingServer(
                Ledger.create(folder, ORIGIN, List.of(key)), key, new Random(320), Honest.of(honestFile));
        List<byte[]> before = new ArrayList<>();
        for (int i = 0; i < BEFORE; i++) before.add(server.bytes(32));
        server.log.append(before);
        return server;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    CheckpointPolicy trust() {
        return CheckpointPolicy.ofLog(key.verifier());
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// What a report is made of, to be changed before it is exported.
    static final class Plan {
        String report;

        /// Events of the records, whose digests the report tells; each is also split into `cells`.
        final List<SealedEvent> events;

        /// Contents of the cells of each record, with their padding.
        final List<List<byte[]>> cells = new ArrayList<>();

        SealedEvent export;
        List<byte[]> exportCells;
        UnaryOperator<String> disclosed = UnaryOperator.identity();
        UnaryOperator<String> file = UnaryOperator.identity();

        private Plan(Honest honest) {
            report = honest.report();
            events = new ArrayList<>(honest.records());
            events.forEach(event -> cells.add(split(event)));
            export = honest.export();
            exportCells = split(export);
        }

        /// Another event in the place of a record's, and its digest in the report.
        void replace(int record, byte[] event) {
            report = report.replace(Sha256.hex(events.get(record).bytes()), Sha256.hex(event));
            replaceUntold(record, event);
        }

        /// Another event in the place of a record's, of which the report does not tell.
        void replaceUntold(int record, byte[] event) {
            move(record, new SealedEvent(events.get(record).position(), event));
        }

        void move(int record, SealedEvent event) {
            events.set(record, event);
            cells.set(record, split(event));
        }
    }

    Plan plan() {
        return new Plan(honest);
    }

    /// The contents of an event's cells.
    static List<byte[]> split(SealedEvent event) {
        byte[] bytes = event.bytes();
        int share = ROOM - HEADER;
        int count = Math.ceilDiv(bytes.length, share);
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = i * share;
            contents.add(ByteBuffer.allocate(ROOM)
                    .put((byte) 2)
                    .putInt(event.position().epoch())
                    .putLong(event.position().cell())
                    .putInt(i)
                    .putInt(count)
                    .putInt(bytes.length)
                    .put(bytes, from, Math.min(share, bytes.length - from))
                    .array());
        }
        return contents;
    }

    /// The file, with all signatures and proofs that belong to it.
    byte[] exported(Plan plan) throws IOException {
        List<List<DisclosedCell>> records = new ArrayList<>();
        for (List<byte[]> contents : plan.cells) {
            records.add(contents.stream().map(this::sealed).toList());
        }
        return exported(plan, records);
    }

    /// The file with these cells for the records.
    byte[] exported(Plan plan, List<List<DisclosedCell>> records) throws IOException {
        List<Disclosure> disclosures = new ArrayList<>();
        for (List<DisclosedCell> cells : records) disclosures.add(recorded(cells));
        String disclosed = plan.disclosed.apply(new String(
                ReportJson.MAPPER.writeValueAsBytes(new Content.Disclosed(disclosures)), StandardCharsets.UTF_8));
        byte[] blank = JsonFile.blank(
                new Content(plan.report.getBytes(StandardCharsets.UTF_8), disclosed.getBytes(StandardCharsets.UTF_8)));
        blank = plan.file.apply(new String(blank, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        byte[] hash = Sha256.of(blank);
        List<byte[]> contents = new ArrayList<>();
        for (byte[] content : plan.exportCells) contents.add(replaced(content, honest.hash(), hash));
        return ProofPlace.fill(
                blank, recorded(contents.stream().map(this::sealed).toList()));
    }

    DisclosedCell sealed(byte[] content) {
        byte[] label = bytes(Label.LENGTH);
        Sealer.Keyed keyed = new CommittingSealer().under(bytes(32));
        byte[] box = keyed.seal(content, BOX, label);
        return new DisclosedCell(new Cell(new Label(label), box), keyed.keyOf(box));
    }

    private Disclosure recorded(List<DisclosedCell> cells) throws IOException {
        long first = log.size();
        List<byte[]> entries = cells.stream().map(cell -> cell.cell().entry()).toList();
        log.append(entries);
        List<Disclosure.OneCell> told = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            DisclosedCell cell = cells.get(i);
            TlogProof proof = new TlogProof(
                    Optional.of(entries.get(i)), first + i, log.inclusionProof(first + i), log.checkpoint());
            told.add(new Disclosure.OneCell(
                    cell.cell().label().bytes(),
                    cell.cell().box(),
                    cell.key(),
                    new String(proof.bytes(), StandardCharsets.UTF_8)));
        }
        return new Disclosure(told);
    }

    /// Bytes with the one place of `old` in them changed; the same if it is not there.
    static byte[] replaced(byte[] in, byte[] old, byte[] with) {
        byte[] changed = in.clone();
        for (int i = 0; i + old.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + old.length, old, 0, old.length)) {
                System.arraycopy(with, 0, changed, i, with.length);
                break;
            }
        }
        return changed;
    }

    /// The position after a record.
    static Position after(SealedEvent event) {
        return new Position(
                event.position().epoch(), event.position().cell() + split(event).size());
    }
}
