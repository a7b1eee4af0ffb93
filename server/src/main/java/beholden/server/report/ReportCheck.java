package beholden.server.report;

import beholden.faces.pack.NoRate;
import beholden.ground.Sha256;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.CheckpointPolicy;
import beholden.server.casework.CaseId;
import beholden.server.casework.Cases;
import beholden.server.casework.CaseworkEvent.CaseOpened;
import beholden.server.events.AgencyEvent;
import beholden.server.events.EventCoding;
import beholden.server.events.EventKinds;
import beholden.server.events.Recorded;
import beholden.server.report.ReportEvent.ReportExported;
import beholden.server.review.Reviews;
import beholden.server.search.Search;
import beholden.server.search.SearchId;
import beholden.server.search.SearchRecord;
import beholden.server.search.Searches;
import beholden.vault.log.SealedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Checks a report without the server, without its keys and without a network.
///
/// Three things are shown. The file is, byte for byte, what was exported: its hash is in the record of the
/// export. Every record that the report rests on is in the log. And those records say what the report says of
/// them: it is made anew from them and compared.
///
/// There is one way to read the file: each cell opens under one key, and file, report and records are in the one
/// spelling that they are written in.
///
/// @param report   id of the export
/// @param sha256   of the report, as its pages show it
/// @param tree     of the log, in which the record of the export is
/// @param exported the record of the export
/// @param records  what the report rests on, in the order in which it happened
public record ReportCheck(
        String report,
        String search,
        ReportFormat format,
        String sha256,
        Checkpoint tree,
        Proved exported,
        List<Proved> records) {
    /// Most bytes of a report's file.
    public static final int LARGEST = Content.LARGEST;

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final EventCoding CODING =
            new EventCoding(List.of(Cases.KINDS, Searches.KINDS, Reviews.KINDS, RecordNumbers.KINDS));

    /// A record that is in the log.
    ///
    /// @param what      kind of record, such as `searched`
    /// @param entries   numbers of its cells in the log
    /// @param witnesses names of those, among the policy's, that cosigned the trees that hold it
    public record Proved(String what, Instant at, List<Long> entries, List<String> witnesses) {
        public Proved {
            entries = List.copyOf(entries);
            witnesses = List.copyOf(witnesses);
        }
    }

    public ReportCheck {
        records = List.copyOf(records);
    }

    /// Names of the witnesses that cosigned the trees of all records that the report rests on, the export's not
    /// among them.
    public List<String> witnesses() {
        Set<String> all = new TreeSet<>();
        records.forEach(of -> all.addAll(of.witnesses()));
        records.forEach(of -> all.retainAll(of.witnesses()));
        return List.copyOf(all);
    }

    /// Whether a file looks like a report rather than a bare `.tlog-proof`.
    public static boolean looksLikeReport(byte[] file) {
        return isPdf(file) || file.length > 0 && file[0] == '{';
    }

    private static boolean isPdf(byte[] file) {
        return file.length >= PDF.length && Arrays.equals(file, 0, PDF.length, PDF, 0, PDF.length);
    }

    /// The record of the export is newer than the file that it is in, so no witness has cosigned a tree that
    /// holds it: the log's signature suffices for it, and the policy's witnesses are needed for all other
    /// records.
    ///
    /// @param policy whose signatures under the log's checkpoints are believed
    /// @throws ReportException if it is no report, or anything in it is not as it was exported or recorded
    public static ReportCheck of(byte[] file, CheckpointPolicy policy) throws ReportException {
        ProofPlace.Opened opened = ProofPlace.open(file);
        SealedEvent sealed = opened.exported().open();
        Recorded export = recorded(0, sealed);
        if (!(export.event() instanceof ReportExported exported)) {
            throw new ReportException("its proof is of another record than that of an export");
        }
        Disclosure.Place exportedAt = opened.exported().prove(policy.withoutNeed());
        ReportFormat format = isPdf(file) ? ReportFormat.PDF : ReportFormat.JSON;
        if (!Arrays.equals(opened.hash(), exported.hash()) || exported.format() != format) {
            throw new ReportException("the file is not what was exported: it was changed afterwards");
        }
        Content content = format == ReportFormat.PDF ? PdfFile.read(file) : JsonFile.read(opened.blank());
        Rebuilt rebuilt = new Rebuilt(exported.search());
        for (Disclosure disclosure : content.disclosed()) rebuilt.add(disclosure, policy);
        rebuilt.places.add(sealed.position(), exportedAt);
        compare(content.read(), exported, rebuilt);
        return new ReportCheck(
                exported.report().toString(),
                exported.search().toString(),
                format,
                content.sha256(),
                exportedAt.trees().getLast(),
                new Proved(nameOf(export.event()), export.at(), exportedAt.entries(), exportedAt.witnesses()),
                rebuilt.proved);
    }

    private static void compare(Report report, ReportExported exported, Rebuilt rebuilt) throws ReportException {
        if (!report.id().equals(exported.report())) {
            throw new ReportException("the report is another one than the one that was exported");
        }
        String told = ReportJson.MAPPER.writeValueAsString(report.recorded());
        if (!told.equals(ReportJson.MAPPER.writeValueAsString(rebuilt.onRecord()))) {
            throw new ReportException("the report does not say what the records say");
        }
        if (!report.records().equals(rebuilt.rested)) {
            throw new ReportException("the report rests on other records than it says");
        }
        boolean rated = report.candidates().stream().anyMatch(of -> of.falseMatchRate() != null);
        if (rated && rebuilt.ratesNothing()) {
            throw new ReportException("the report states rates, which do not hold for the probe on record");
        }
    }

    private static Report.Rested rested(Recorded recorded, SealedEvent sealed) {
        return new Report.Rested(nameOf(recorded.event()), recorded.at(), Sha256.hex(sealed.bytes()));
    }

    /// What a report says that it rests on.
    static List<Report.Rested> rested(List<Disclosure> records) throws IOException {
        List<Report.Rested> rested = new ArrayList<>();
        try {
            for (Disclosure one : records) {
                SealedEvent sealed = one.open();
                rested.add(rested(recorded(rested.size(), sealed), sealed));
            }
        } catch (ReportException e) {
            throw undisclosable(e);
        }
        return rested;
    }

    private static IOException undisclosable(ReportException e) {
        return new IOException("a record of this search cannot be disclosed: " + e.getMessage(), e);
    }

    /// Kinds, times and entries of records, as they say themselves: unchecked.
    static List<Proved> described(List<Disclosure> records) throws IOException {
        List<Proved> described = new ArrayList<>();
        try {
            for (Disclosure one : records) {
                Recorded recorded = recorded(described.size(), one.open());
                described.add(new Proved(nameOf(recorded.event()), recorded.at(), one.entries(), List.of()));
            }
        } catch (ReportException e) {
            throw undisclosable(e);
        }
        return described;
    }

    /// @param number of the record among those of the report
    private static Recorded recorded(int number, SealedEvent sealed) throws ReportException {
        try {
            return CODING.decodeCanonical(number, sealed.bytes());
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new ReportException("a record is of a form that this version does not know", e);
        }
    }

    private static String nameOf(AgencyEvent event) {
        return EventKinds.name(event.getClass());
    }

    /// The state of a search, from its disclosed records.
    private static final class Rebuilt {
        private final SearchId id;
        private final Cases cases = new Cases();
        private final Searches searches = new Searches();
        private final Reviews reviews = new Reviews();
        private final List<Proved> proved = new ArrayList<>();
        private final List<Report.Rested> rested = new ArrayList<>();
        private final RecordPlaces places = new RecordPlaces();
        private final Set<CaseId> grounds = new HashSet<>();

        Rebuilt(SearchId id) {
            this.id = id;
        }

        void add(Disclosure disclosure, CheckpointPolicy policy) throws ReportException {
            SealedEvent sealed = disclosure.open();
            Recorded recorded = recorded(proved.size(), sealed);
            boolean belongs = recorded.event() instanceof CaseOpened
                    || recorded.event() instanceof SearchRecord of
                            && of.search().equals(id);
            if (!belongs) throw new ReportException("a record does not belong to this search");
            Disclosure.Place place = disclosure.prove(policy);
            places.add(sealed.position(), place);
            if (recorded.event() instanceof CaseOpened of) grounds.add(of.caseId());
            try {
                cases.apply(recorded);
                searches.apply(recorded);
                reviews.apply(recorded);
            } catch (RuntimeException e) {
                throw new ReportException("a record is of a form that this version does not know", e);
            }
            rested.add(rested(recorded, sealed));
            proved.add(new Proved(nameOf(recorded.event()), recorded.at(), place.entries(), place.witnesses()));
        }

        OnRecord onRecord() throws ReportException {
            Search search = searches.find(id).orElseThrow(() -> new ReportException("the search's record is missing"));
            if (!Set.of(search.caseId()).containsAll(grounds)) {
                throw new ReportException("a record does not belong to this search");
            }
            return OnRecord.of(cases.find(search.caseId()).orElse(null), search, reviews.of(id));
        }

        /// Whether what is on record of the probe says that no rate holds for it. Records from before its measures
        /// were kept say nothing.
        boolean ratesNothing() {
            return searches.find(id)
                    .map(Search::probe)
                    .filter(probe -> probe.measures() != null)
                    .map(probe -> NoRate.of(NoRate.Side.PROBE, probe.known()))
                    .isPresent();
        }
    }
}
