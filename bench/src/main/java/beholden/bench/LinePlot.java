package beholden.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Lines over two axes, drawn as a PNG.
///
/// @param title what is shown
/// @param x     the axis to the right
/// @param y     the axis upwards
/// @param lines at least one
public record LinePlot(String title, Axis x, Axis y, List<Line> lines) {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 640;
    private static final String TICKS = "#,##0.########";

    /// Lines with more points than this are curves, and marks on them would hide the curve.
    private static final int MOST_MARKED_POINTS = 16;

    /// @param title       quantity and unit
    /// @param logarithmic whether equal steps are equal factors; then every value on it must be above zero
    public record Axis(String title, boolean logarithmic) {}

    /// Points in drawing order; a single point is drawn as a mark.
    public record Line(String name, double[] x, double[] y) {
        public Line {
            if (x.length == 0 || x.length != y.length) {
                throw new IllegalArgumentException("line \"" + name + "\": " + x.length + " x and " + y.length
                        + " y values, want as many, one or more");
            }
        }
    }

    public LinePlot {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("plot \"" + title + "\" has no line");
        }
        for (Line line : lines) {
            checkValues(line.name(), x, line.x());
            checkValues(line.name(), y, line.y());
        }
    }

    private static void checkValues(String line, Axis axis, double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value) || (axis.logarithmic() && value <= 0)) {
                throw new IllegalArgumentException(
                        "line \"" + line + "\": " + value + " cannot be drawn on the axis \"" + axis.title() + "\"");
            }
        }
    }

    /// Writes the picture, in folders made as needed.
    ///
    /// @return `png` itself
    public Path writeTo(Path png) throws IOException {
        Files.createDirectories(png.toAbsolutePath().getParent());
        try (var out = Files.newOutputStream(png)) {
            BitmapEncoder.saveBitmap(chart(), out, BitmapFormat.PNG);
        }
        return png;
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .theme(ChartTheme.Matlab)
                .title(title)
                .xAxisTitle(x.title())
                .yAxisTitle(y.title())
                .build();
        chart.getStyler().setXAxisLogarithmic(x.logarithmic());
        chart.getStyler().setYAxisLogarithmic(y.logarithmic());
        chart.getStyler().setXAxisDecimalPattern(TICKS);
        chart.getStyler().setYAxisDecimalPattern(TICKS);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        for (Line line : lines) {
            XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
            series.setMarker(line.x().length > MOST_MARKED_POINTS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
        }
        return chart;
    }
}
