package beholden.drill;

import beholden.drill.statistic.Auc;
import beholden.drill.statistic.Comparison;
import beholden.drill.statistic.Distinction;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A page about a drill: one file that loads nothing, its text escaped by the template.
public final class DrillPage {
    private static final String TEMPLATE = "drill.html";
    private static final int FEATURES_SHOWN = 12;
    private static final int EVIDENCE_SHOWN = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm z", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private DrillPage() {}

    /// @param file overwritten if it is there
    public static void write(DrillReport report, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            template().execute(page(report), out);
        }
    }

    private static Template template() throws IOException {
        try (InputStream in = Objects.requireNonNull(DrillPage.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return Mustache.compiler()
                    .escapeHTML(true)
                    .zeroIsFalse(true)
                    .compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Object> page(DrillReport report) {
        Map<String, Object> page = new HashMap<>();
        page.put("passed", report.passed());
        page.put("verdict", DrillWording.verdict(report));
        page.put("summary", DrillWording.summary(report));
        page.put("begun", TIME.format(report.begun()));
        page.put("took", duration(report.took()));
        page.put(
                "stores",
                report.options().stores().stream().map(StoreKind::title).collect(Collectors.joining(" and ")));
        page.put("runs", report.options().runs());
        page.put("figures", figures(report));
        page.put(
                "robberies", report.robberies().stream().map(DrillPage::robbery).toList());
        page.put(
                "controls",
                report.controls().stream().map(DrillWording::control).toList());
        page.put(
                "comparisons",
                report.comparisons().stream().map(DrillPage::comparison).toList());
        page.put("mutants", report.mutants().stream().map(DrillPage::mutant).toList());
        return page;
    }

    private static List<Map<String, Object>> figures(DrillReport report) {
        long withstood = report.robberies().stream().filter(Robbery::withstood).count();
        long alike =
                report.comparisons().stream().filter(WorldComparison::withstood).count();
        long caught = report.mutants().stream().filter(CaughtMutant::caught).count();
        return List.of(
                figure(withstood, report.robberies().size(), "thefts that yielded nothing"),
                figure(alike, report.comparisons().size(), "pairs of worlds that cannot be told apart"),
                figure(caught, report.mutants().size(), "mutants caught"));
    }

    private static Map<String, Object> figure(long good, int all, String meaning) {
        return Map.of("number", good + " of " + all, "meaning", meaning);
    }

    private static Map<String, Object> robbery(Robbery robbery) {
        return Map.of(
                "store", robbery.store().title(),
                "stolen", robbery.stolen(),
                "sought", robbery.sought(),
                "tried", robbery.tried(),
                "withstood", robbery.withstood(),
                "count", robbery.learned().size() + " found",
                "learned", robbery.learned());
    }

    private static Map<String, Object> comparison(WorldComparison comparison) {
        Distinction distinction = comparison.distinction();
        Auc auc = distinction.screening().auc();
        List<Comparison.Feature> features = distinction.screening().features();
        Map<String, Object> shown = new HashMap<>();
        shown.put("store", comparison.store().title());
        shown.put("first", comparison.first());
        shown.put("second", comparison.second());
        shown.put("differing", distinction.leaks().size() + " of " + features.size());
        shown.put("leaks", DrillWording.evidence(distinction));
        shown.put("auc", DrillWording.number(auc.value()));
        shown.put("low", DrillWording.number(auc.low()));
        shown.put("high", DrillWording.number(auc.high()));
        shown.put("left", percent(auc.low()));
        shown.put("width", percent(Math.max(auc.high() - auc.low(), 0.01)));
        shown.put("withstood", comparison.withstood());
        shown.put(
                "features",
                features.stream()
                        .limit(FEATURES_SHOWN)
                        .map(feature -> Map.of(
                                "name", feature.name(),
                                "meanOfFirst", DrillWording.number(feature.first()),
                                "meanOfSecond", DrillWording.number(feature.second()),
                                "p", DrillWording.number(feature.corrected())))
                        .toList());
        return shown;
    }

    private static Map<String, Object> mutant(CaughtMutant mutant) {
        return Map.of(
                "title", mutant.mutant().title(),
                "change", mutant.mutant().change(),
                "store", mutant.store().title(),
                "caught", mutant.caught(),
                "evidence", mutant.evidence().stream().limit(EVIDENCE_SHOWN).toList());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String duration(Duration duration) {
        return duration.toMinutes() < 2
                ? duration.toSeconds() + " seconds"
                : Math.round(duration.toSeconds() / 60.0) + " minutes";
    }
}
