package beholden.enrol.calibration;

import beholden.faces.calibration.FittedRates;
import beholden.faces.calibration.Mixture;
import beholden.faces.calibration.PeopleBootstrap;
import beholden.faces.calibration.Tail;
import beholden.faces.pack.Calibration;
import beholden.gallery.FaceSample;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Fits a [Calibration] to pairs of which nobody knows whether they are of strangers.
///
/// Each pair counts as often as the [Mixture] takes it for one of strangers. Rates are counted as far as 30 such pairs
/// reach and at least half of the pairs of a score are strangers'. Beyond, they go down as the [Tail] of the 500
/// highest
/// does; where there are mates among those, as fast as just before. `docs/calibration.md` has the formulae.
///
/// @param calibration what the gallery's scores mean
/// @param mates       pairs that were taken for mates
record StrangerFit(Calibration calibration, double mates) {
    private static final double MOSTLY_STRANGERS = 0.5;

    /// Scores before the end of counting that show how fast rates fall there.
    private static final double SLOPE_OVER = 0.05;

    private static final double[] LOWEST = IntStream.rangeClosed(0, FaceSample.Scores.bin(1))
            .mapToDouble(FaceSample.Scores::lowest)
            .toArray();

    /// The mixture of strangers and mates in a sample.
    static Mixture mixture(FaceSample.Scores scores) {
        return Mixture.fit(LOWEST, scores.counts());
    }

    /// The lowest score that is more likely of mates than of strangers.
    static double samePerson(Mixture mixture) {
        double[] shares = mixture.shares(LOWEST);
        int bin = 0;
        while (shares[bin] >= MOSTLY_STRANGERS) bin++;
        return LOWEST[bin];
    }

    static StrangerFit of(String fittedOn, FaceSample.Scores scores, long pairs) {
        double[] counts = scores.counts();
        Mixture mixture = Mixture.fit(LOWEST, counts);
        Strangers strangers = Strangers.of(mixture, counts);
        double counted = strangers.reachedBy(FittedRates.FEWEST_PAIRS);
        double highest = Math.min(counted, strangers.reachedBy(FittedRates.TAIL_PAIRS));
        double ends = Math.min(counted, samePerson(mixture));
        List<Double> knots = FittedRates.knots(ends);
        Function<Strangers, FittedRates> rates =
                of -> of.rates(knots, ends, mixture.hasMates() ? of.falling(ends) : of.tail(highest));
        PeopleBootstrap.Interval[] intervals = PeopleBootstrap.intervals(FaceSample.Scores.BLOCKS, drawn -> {
            double[] redrawn = scores.counts(drawn);
            return rates.apply(Strangers.of(mixture.again(LOWEST, redrawn), redrawn))
                    .rates();
        });
        double people = scores.people();
        double couples = Math.min(people * (people - 1) / 2, pairs);
        double all = Arrays.stream(counts).sum();
        return new StrangerFit(
                rates.apply(strangers)
                        .calibration(fittedOn, Math.round(strangers.reaching[0]), ends, List.of(intervals), couples),
                all - strangers.reaching[0]);
    }

    /// Pairs of strangers.
    ///
    /// @param counts   in each bin
    /// @param reaching in each bin and those above
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    private record Strangers(double[] counts, double[] reaching) {
        static Strangers of(Mixture mixture, double[] all) {
            double[] shares = mixture.shares(LOWEST);
            double[] counts = IntStream.range(0, all.length)
                    .mapToDouble(i -> shares[i] * all[i])
                    .toArray();
            double[] reaching = counts.clone();
            for (int i = reaching.length - 2; i >= 0; i--) reaching[i] += reaching[i + 1];
            return new Strangers(counts, reaching);
        }

        /// The highest score that so many pairs reach.
        double reachedBy(double pairs) {
            int bin = reaching.length - 1;
            while (bin > 0 && reaching[bin] < pairs) bin--;
            return LOWEST[bin];
        }

        FittedRates rates(List<Double> knots, double ends, Tail tail) {
            return FittedRates.of(knots, score -> reaching[FaceSample.Scores.bin(score)] / reaching[0], ends, tail);
        }

        /// The tail that falls on as fast as rates do before `ends`.
        Tail falling(double ends) {
            // people can be drawn of whom no two score so high
            double at = Math.max(1e-6, reaching[FaceSample.Scores.bin(ends)]);
            double before = Math.max(at, reaching[FaceSample.Scores.bin(ends - SLOPE_OVER)]);
            return new Tail(ends, 0, SLOPE_OVER / Math.log(before / at));
        }

        /// The tail of the pairs from a score on.
        Tail tail(double from) {
            int lowest = FaceSample.Scores.bin(from);
            double middle = (LOWEST[1] - LOWEST[0]) / 2;
            int bins = counts.length - lowest;
            double[] excess = new double[bins];
            double[] times = new double[bins];
            for (int i = 0; i < bins; i++) {
                int bin = counts.length - 1 - i;
                excess[i] = LOWEST[bin] + middle - from;
                times[i] = counts[bin];
            }
            return Tail.fit(from, excess, times);
        }
    }
}
