package beholden.faces;

import beholden.faces.pack.Head;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds every face of a photo from a smallest size up, however large the photo.
///
/// A network sees a few hundred pixels a side, so the photo is shown to it several times: once as a whole, and at
/// each finer level of the pyramid in tiles. The tiles of a level overlap by the largest face the level is
/// responsible for, so each such face lies whole in some tile; larger ones are left to the coarser levels, which
/// keeps a large portrait one face.
final class Detector {
    /// Value of what lies beyond the frame: the mean that the networks are trained around.
    private static final float OUTSIDE = 127;

    /// Tiles overlap by this many times the smallest face a level finds: three times leaves no gap to the next
    /// level, twice as coarse.
    private static final int OVERLAP = 3;

    /// A box covered by a better one to this part is a piece of the same face: a mouth, or a face cut by a tile.
    private static final float COVERED = 0.7f;

    /// A place that passes this part of the pack's threshold at any scale is worth a closer look.
    private static final float FIRST_LOOK = 0.5f;

    private final Network network;
    private final DetectorHead decoder;
    private final Head.Detector head;

    Detector(Network network, Head.Detector head) {
        this.network = network;
        this.head = head;
        this.decoder = DetectorHead.of(head);
    }

    /// Faces whose box has at least `minFace` pixels a side, best first.
    List<Detection> detect(Pyramid photo, int minFace, Pace pace) {
        int width = head.input().width();
        int height = head.input().height();
        int overlap = OVERLAP * head.smallestFace();
        double whole = Math.min((double) width / photo.width(), (double) height / photo.height());

        List<Detection> found = new ArrayList<>(wholePhoto(photo, whole, pace));
        int n = 0;
        while ((head.smallestFace() << (n + 1)) <= minFace) n++;
        double seenWhole = head.smallestFace() / whole;
        for (double seen = minFace; seen < seenWhole; seen = Math.scalb((double) overlap, n++)) {
            found.addAll(tiles(photo, n, overlap, pace));
        }
        List<Detection> faces = onePerFace(closer(photo, onePerFace(found), pace));
        faces.removeIf(d -> d.box().side() < minFace);
        return faces;
    }

    /// Looks at each place once more with the face at half the view's height, where the network is at its surest.
    ///
    /// What is a face scores nearly 1 there; folds of cloth that passed at a smaller scale do not. The box
    /// becomes more exact, too.
    private List<Detection> closer(Pyramid photo, List<Detection> found, Pace pace) {
        int width = head.input().width();
        int height = head.input().height();
        float[] rgb = new float[3 * width * height];
        List<Detection> confirmed = new ArrayList<>();
        for (Detection first : found) {
            double step = first.box().side() / (height / 2.0);
            double left = first.box().centre().x() - width / 2.0 * step;
            double top = first.box().centre().y() - height / 2.0 * step;
            photo.sample(new Sampling(step, 0, left, 0, step, top), width, height, OUTSIDE, rgb);
            look(rgb, head.threshold(), pace).stream()
                    .map(d -> d.mapped(step, left, top))
                    .filter(d -> d.box().iou(first.box()) > head.nmsIou())
                    .max(Comparator.comparingDouble(Detection::score))
                    .ifPresent(confirmed::add);
        }
        return confirmed;
    }

    private List<Detection> wholePhoto(Pyramid photo, double scale, Pace pace) {
        int width = head.input().width();
        int height = head.input().height();
        float[] rgb = new float[3 * width * height];
        double step = 1 / scale;
        photo.sample(new Sampling(step, 0, 0, 0, step, 0), width, height, OUTSIDE, rgb);
        return look(rgb, FIRST_LOOK * head.threshold(), pace).stream()
                .map(d -> d.mapped(step, 0, 0))
                .toList();
    }

    private List<Detection> tiles(Pyramid photo, int n, int overlap, Pace pace) {
        int width = head.input().width();
        int height = head.input().height();
        Pyramid.Level level = photo.level(n);
        double step = 1 << n;
        float[] rgb = new float[3 * width * height];
        List<Detection> found = new ArrayList<>();
        for (int top : starts(level.height(), height, overlap)) {
            for (int left : starts(level.width(), width, overlap)) {
                double x = left * step;
                double y = top * step;
                Box inside = new Box(
                        left > 0 ? 1 : -width,
                        top > 0 ? 1 : -height,
                        left + width < level.width() ? width - 1 : 2 * width,
                        top + height < level.height() ? height - 1 : 2 * height);
                photo.tile(n, left, top, width, height, OUTSIDE, rgb);
                for (Detection d : look(rgb, FIRST_LOOK * head.threshold(), pace)) {
                    if (d.box().side() > overlap || !contains(inside, d.box())) continue;
                    // It will be compared with all others.
                    pace.step();
                    found.add(d.mapped(step, x, y));
                }
            }
        }
        return found;
    }

    private static boolean contains(Box outer, Box inner) {
        return inner.left() >= outer.left()
                && inner.top() >= outer.top()
                && inner.right() <= outer.right()
                && inner.bottom() <= outer.bottom();
    }

    /// First pixels of tiles of `tile` pixels that cover `length`, evenly spread, and overlap by at least
    /// `overlap`.
    private static int[] starts(int length, int tile, int overlap) {
        if (length <= tile) return new int[] {0};
        int count = 1 + Math.ceilDiv(length - tile, tile - overlap);
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) starts[i] = (int) ((long) i * (length - tile) / (count - 1));
        return starts;
    }

    private List<Detection> look(float[] rgb, float threshold, Pace pace) {
        pace.step();
        return decoder.decode(network.run(rgb), threshold);
    }

    /// Non-maximum suppression over all levels and tiles.
    private List<Detection> onePerFace(List<Detection> found) {
        List<Detection> kept = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .forEach(candidate -> {
                    for (Detection better : kept) {
                        Box a = better.box();
                        Box b = candidate.box();
                        if (a.iou(b) > head.nmsIou()) return;
                        if (a.overlap(b) > COVERED * Math.min(a.area(), b.area())) return;
                    }
                    kept.add(candidate);
                });
        return kept;
    }
}
