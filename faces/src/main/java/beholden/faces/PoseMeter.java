package beholden.faces;

import beholden.faces.pack.NetworkInput;
import java.util.ArrayList;
import java.util.List;

/// Measures a head's pose with a network of the Hopenet kind (Ruiz et al. 2018): each angle is the expectation over
/// 66 bins of 3°.
final class PoseMeter {
    private static final int BINS = 66;
    private static final float BIN_DEGREES = 3;
    private static final float FIRST_BIN_DEGREES = -99;

    /// The network was trained on boxes with a quarter more on every side.
    private static final float MARGIN = 0.25f;

    private final Network network;

    PoseMeter(Network network) {
        this.network = network;
    }

    /// The pose of the head in `box` as the view shows it.
    Pose measure(View view, Box box) {
        NetworkInput input = network.shape();
        float[] rgb = new float[3 * input.width() * input.height()];
        view.sample(
                Sampling.ofBox(box.grownBy(MARGIN), input.width(), input.height()),
                input.width(),
                input.height(),
                0,
                rgb);
        List<float[]> angles = new ArrayList<>(network.run(rgb).values());
        return new Pose(expectation(angles.get(0)), expectation(angles.get(1)), expectation(angles.get(2)));
    }

    private static float expectation(float[] logits) {
        if (logits.length != BINS)
            throw new IllegalStateException("the pose network gave " + logits.length + " bins; 66 are needed");
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) largest = Math.max(largest, logit);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < BINS; i++) {
            double p = Math.exp(logits[i] - largest);
            sum += p;
            weighted += p * i;
        }
        return (float) (weighted / sum * BIN_DEGREES + FIRST_BIN_DEGREES);
    }
}
