package beholden.faces;

import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.ground.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/// Works through many photos, several at once, and gives the results in order.
///
/// Memory is bounded by the threads, not by the number of photos: at most two photos a thread are read ahead, and
/// of a finished one only its faces and small pictures are kept. One bad photo is a result like any other and never
/// stops the batch.
public final class PhotoBatch {
    private static final int AHEAD_PER_THREAD = 2;

    private final FaceEngine engine;
    private final int threads;
    private final PhotoDecoder decoder;

    /// A batch that uses all threads of the engine.
    public PhotoBatch(FaceEngine engine) {
        this(engine, engine.settings().threads());
    }

    /// A batch that uses fewer threads than the engine has, so that the engine answers others meanwhile.
    ///
    /// @param threads photos looked at at once; at least 1
    public PhotoBatch(FaceEngine engine, int threads) {
        this.engine = engine;
        this.threads = threads;
        this.decoder = new PhotoDecoder(engine.settings().limits()).keepingCaptureDate();
    }

    /// Takes a result; called on the thread that runs the batch.
    @FunctionalInterface
    public interface Sink {
        void take(PhotoResult result) throws IOException;
    }

    /// Works through `files`; returns when the last result has been taken.
    ///
    /// @param known asked with a photo's hash before it is decoded; true passes it over. Must be safe for use by
    ///     many threads.
    /// @throws IOException what `sink` threw; the rest of the batch is then left
    public void run(Iterable<Path> files, Predicate<String> known, Sink sink) throws IOException {
        Iterator<Path> next = files.iterator();
        Queue<Future<PhotoResult>> underWay = new ArrayDeque<>();
        int ahead = AHEAD_PER_THREAD * threads;
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            try {
                while (next.hasNext() || !underWay.isEmpty()) {
                    while (next.hasNext() && underWay.size() < ahead) {
                        Path file = next.next();
                        underWay.add(workers.submit(() -> look(file, known)));
                    }
                    sink.take(underWay.remove().get());
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a photo stopped the batch: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted before the last photo was done", e);
            } finally {
                workers.shutdownNow();
            }
        }
    }

    private PhotoResult look(Path file, Predicate<String> known) {
        try {
            byte[] bytes = decoder.read(file);
            String hash = Sha256.hex(bytes);
            if (known.test(hash)) return new PhotoResult.Known(file, hash);
            return look(file, hash, decoder.decode(bytes, file.toString()));
        } catch (PhotoRefusedException e) {
            return new PhotoResult.Refused(file, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return new PhotoResult.Refused(
                    file, file + ": needs more memory than Java was given; use fewer threads or a larger heap");
        }
    }

    private PhotoResult look(Path file, String hash, Photo photo) {
        Pyramid pyramid = new Pyramid(photo);
        List<PhotoResult.FoundFace> faces = new ArrayList<>();
        FaceEngine.Looked looked = engine.look(pyramid);
        for (Face face : looked.faces()) {
            faces.add(new PhotoResult.FoundFace(face, FacePictures.crop(pyramid, face.box())));
        }
        return new PhotoResult.Done(
                file,
                hash,
                photo.width(),
                photo.height(),
                photo.captureDate().orElse(null),
                faces,
                looked.doubtful().size(),
                FacePictures.thumbnail(pyramid),
                photo.remark().orElse(null));
    }
}
