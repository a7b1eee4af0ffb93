package beholden.bench;

/// Bound that a metric is expected to keep.
///
/// @param direction which side of the limit is good
/// @param limit     inclusive, in the metric's own unit
public record Target(Direction direction, double limit) {
    public enum Direction {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    public Target {
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException("target: the limit " + limit + " is not a finite number");
        }
    }

    public static Target atLeast(double limit) {
        return new Target(Direction.AT_LEAST, limit);
    }

    public static Target atMost(double limit) {
        return new Target(Direction.AT_MOST, limit);
    }

    public boolean isMetBy(double measured) {
        return switch (direction) {
            case AT_LEAST -> measured >= limit;
            case AT_MOST -> measured <= limit;
        };
    }

    @Override
    public String toString() {
        return direction.sign + " " + Metric.readable(limit);
    }
}
