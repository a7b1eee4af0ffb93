package beholden.faces;

import beholden.faces.pack.FaceCheck;
import beholden.faces.pack.Head;
import beholden.faces.pack.ModelPack;
import beholden.faces.pack.PackDescription;
import beholden.faces.pack.PreparedWeights;
import beholden.faces.photo.Photo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Finds the faces of a photo and makes their templates.
///
/// Safe for use by as many threads as its settings name; more wait. Results depend on the photo and the pack alone.
public final class FaceEngine implements AutoCloseable {
    private final ModelPack pack;
    private final FaceSettings settings;
    private final List<Network> networks = new ArrayList<>();
    private final LongAdder nanos = new LongAdder();
    private final FaceFinder finder;
    private final TemplateMaker templates;

    /// Loads the networks of `pack`.
    ///
    /// @param cache folder in which prepared copies of the weights and native libraries are kept
    /// @throws beholden.faces.pack.PackException if a weight file is missing, changed or does not run
    public static FaceEngine open(ModelPack pack, Path cache, FaceSettings settings) throws IOException {
        NetworkRuntime.keepIn(cache);
        return new FaceEngine(pack, new PreparedWeights(cache), settings);
    }

    private FaceEngine(ModelPack pack, PreparedWeights prepared, FaceSettings settings) throws IOException {
        this.pack = pack;
        this.settings = settings;
        PackDescription description = pack.description();
        Head.Landmarks landmarks = description.landmarks();
        Head.Pose pose = description.pose();
        boolean loaded = false;
        try {
            Detector detector = new Detector(load(description.detector(), prepared), description.detector());
            Aligner aligner = new Aligner(landmarks == null ? null : load(landmarks, prepared));
            templates =
                    new TemplateMaker(load(description.template(), prepared), description.template(), settings.flip());
            PoseMeter poses = pose == null ? null : new PoseMeter(load(pose, prepared));
            FaceCheck check = description.faceCheck();
            FaceReader reader = new FaceReader(aligner, poses, templates, check);
            finder = new FaceFinder(detector, reader, check, settings.leastEvidence());
            loaded = true;
        } finally {
            if (!loaded) close();
        }
    }

    private Network load(Head head, PreparedWeights prepared) throws IOException {
        Network network = new Network(pack, head, prepared, settings.threads(), nanos);
        networks.add(network);
        return network;
    }

    public ModelPack pack() {
        return pack;
    }

    public FaceSettings settings() {
        return settings;
    }

    /// Every face of `photo` from the smallest size up, whichever way up it is, from left to right.
    public List<Face> faces(Photo photo) {
        return look(photo).faces();
    }

    /// Every face of `photo`, as [#faces(Photo)] finds them, at a pace of the caller's.
    public List<Face> faces(Photo photo, Pace pace) {
        return faces(photo, pace, _ -> {});
    }

    /// Every face of `photo`, as [#faces(Photo)] finds them, and how long finding them took.
    ///
    /// @param times told once
    public List<Face> faces(Photo photo, Pace pace, Consumer<Times> times) {
        return look(new Pyramid(photo), pace, times).faces();
    }

    /// Times that one photo took.
    ///
    /// @param detect   time from the photo to boxes
    /// @param describe time from boxes to landmarks, quality and template of every face
    public record Times(Duration detect, Duration describe) {}

    /// Everything the detector takes for a face.
    ///
    /// @param faces    from left to right
    /// @param doubtful boxes of what failed the pack's check of faces; nothing of them is fit for comparison
    public record Looked(List<Face> faces, List<Box> doubtful) {
        public Looked {
            faces = List.copyOf(faces);
            doubtful = List.copyOf(doubtful);
        }
    }

    /// The faces of `photo`, and what looks like one and is none by the pack's check.
    public Looked look(Photo photo) {
        return look(new Pyramid(photo));
    }

    Looked look(Pyramid pyramid) {
        return look(pyramid, Pace.FREE, _ -> {});
    }

    private Looked look(Pyramid pyramid, Pace pace, Consumer<Times> times) {
        long start = System.nanoTime();
        FaceFinder.Found found = finder.find(pyramid, settings.minFace(), pace);
        long detected = System.nanoTime() - found.reading();
        List<Face> faces = new ArrayList<>();
        for (FaceReader.Reading reading : found.faces()) {
            pace.step();
            faces.add(reading.face());
        }
        times.accept(new Times(Duration.ofNanos(detected - start), Duration.ofNanos(System.nanoTime() - detected)));
        faces.sort(Comparator.comparingDouble((Face f) -> f.box().centre().x())
                .thenComparingDouble(f -> f.box().centre().y()));
        return new Looked(
                faces, found.doubtful().stream().map(FaceReader.Reading::box).toList());
    }

    /// The template of a face that is already aligned in ArcFace's frame and fills the picture, as benchmarks
    /// supply them.
    public float[] templateOfAligned(Photo aligned) {
        return templates.templateOfAligned(new Pyramid(aligned));
    }

    /// Time spent inside ONNX Runtime since this engine was opened, summed over threads.
    public Duration timeInNetworks() {
        return Duration.ofNanos(nanos.sum());
    }

    /// Releases the networks' native memory; no call may be under way.
    @Override
    public void close() {
        networks.forEach(Network::close);
        networks.clear();
    }
}
