package beholden.faces;

import beholden.faces.pack.Head;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds every face of a photo from a smallest size up, however large the photo.
///
/// A network finds faces from some pixels to some hundred pixels a side, so the photo is shown to it several times:
/// once as a whole, and at each finer level in tiles. The tiles of a level overlap by the largest face the level is
/// responsible for, so each such face lies whole in some tile; larger ones are left to the coarser levels, which
/// keeps a large portrait one face.
///
/// A network that takes pictures of any size gets large tiles, which overlap in fewer places, and the levels begin
/// where the smallest face that is looked for has the size at which it is found; one of a fixed size gets tiles of
/// that size, and levels are whole halvings of the photo (decision 20).
///
/// It works on views of the photo, since it knows upright faces best.
final class Detector {
    /// Value of what lies beyond the frame: the mean that the networks are trained around.
    private static final float OUTSIDE = 127;

    /// Tiles overlap by this many times the smallest face a level finds: three times leaves no gap to the next
    /// level, twice as coarse.
    private static final int OVERLAP = 3;

    /// Levels show the smallest face they are responsible for at this many times the smallest that the network finds
    /// reliably, where they do not have to be whole halvings.
    private static final float SURELY_FOUND = 1.2f;

    /// Longest side of a large tile. Larger ones take more time a pixel, as less of them stays in a core's cache.
    private static final int LARGE_TILE = 640;

    /// Sides of large tiles are whole multiples of it: pixels a cell of the coarsest map that matters for small faces.
    private static final int TILE_UNIT = 32;

    /// A box covered by a better one to this part is a piece of the same face: a mouth, or a face cut by a tile.
    private static final float COVERED = 0.7f;

    /// A place that passes this part of the pack's threshold at any scale is worth a closer look.
    private static final float FIRST_LOOK = 0.5f;

    private final Network network;
    private final Head.Detector head;

    Detector(Network network, Head.Detector head) {
        this.network = network;
        this.head = head;
    }

    /// Places of the photo that may be faces, by one look at the whole view.
    List<Detection> whole(View view, Pace pace) {
        int width = head.input().width();
        int height = head.input().height();
        float[] rgb = new float[3 * width * height];
        double step = 1 / wholeScale(view);
        view.sample(new Sampling(step, 0, 0, 0, step, 0), width, height, OUTSIDE, rgb);
        return look(rgb, FIRST_LOOK * head.threshold(), pace).stream()
                .map(d -> d.mapped(step, 0, 0).inPhoto(view))
                .toList();
    }

    private double wholeScale(View view) {
        return Math.min(
                (double) head.input().width() / view.width(),
                (double) head.input().height() / view.height());
    }

    /// Places of the photo that may be faces of at least `minFace` pixels a side, and are too small for the look at
    /// the whole.
    List<Detection> small(View view, int minFace, Pace pace) {
        int overlap = OVERLAP * head.smallestFace();
        double step = Math.max(finest(minFace), Math.scalb(1.0, view.photo().finest()));
        double seenWhole = head.smallestFace() / wholeScale(view);
        List<Detection> found = new ArrayList<>();
        for (double seen = minFace; seen < seenWhole; step *= 2) {
            found.addAll(tiles(view, step, overlap, pace));
            seen = overlap * step;
        }
        return found;
    }

    /// Photo pixels to a pixel of the finest level.
    private double finest(int minFace) {
        if (network.takesAnySize()) return Math.max(1, minFace / (SURELY_FOUND * head.smallestFace()));
        double step = 1;
        while (2 * step * head.smallestFace() <= minFace) step *= 2;
        return step;
    }

    /// Looks at a place once more with the face at half the input's height, where the network is at its surest.
    ///
    /// What is a face scores nearly 1 there; folds of cloth that passed at a smaller scale do not. The box
    /// becomes more exact, too.
    ///
    /// @param place in the photo
    /// @return the face in the view's pixels; empty if it is none as this view shows it
    Optional<Detection> closer(View view, Box place, Pace pace) {
        int width = head.input().width();
        int height = head.input().height();
        float[] rgb = new float[3 * width * height];
        Box first = view.ofPhoto(place);
        double step = first.side() / (height / 2.0);
        double left = first.centre().x() - width / 2.0 * step;
        double top = first.centre().y() - height / 2.0 * step;
        view.sample(new Sampling(step, 0, left, 0, step, top), width, height, OUTSIDE, rgb);
        return look(rgb, head.threshold(), pace).stream()
                .map(d -> d.mapped(step, left, top))
                .filter(d -> d.box().iou(first) > head.nmsIou())
                .max(Comparator.comparingDouble(Detection::score));
    }

    private List<Detection> tiles(View view, double step, int overlap, Pace pace) {
        int levelWidth = (int) Math.ceil(view.width() / step);
        int levelHeight = (int) Math.ceil(view.height() / step);
        int width = network.takesAnySize()
                ? largeTile(levelWidth, overlap)
                : head.input().width();
        int height = network.takesAnySize()
                ? largeTile(levelHeight, overlap)
                : head.input().height();
        float[] rgb = new float[3 * width * height];
        List<Detection> found = new ArrayList<>();
        for (int top : starts(levelHeight, height, overlap)) {
            for (int left : starts(levelWidth, width, overlap)) {
                double x = left * step;
                double y = top * step;
                Box inside = new Box(
                        left > 0 ? 1 : -width,
                        top > 0 ? 1 : -height,
                        left + width < levelWidth ? width - 1 : 2 * width,
                        top + height < levelHeight ? height - 1 : 2 * height);
                if (step == Math.rint(step) && Long.bitCount((long) step) == 1) {
                    int halvings = Long.numberOfTrailingZeros((long) step);
                    view.tile(halvings, left, top, width, height, OUTSIDE, rgb);
                } else {
                    view.sample(new Sampling(step, 0, x, 0, step, y), width, height, OUTSIDE, rgb);
                }
                for (Detection d : look(rgb, width, height, FIRST_LOOK * head.threshold(), pace)) {
                    if (d.box().side() > overlap || !contains(inside, d.box())) continue;
                    // It will be compared with all others.
                    pace.step();
                    found.add(d.mapped(step, x, y).inPhoto(view));
                }
            }
        }
        return found;
    }

    /// Side of the equal large tiles that cover `length` and overlap by at least `overlap`.
    private static int largeTile(int length, int overlap) {
        int count = length <= LARGE_TILE ? 1 : 1 + Math.ceilDiv(length - LARGE_TILE, LARGE_TILE - overlap);
        int side = Math.ceilDiv(length + (count - 1) * overlap, count);
        return Math.ceilDiv(side, TILE_UNIT) * TILE_UNIT;
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
        return look(rgb, head.input().width(), head.input().height(), threshold, pace);
    }

    /// Looks at a picture; a large one is as many steps as the network's own input fits into it.
    private List<Detection> look(float[] rgb, int width, int height, float threshold, Pace pace) {
        int steps =
                Math.ceilDiv(width * height, head.input().width() * head.input().height());
        for (int i = 0; i < steps; i++) pace.step();
        return DetectorHead.of(head, width, height).decode(network.run(rgb, width, height), threshold);
    }

    /// Non-maximum suppression over all views, levels and tiles: of places that cover each other, the best.
    ///
    /// @param best first
    <T> List<T> onePerFace(List<T> found, Function<T, Box> boxOf, Comparator<T> best) {
        List<T> kept = new ArrayList<>();
        found.stream().sorted(best).forEach(candidate -> {
            for (T better : kept) {
                if (isSameFace(boxOf.apply(better), boxOf.apply(candidate))) return;
            }
            kept.add(candidate);
        });
        return kept;
    }

    private boolean isSameFace(Box a, Box b) {
        return a.iou(b) > head.nmsIou() || a.overlap(b) > COVERED * Math.min(a.area(), b.area());
    }
}
