package beholden.cli;

import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.PhotoBatch;
import beholden.faces.PhotoResult;
import beholden.gallery.Box;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.Progress;
import beholden.gallery.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Brings photos into a gallery: the faces of a photo all at once, known photos passed over, a commit every so often.
///
/// A photo's id is the SHA-256 of its bytes, `@`, and its source; a face's is the photo's, `#`, and its number from
/// the left. So an import that was broken off goes on where it was, and enrols nothing twice.
final class Importer {
    /// Few enough to lose little in a crash, many enough that waiting for the disk does not count: some seconds of
    /// work.
    private static final int PHOTOS_PER_COMMIT = 64;

    private final FaceEngine engine;
    private final Gallery gallery;
    private final Rules rules;
    private final ImportReport report;
    private final ImportCounts counts = new ImportCounts();
    private final String templateSpace;

    /// @param source     the source's name
    /// @param minQuality faces below it are left out, 0..100
    record Rules(String source, LinkRule link, int minQuality) {
        Rules {
            if (source.isBlank() || source.length() > 150) {
                throw new IllegalArgumentException("a source's name has 1 to 150 characters");
            }
            if (!PrintableText.of(source).equals(source)) {
                throw new IllegalArgumentException("a source's name has no control characters");
            }
            if (minQuality < 0 || minQuality > 100) {
                throw new IllegalArgumentException("quality goes from 0 to 100");
            }
        }
    }

    Importer(FaceEngine engine, Gallery gallery, Rules rules, ImportReport report) {
        this.engine = engine;
        this.gallery = gallery;
        this.rules = rules;
        this.report = report;
        this.templateSpace = engine.pack().templateSpace();
    }

    /// Works through `photos` until all are done or `stopped` says so, and commits.
    ImportCounts run(PhotoFiles photos, BooleanSupplier stopped, Progress progress) throws IOException {
        for (String reason : photos.unreadable()) counts.refuse(reason);
        long total = photos.files().size();
        long[] done = {0};
        progress.at(0, total);
        new PhotoBatch(engine).run(untilStopped(photos.files(), stopped), this::isKnown, result -> {
            take(result, photos.relative(result.file()));
            if (++done[0] % PHOTOS_PER_COMMIT == 0) commit();
            progress.at(done[0], total);
        });
        commit();
        return counts;
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

    private void commit() throws IOException {
        gallery.commit();
        report.flush();
    }

    private String photoId(String hash) {
        return hash + "@" + rules.source();
    }

    private boolean isKnown(String hash) {
        try {
            return gallery.containsPhoto(photoId(hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(PhotoResult result, String relative) throws IOException {
        switch (result) {
            case PhotoResult.Known known -> passOver(known.file(), photoId(known.hash()));
            case PhotoResult.Refused refused -> refuse(refused.file(), refused.reason());
            case PhotoResult.Done photo -> {
                try {
                    enrol(photo, relative);
                } catch (IllegalArgumentException e) {
                    // A file name too long for a link, a day that cannot be: the photo's fault, not the batch's.
                    refuse(photo.file(), photo.file() + ": " + e.getMessage());
                }
            }
        }
    }

    private void passOver(Path file, String photoId) throws IOException {
        counts.add(ImportOutcome.ALREADY_THERE, 0, 0);
        report.add(file, ImportOutcome.ALREADY_THERE, 0, 0, "", photoId);
    }

    private void refuse(Path file, String reason) throws IOException {
        counts.refuse(reason);
        report.add(file, ImportOutcome.REFUSED, 0, 0, reason, "");
    }

    private void enrol(PhotoResult.Done photo, String relative) throws IOException {
        String photoId = photoId(photo.hash());
        if (gallery.containsPhoto(photoId)) {
            // The same bytes under another name, looked at in the same moment.
            passOver(photo.file(), photoId);
            return;
        }
        List<Enrolment> enrolments = new ArrayList<>();
        int number = 0;
        for (PhotoResult.FoundFace found : photo.faces()) {
            number++;
            if (found.face().quality().score() >= rules.minQuality()) {
                enrolments.add(enrolment(photo, photoId, relative, number, found));
            }
        }
        if (!enrolments.isEmpty()) gallery.enrol(enrolments);
        ImportOutcome outcome = photo.faces().isEmpty()
                ? ImportOutcome.NO_FACE
                : enrolments.isEmpty() ? ImportOutcome.LOW_QUALITY : ImportOutcome.ENROLLED;
        int leftOut = photo.faces().size() - enrolments.size();
        counts.add(outcome, enrolments.size(), leftOut);
        report.add(photo.file(), outcome, enrolments.size(), leftOut, reason(photo, leftOut), photoId);
    }

    private Enrolment enrolment(
            PhotoResult.Done photo, String photoId, String relative, int number, PhotoResult.FoundFace found)
            throws IOException {
        Face face = found.face();
        EnrolledFace enrolled = EnrolledFace.of(
                        photoId + "#" + number,
                        photoId,
                        rules.source(),
                        box(face),
                        face.quality().score())
                .withCaptureDate(photo.captureDate())
                .withLink(rules.link().link(photo.file(), relative))
                .withTitle(PrintableText.of(relative))
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
