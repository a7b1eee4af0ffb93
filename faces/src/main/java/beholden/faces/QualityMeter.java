package beholden.faces;

import static beholden.faces.Quality.Measure.*;

import beholden.faces.Quality.Component;
import beholden.faces.Quality.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures the components of a face's quality.
///
/// Exposure and dynamic range follow ISO/IEC 29794-5:2025 in what they count (luminance of the aligned face: the
/// share at 25 or below, at 247 or above, the entropy of the histogram), the pose its squared cosine; how a value
/// becomes 0..100 is stated at each.
final class QualityMeter {
    /// Side of the aligned face that is looked at, and the part of it that is skin in an upright face.
    private static final int SIDE = 112;

    private static final int FACE_LEFT = 24;
    private static final int FACE_RIGHT = 88;
    private static final int FACE_TOP = 34;
    private static final int FACE_BOTTOM = 104;

    private QualityMeter() {}

    /// @param view in which the face is upright: what tilt is left there counts, and the photo's own is stated
    /// @param pose as seen in that view
    static Quality measure(View view, Box box, Landmarks landmarks, @Nullable Pose pose) {
        Pyramid photo = view.photo();
        float[] luminance = luminance(photo, landmarks);
        List<Component> parts = new ArrayList<>();
        // 8 px between the eyes is the least that an aligned face can be made of; from 64 px on nothing is gained at
        // 112 px a side. Pixels that were not kept do not count.
        double distance = Math.scalb(landmarks.interEyeDistance(), -photo.finest());
        parts.add(rising(INTER_EYE_DISTANCE, distance, " pixels", 8, 64));
        if (pose != null) {
            parts.add(turned(HEAD_POSE_YAW, pose.yaw(), pose.yaw()));
            parts.add(turned(HEAD_POSE_PITCH, pose.pitch(), pose.pitch()));
            parts.add(turned(HEAD_POSE_ROLL, view.rollInPhoto(pose.roll()), pose.roll()));
        }
        parts.add(rising(SHARPNESS, sharpness(luminance), " % of contrast", 3, 20));
        double[] histogram = histogram(luminance);
        parts.add(falling(UNDER_EXPOSURE_PREVENTION, 100 * sum(histogram, 0, 25), " % of the face too dark", 0, 90));
        parts.add(
                falling(OVER_EXPOSURE_PREVENTION, 100 * sum(histogram, 247, 255), " % of the face too bright", 0, 90));
        parts.add(rising(DYNAMIC_RANGE, entropy(histogram), " bits", 2, 7));
        parts.add(falling(CROP_OF_THE_FACE, 100 * outside(photo, box), " % of the face outside the frame", 0, 60));
        Pose inPhoto = pose == null ? null : new Pose(pose.yaw(), pose.pitch(), view.rollInPhoto(pose.roll()));
        return new Quality(parts, inPhoto);
    }

    private static Component rising(Measure measure, double value, String unit, double worst, double best) {
        return new Component(measure, value, unit, percent((value - worst) / (best - worst)));
    }

    private static Component falling(Measure measure, double value, String unit, double best, double worst) {
        return new Component(measure, value, unit, percent((worst - value) / (worst - best)));
    }

    private static Component turned(Measure measure, float stated, float counted) {
        double cosine = Math.max(0, Math.cos(Math.toRadians(counted)));
        return new Component(measure, stated, "°", percent(cosine * cosine));
    }

    private static int percent(double share) {
        return (int) Math.round(100 * Math.clamp(share, 0.0, 1.0));
    }

    private static float[] luminance(Pyramid photo, Landmarks landmarks) {
        float[] rgb = new float[3 * SIDE * SIDE];
        photo.sample(Aligner.aligned(landmarks, SIDE, SIDE), SIDE, SIDE, 0, rgb);
        float[] luminance = new float[SIDE * SIDE];
        for (int i = 0, c = 0; i < luminance.length; i++, c += 3) {
            luminance[i] = 0.299f * rgb[c] + 0.587f * rgb[c + 1] + 0.114f * rgb[c + 2];
        }
        return luminance;
    }

    /// Mean size of the Laplacian over the face, in percent of the luminance's standard deviation: how much detail
    /// survives at 112 pixels a side, whatever the light.
    private static double sharpness(float[] l) {
        double detail = 0;
        double sum = 0;
        double squares = 0;
        for (int y = FACE_TOP; y < FACE_BOTTOM; y++) {
            for (int x = FACE_LEFT; x < FACE_RIGHT; x++) {
                int i = y * SIDE + x;
                detail += Math.abs(4 * l[i] - l[i - 1] - l[i + 1] - l[i - SIDE] - l[i + SIDE]);
                sum += l[i];
                squares += (double) l[i] * l[i];
            }
        }
        int pixels = (FACE_BOTTOM - FACE_TOP) * (FACE_RIGHT - FACE_LEFT);
        double mean = sum / pixels;
        // A grey level of spread is the least: below it there is nothing but rounding.
        double spread = Math.sqrt(Math.max(1, squares / pixels - mean * mean));
        return 100 * detail / pixels / spread;
    }

    private static double[] histogram(float[] luminance) {
        double[] share = new double[256];
        double each = 1.0 / ((FACE_BOTTOM - FACE_TOP) * (FACE_RIGHT - FACE_LEFT));
        for (int y = FACE_TOP; y < FACE_BOTTOM; y++) {
            for (int x = FACE_LEFT; x < FACE_RIGHT; x++) {
                share[Math.clamp(Math.round(luminance[y * SIDE + x]), 0, 255)] += each;
            }
        }
        return share;
    }

    private static double sum(double[] histogram, int first, int last) {
        double sum = 0;
        for (int i = first; i <= last; i++) sum += histogram[i];
        return sum;
    }

    private static double entropy(double[] histogram) {
        double bits = 0;
        for (double p : histogram) {
            if (p > 0) bits -= p * Math.log(p) / Math.log(2);
        }
        return bits;
    }

    private static double outside(Pyramid photo, Box box) {
        return 1 - box.overlap(new Box(0, 0, photo.width(), photo.height())) / box.area();
    }
}
