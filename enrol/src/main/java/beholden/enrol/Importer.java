package beholden.enrol;

import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.PhotoBatch;
import beholden.faces.PhotoResult;
import beholden.gallery.Box;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Brings photos into a gallery: the faces of a photo all at once, known photos passed over, a commit every so often.
///
/// A photo's id is the SHA-256 of its bytes, `@`, and its source; a face's is the photo's, `#`, and its number from
/// the left. So an import that was broken off goes on where it was, and enrols nothing twice.
public final class Importer {
    /// Few enough to lose little in a crash, many enough that waiting for the disk does not count: some seconds of
    /// work.
    private static final int PHOTOS_PER_COMMIT = 64;

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

    /// What it has come to so far; for the thread that runs it, as from its progress.
    public ImportCounts counts() {
        return counts;
    }

    /// Works through `photos` until all are done or `stopped` says so, and commits.
    public ImportCounts run(PhotoList photos, BooleanSupplier stopped, ImportProgress progress) throws IOException {
        for (PhotoList.Unreadable unreadable : photos.unreadable()) refuse(unreadable.name(), unreadable.reason());
        long total = photos.files().size();
        progress.at(0, total);
        Taking taking = new Taking(photos, progress, total);
        new PhotoBatch(engine, rules.threads())
                .run(untilStopped(photos.files(), stopped), hash -> isKnown(hash) || isRefused(hash), taking);
        taking.commit();
        return counts;
    }

    /// Takes the results of the batch, in the order of the list.
    private final class Taking implements PhotoBatch.Sink {
        private final PhotoList photos;
        private final ImportProgress progress;
        private final long total;
        private long done;
        private @Nullable Path last;

        Taking(PhotoList photos, ImportProgress progress, long total) {
            this.photos = photos;
            this.progress = progress;
            this.total = total;
        }

        @Override
        public void take(PhotoResult result) throws IOException {
            Importer.this.take(result, photos.facts(result.file()));
            last = result.file();
            if (++done % PHOTOS_PER_COMMIT == 0) commit();
            progress.at(done, total);
        }

        void commit() throws IOException {
            gallery.commit();
            report.flush();
            if (last != null) progress.committed(last);
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

    private void take(PhotoResult result, PhotoFacts facts) throws IOException {
        switch (result) {
            case PhotoResult.Known known -> takeKnown(known.hash(), facts);
            case PhotoResult.Refused refused -> refuse(facts.name(), named(refused, facts));
            case PhotoResult.Done photo -> {
                try {
                    enrol(photo, facts);
                } catch (IllegalArgumentException e) {
                    // A file name too long for a link, a day that cannot be: the photo's fault, not the batch's.
                    refuse(facts.name(), facts.name() + ": " + e.getMessage());
                }
            }
        }
    }

    /// The reason with the photo's own name where it has the file's.
    private static String named(PhotoResult.Refused refused, PhotoFacts facts) {
        String file = refused.file().toString();
        String reason = refused.reason();
        return reason.startsWith(file) ? facts.name() + reason.substring(file.length()) : reason;
    }

    private void takeKnown(String hash, PhotoFacts facts) throws IOException {
        String refusal = rules.refusals().why(hash);
        if (refusal != null) {
            refuse(facts.name(), facts.name() + ": " + refusal);
        } else {
            passOver(facts, photoId(hash));
        }
    }

    private void passOver(PhotoFacts facts, String photoId) throws IOException {
        counts.add(ImportOutcome.ALREADY_THERE, 0, 0);
        report.add(facts.name(), ImportOutcome.ALREADY_THERE, 0, 0, "", photoId);
    }

    private void refuse(String name, String reason) throws IOException {
        counts.refuse(reason);
        report.add(name, ImportOutcome.REFUSED, 0, 0, reason, "");
    }

    private void enrol(PhotoResult.Done photo, PhotoFacts facts) throws IOException {
        String photoId = photoId(photo.hash());
        if (isRefused(photo.hash()) || gallery.containsPhoto(photoId)) {
            // Refused since it was looked at, or the same bytes under another name, looked at in the same moment.
            takeKnown(photo.hash(), facts);
            return;
        }
        List<Enrolment> enrolments = new ArrayList<>();
        int number = 0;
        for (PhotoResult.FoundFace found : photo.faces()) {
            number++;
            if (found.face().quality().score() >= rules.minQuality()) {
                enrolments.add(enrolment(photo, photoId, facts, number, found));
            }
        }
        if (!enrolments.isEmpty()) gallery.enrol(enrolments);
        ImportOutcome outcome = photo.faces().isEmpty()
                ? ImportOutcome.NO_FACE
                : enrolments.isEmpty() ? ImportOutcome.LOW_QUALITY : ImportOutcome.ENROLLED;
        int leftOut = photo.faces().size() - enrolments.size();
        counts.add(outcome, enrolments.size(), leftOut);
        report.add(facts.name(), outcome, enrolments.size(), leftOut, reason(photo, leftOut), photoId);
    }

    private Enrolment enrolment(
            PhotoResult.Done photo, String photoId, PhotoFacts facts, int number, PhotoResult.FoundFace found)
            throws IOException {
        Face face = found.face();
        EnrolledFace enrolled = EnrolledFace.of(
                        photoId + "#" + number,
                        photoId,
                        rules.source(),
                        box(face),
                        face.quality().score())
                .withCaptureDate(facts.captured() == null ? photo.captureDate() : facts.captured())
                .withEnrolmentDate(rules.today())
                .withLink(facts.link())
                .withTitle(facts.title())
                .withPictures(
                        gallery.pictures().put(found.crop()), gallery.pictures().put(photo.thumbnail()));
        return new Enrolment(enrolled, new Template(templateSpace, face.template()));
    }

    private static Box box(Face face) {
        return new Box(
                face.box().left(),
                face.box().top(),
                face.box().right(),
                face.box().bottom());
    }

    /// Why the best of the faces that were left out was left out.
    private static String reason(PhotoResult.Done photo, int leftOut) {
        if (photo.faces().isEmpty()) return "no face found";
        if (leftOut < photo.faces().size()) return "";
        return photo.faces().stream()
                .map(found -> found.face().quality())
                .max(Comparator.comparingInt(q -> q.score()))
                .map(q -> q.verdict())
                .orElse("");
    }
}
