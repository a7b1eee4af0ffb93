package beholden.enrol;

import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.PhotoBatch;
import beholden.faces.PhotoResult;
import beholden.gallery.Box;
import beholden.gallery.Change;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Brings photos into a gallery, some dozens with each change of it; photos that it has are passed over.
///
/// Counts and report say what is in the gallery for good, and nothing else: an import that breaks off, as on a full
/// disk, has told of no photo of the change that failed.
///
/// A photo's id is the SHA-256 of its bytes, `@`, and its source; a face's is the photo's, `#`, and its number from
/// the left. So an import that was broken off goes on where it was, and enrols nothing twice.
public final class Importer {
    /// Photos in a change: few enough that progress shows every second or two and a crash loses little, many enough
    /// that waiting for the disk does not count.
    private static final int PHOTOS_PER_CHANGE = 16;

    /// Faces after which a change has fewer photos, as with crowds: each face keeps a picture in memory until
    /// then, of 10 to 20 KB.
    private static final int FACES_PER_CHANGE = 1024;

    private final FaceEngine engine;
    private final Gallery gallery;
    private final ImportRules rules;
    private final ImportReport report;
    private final ImportCounts counts = new ImportCounts();
    private final String templateSpace;

    public Importer(FaceEngine engine, Gallery gallery, ImportRules rules, ImportReport report) {
        this.engine = engine;
        this.gallery = gallery;
        this.rules = rules;
        this.report = report;
        this.templateSpace = engine.pack().templateSpace();
    }

    /// The id under which a source's photo is enrolled.
    ///
    /// @param hash SHA-256 of the photo's bytes, 64 lower-case hexadecimal digits
    public static String photoId(String hash, String source) {
        return hash + "@" + source;
    }

    /// Counts of what is in the gallery for good so far; for the thread that runs it, as from its progress.
    public ImportCounts counts() {
        return counts;
    }

    /// Works through `photos` until all are done or `stopped` says so; what was taken by then is enrolled.
    public ImportCounts run(PhotoList photos, BooleanSupplier stopped, ImportProgress progress) throws IOException {
        for (PhotoList.Unreadable unreadable : photos.unreadable()) {
            Row row = Row.refused(unreadable.name(), unreadable.reason());
            count(row);
            report(row);
        }
        progress.at(0, photos.files().size());
        Taking taking = new Taking(photos, progress);
        new PhotoBatch(engine, rules.threads())
                .run(untilStopped(photos.files(), stopped), hash -> isKnown(hash) || isRefused(hash), taking);
        taking.enrol();
        return counts;
    }

    /// A photo that was looked at and waits for the next change of the gallery.
    private record Taken(PhotoResult result, PhotoFacts facts) {}

    /// Outcome of one photo.
    private record Row(String name, ImportOutcome outcome, int enrolled, int leftOut, String reason, String photoId) {
        static Row refused(String name, String reason) {
            return new Row(name, ImportOutcome.REFUSED, 0, 0, reason, "");
        }
    }

    /// Takes the results of the batch, in the order of the list.
    private final class Taking implements PhotoBatch.Sink {
        private final PhotoList photos;
        private final ImportProgress progress;
        private final List<Taken> taken = new ArrayList<>();
        private int faces;
        private long done;

        Taking(PhotoList photos, ImportProgress progress) {
            this.photos = photos;
            this.progress = progress;
        }

        @Override
        public void take(PhotoResult result) throws IOException {
            taken.add(new Taken(result, photos.facts(result.file())));
            if (result instanceof PhotoResult.Done photo) faces += photo.faces().size();
            if (taken.size() == PHOTOS_PER_CHANGE || faces >= FACES_PER_CHANGE) enrol();
            progress.at(++done, photos.files().size());
        }

        void enrol() throws IOException {
            if (!taken.isEmpty()) {
                List<Row> rows = new ArrayList<>();
                gallery.apply(() -> change(taken, rows));
                for (Row row : rows) count(row);
                for (Row row : rows) report(row);
            }
            report.flush();
            if (!taken.isEmpty()) progress.committed(taken.getLast().result().file());
            taken.clear();
            faces = 0;
        }
    }

    private static Iterable<Path> untilStopped(Iterable<Path> files, BooleanSupplier stopped) {
        return () -> {
            Iterator<Path> all = files.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return !stopped.getAsBoolean() && all.hasNext();
                }

                @Override
                public Path next() {
                    return all.next();
                }
            };
        };
    }

    private String photoId(String hash) {
        return photoId(hash, rules.source());
    }

    private boolean isRefused(String hash) {
        return rules.refusals().why(hash) != null;
    }

    private boolean isKnown(String hash) {
        try {
            return gallery.containsPhoto(photoId(hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Decided in the change's turn, so that no photo comes back that was refused and removed while it was looked
    /// at.
    private Change change(List<Taken> photos, List<Row> rows) throws IOException {
        Change.Builder change = new Change.Builder();
        Set<String> enrolled = new HashSet<>();
        for (Taken photo : photos) {
            Row row = row(photo, change, enrolled);
            if (row.outcome() == ImportOutcome.ENROLLED) enrolled.add(row.photoId());
            rows.add(row);
        }
        return change.build();
    }

    /// @param enrolled ids of the photos that the change has already
    private Row row(Taken taken, Change.Builder change, Set<String> enrolled) throws IOException {
        PhotoFacts facts = taken.facts();
        return switch (taken.result()) {
            case PhotoResult.Refused refused -> Row.refused(facts.name(), named(refused, facts));
            case PhotoResult.Known known -> knownRow(known.hash(), facts);
            case PhotoResult.Done photo -> {
                String photoId = photoId(photo.hash());
                if (isRefused(photo.hash()) || enrolled.contains(photoId) || gallery.containsPhoto(photoId)) {
                    // Refused since it was looked at, or the same bytes under another name.
                    yield knownRow(photo.hash(), facts);
                }
                try {
                    yield enrol(photo, facts, change);
                } catch (IllegalArgumentException e) {
                    // A file name too long for a link, a day that cannot be: the photo's fault, not the others'.
                    yield Row.refused(facts.name(), facts.name() + ": " + e.getMessage());
                }
            }
        };
    }

    /// The reason with the photo's own name where it has the file's.
    private static String named(PhotoResult.Refused refused, PhotoFacts facts) {
        String file = refused.file().toString();
        String reason = refused.reason();
        return reason.startsWith(file) ? facts.name() + reason.substring(file.length()) : reason;
    }

    private Row knownRow(String hash, PhotoFacts facts) {
        String refusal = rules.refusals().why(hash);
        return refusal == null
                ? new Row(facts.name(), ImportOutcome.ALREADY_THERE, 0, 0, "", photoId(hash))
                : Row.refused(facts.name(), facts.name() + ": " + refusal);
    }

    private void count(Row row) {
        if (row.outcome() == ImportOutcome.REFUSED) {
            counts.refuse(row.reason());
        } else {
            counts.add(row.outcome(), row.enrolled(), row.leftOut());
        }
    }

    private void report(Row row) throws IOException {
        report.add(row.name(), row.outcome(), row.enrolled(), row.leftOut(), row.reason(), row.photoId());
    }

    private Row enrol(PhotoResult.Done photo, PhotoFacts facts, Change.Builder change) {
        String photoId = photoId(photo.hash());
        List<Enrolment> enrolments = new ArrayList<>();
        int number = 0;
        for (PhotoResult.FoundFace found : photo.faces()) {
            number++;
            if (found.face().quality().score() >= rules.minQuality()) {
                enrolments.add(enrolment(photo, photoId, facts, number, found, change));
            }
        }
        change.enrol(enrolments);
        ImportOutcome outcome = photo.faces().isEmpty()
                ? ImportOutcome.NO_FACE
                : enrolments.isEmpty() ? ImportOutcome.LOW_QUALITY : ImportOutcome.ENROLLED;
        int leftOut = photo.faces().size() - enrolments.size();
        String reason = withRemark(reason(photo, leftOut), photo.remark());
        return new Row(facts.name(), outcome, enrolments.size(), leftOut, reason, photoId);
    }

    private Enrolment enrolment(
            PhotoResult.Done photo,
            String photoId,
            PhotoFacts facts,
            int number,
            PhotoResult.FoundFace found,
            Change.Builder change) {
        Face face = found.face();
        EnrolledFace enrolled = EnrolledFace.of(
                        photoId + "#" + number,
                        photoId,
                        rules.source(),
                        box(face),
                        face.quality().score())
                .withMeasures(KeptMeasures.of(face))
                .withCaptureDate(facts.captured() == null ? photo.captureDate() : facts.captured())
                .withEnrolmentDate(rules.today())
                .withLink(facts.link())
                .withTitle(facts.title())
                .withPictures(change.picture(found.crop()), change.picture(photo.thumbnail()));
        return new Enrolment(enrolled, new Template(templateSpace, face.template()));
    }

    private static Box box(Face face) {
        return new Box(
                face.box().left(),
                face.box().top(),
                face.box().right(),
                face.box().bottom());
    }

    private static String noFace(int doubtful) {
        if (doubtful == 0) return "no face found";
        String places =
                doubtful == 1 ? "1 place looks like one and fails" : doubtful + " places look like one and fail";
        return "no face found; " + places + " the check of faces";
    }

    private static String withRemark(String reason, @Nullable String remark) {
        if (remark == null) return reason;
        return reason.isEmpty() ? remark : reason + "; " + remark;
    }

    /// Why the best of the faces that were left out was left out.
    private static String reason(PhotoResult.Done photo, int leftOut) {
        if (photo.faces().isEmpty()) return noFace(photo.doubtful());
        if (leftOut < photo.faces().size()) return "";
        return photo.faces().stream()
                .map(found -> found.face().quality())
                .max(Comparator.comparingInt(q -> q.score()))
                .map(q -> q.verdict())
                .orElse("");
    }
}
