package beholden.server.report;

import beholden.faces.pack.NoRate;
import beholden.server.events.AccountId;
import beholden.server.report.OnRecord.Answered;
import beholden.server.report.OnRecord.Asked;
import beholden.server.report.OnRecord.Ground;
import beholden.server.review.FacialFeature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A report in the words of its pages; the template only arranges them.
///
/// Values for the template of the pages; what is not told is an empty text or list.
record PagesView(
        String notice,
        String search,
        String sha256,
        String agency,
        String number,
        String outcome,
        String outcomeText,
        List<Fact> asked,
        List<Fact> searched,
        List<Fact> ground,
        List<Fact> probe,
        String photo,
        String face,
        String noPhoto,
        boolean listed,
        boolean none,
        String listSize,
        List<Shown> candidates,
        List<Compared> examinations,
        List<Fact> model,
        List<String> limits,
        List<String> notKnown,
        List<String> keys,
        String origin,
        int records,
        List<Proved> proved) {

    record Fact(String name, String value) {}

    record Proved(String what, String at, String entries) {}

    record Shown(int rank, String picture, String noPicture, List<Fact> facts, String disposition, String remark) {}

    record Compared(int rank, List<Opined> opinions, List<Feature> features) {}

    record Opined(String who, String conclusion, String at, String note) {}

    record Feature(String name, List<Cell> cells) {}

    record Cell(String seen, String note) {}

    /// @param sha256 of the report
    static PagesView of(Report report, String sha256, List<ReportCheck.Proved> proved) {
        return new Maker(report).view(sha256, proved);
    }

    /// Puts a report into words.
    private static final class Maker {
        private final Report report;
        private final OnRecord recorded;

        Maker(Report report) {
            this.report = report;
            this.recorded = report.recorded();
        }

        PagesView view(String sha256, List<ReportCheck.Proved> proved) {
            Ground of = recorded.ofCase();
            Answered gallery = recorded.gallery();
            Report.Model model = report.model();
            int listed = gallery == null ? 0 : gallery.candidates().size();
            return new PagesView(
                    report.notice(),
                    recorded.search().id().toString(),
                    sha256,
                    PageText.visible(report.agency()),
                    of == null ? "" : PageText.visible(of.number()),
                    PageText.outcome(recorded.outcome()),
                    PageText.outcomeText(recorded.outcome()),
                    asked(recorded.search()),
                    gallery == null ? List.of() : searched(gallery),
                    of == null ? List.of() : ground(of),
                    probe(),
                    picture(report.probe().photo()),
                    picture(report.probe().face()),
                    recorded.outcome() == OnRecord.Outcome.REFUSED
                                    && recorded.search().decision() == null
                            ? "No picture is kept of a search that is refused at once."
                            : "The pictures of the probe are gone: destroyed with the files of the case, when its time"
                                    + " was over, or lost before they were sealed.",
                    listed > 0,
                    gallery != null && listed == 0,
                    PageText.count(listed),
                    gallery == null
                            ? List.of()
                            : gallery.candidates().stream().map(this::shown).toList(),
                    recorded.examinations().stream().map(this::compared).toList(),
                    model == null ? List.of() : model(model),
                    model == null ? List.of() : model.limits(),
                    model == null ? List.of() : model.notKnown(),
                    report.ledger().keys(),
                    report.ledger().origin(),
                    proved.size(),
                    proved.stream().map(Maker::proved).toList());
        }

        private static Proved proved(ReportCheck.Proved one) {
            return new Proved(
                    one.what(),
                    PageText.moment(one.at()),
                    one.entries().stream().map(PageText::count).collect(Collectors.joining("; ")));
        }

        private String person(AccountId id) {
            String name = PageText.visible(report.people().getOrDefault(id, ""));
            return name.isEmpty() ? "account " + id : name;
        }

        private List<Fact> asked(Asked asked) {
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact("Search", asked.id().toString()));
            facts.add(new Fact("Asked for by", person(asked.by()) + ", " + PageText.moment(asked.at())));
            facts.add(new Fact("Policy", "version " + asked.policy()));
            OnRecord.Rule rule = asked.rule();
            OnRecord.Decision decision = asked.decision();
            if (rule != null) {
                facts.add(new Fact(
                        recorded.outcome() == OnRecord.Outcome.REFUSED && decision == null
                                ? "Refused by rule"
                                : "Rule for approval",
                        PageText.visible(rule.id() + ": " + rule.title() + "\n" + rule.says())));
            }
            if (decision != null) {
                facts.add(new Fact(
                        decision.approved() ? "Approved by" : "Declined by",
                        person(decision.by()) + ", " + PageText.moment(decision.at()) + "\n"
                                + PageText.visible(decision.reason())));
            }
            OnRecord.Rule refusal = asked.refusal();
            if (refusal != null) {
                facts.add(new Fact(
                        "Then refused by rule",
                        PageText.visible(refusal.id() + ": " + refusal.title() + "\n" + refusal.says())));
            }
            recorded.successors()
                    .forEach(one ->
                            facts.add(new Fact("Taken over by", person(one.by()) + ", " + PageText.moment(one.at()))));
            facts.add(new Fact("Scope", scope(asked.scope())));
            facts.add(new Fact("Longest list asked for", PageText.count(asked.limit()) + " candidates"));
            facts.add(new Fact("Report made by", person(report.by()) + ", " + PageText.moment(report.made())));
            return facts;
        }

        private static String scope(OnRecord.Scope scope) {
            List<String> parts = new ArrayList<>();
            if (scope.sources() != null) parts.add("sources " + String.join(", ", scope.sources()));
            if (scope.takenFrom() != null) parts.add("taken on " + scope.takenFrom() + " or later");
            if (scope.takenUntil() != null) parts.add("taken on " + scope.takenUntil() + " or earlier");
            if (scope.minimumQuality() != null) parts.add("quality " + scope.minimumQuality() + " or more");
            return parts.isEmpty() ? "the whole gallery" : PageText.visible(String.join("; ", parts));
        }

        private static List<Fact> searched(Answered gallery) {
            return List.of(
                    new Fact("Searched", PageText.moment(gallery.at())),
                    new Fact("Allowed by policy", "version " + gallery.policy()),
                    new Fact(
                            "Authorised by the document",
                            gallery.document() == null ? "none" : "SHA-256 " + gallery.document()),
                    new Fact("Gallery", gallery.id() + ", generation " + gallery.generation()),
                    new Fact("Faces in the gallery", PageText.count(gallery.faces())),
                    new Fact("Faces compared", PageText.count(gallery.compared())),
                    new Fact("Model pack", gallery.pack()));
        }

        private List<Fact> ground(Ground of) {
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact("Number", PageText.visible(of.number())));
            facts.add(new Fact("Offence", PageText.visible(of.offence())));
            facts.add(new Fact("Legal basis", PageText.visible(of.legalBasis())));
            facts.add(new Fact("Jurisdiction", PageText.visible(of.jurisdiction())));
            facts.add(new Fact("Valid until", of.validUntil().toString()));
            if (!of.sensitive().isEmpty()) {
                facts.add(new Fact(
                        "Sensitive",
                        of.sensitive().stream()
                                .map(mark -> mark.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
            }
            facts.add(new Fact("Opened by", person(of.openedBy()) + ", " + PageText.moment(of.opened())));
            facts.add(new Fact("Justification", PageText.visible(of.justification())));
            return facts;
        }

        private List<Fact> probe() {
            OnRecord.Probe probe = recorded.search().probe();
            return List.of(
                    new Fact("SHA-256", probe.sha256()),
                    new Fact(
                            "Size", PageText.count(probe.width()) + " × " + PageText.count(probe.height()) + " pixels"),
                    new Fact("Face searched", "number " + probe.face() + " from the left, of " + probe.faces()),
                    new Fact("Quality", probe.quality() + " of 100; " + PageText.visible(probe.verdict())));
        }

        private Shown shown(OnRecord.Listed listed) {
            Report.Candidate told = report.candidates().get(listed.rank() - 1);
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact("Score", String.format(Locale.ROOT, "%.3f", listed.score())));
            if (told.falseMatchRate() != null) {
                facts.add(new Fact("False match rate", told.falseMatchRate().text()));
                facts.add(new Fact("Strangers expected", told.falseMatchRate().sentence()));
            }
            NoRate none = told.noRate();
            if (none != null) facts.add(new Fact("False match rate", "none, " + none.text()));
            if (told.removed()) {
                facts.add(new Fact("Removed", "The face has left the gallery since; no more is known of it here."));
            }
            if (told.quality() != null) facts.add(new Fact("Quality", told.quality() + " of 100"));
            String title = Objects.requireNonNullElse(told.title(), "");
            if (!title.isEmpty()) facts.add(new Fact("Title", PageText.visible(title)));
            if (told.source() != null) facts.add(new Fact("Source", PageText.visible(told.source())));
            if (told.captured() != null)
                facts.add(new Fact("Taken on", told.captured().toString()));
            if (told.link() != null)
                facts.add(new Fact("Link", PageText.visible(told.link().toString())));
            facts.add(new Fact("Face id", PageText.visible(listed.face())));
            OnRecord.Disposed disposed = recorded.dispositions().stream()
                    .filter(of -> of.rank() == listed.rank())
                    .findFirst()
                    .orElse(null);
            return new Shown(
                    listed.rank(),
                    picture(told.picture()),
                    told.removed() ? "removed" : "no picture",
                    facts,
                    disposed == null
                            ? "Not looked at yet"
                            : PageText.disposition(disposed.disposition()) + " (" + person(disposed.by()) + ", "
                                    + PageText.moment(disposed.at()) + ")",
                    disposed == null ? "" : PageText.visible(Objects.requireNonNullElse(disposed.note(), "")));
        }

        private Compared compared(OnRecord.Examined examined) {
            List<OnRecord.Given> given = examined.opinions();
            List<Opined> opinions = IntStream.range(0, given.size())
                    .mapToObj(i -> new Opined(
                            PageText.ROLES.get(Math.min(i, 2)) + ": "
                                    + person(given.get(i).by()),
                            PageText.conclusion(given.get(i).conclusion()),
                            PageText.moment(given.get(i).at()),
                            PageText.visible(
                                    Objects.requireNonNullElse(given.get(i).note(), ""))))
                    .toList();
            Map<FacialFeature, List<Cell>> cells = new TreeMap<>();
            for (OnRecord.Given one : given) {
                for (OnRecord.Seen seen : one.features()) {
                    cells.computeIfAbsent(seen.feature(), _ -> new ArrayList<>())
                            .add(new Cell(
                                    PageText.seen(seen.observation()),
                                    PageText.visible(Objects.requireNonNullElse(seen.note(), ""))));
                }
            }
            return new Compared(
                    examined.rank(),
                    opinions,
                    cells.entrySet().stream()
                            .map(entry -> new Feature(entry.getKey().title(), entry.getValue()))
                            .toList());
        }

        private static List<Fact> model(Report.Model model) {
            List<Fact> facts = new ArrayList<>(List.of(
                    new Fact("Pack", model.pack() + ": " + model.title()),
                    new Fact("Licence", model.licence()),
                    new Fact("Where it comes from", model.provenance()),
                    new Fact("Training data", model.trainingData()),
                    new Fact("Meant for", model.intendedUse())));
            if (model.calibratedOn() != null && model.lowestMeasuredRate() != null) {
                facts.add(new Fact(
                        "False match rates",
                        "counted on " + model.calibratedOn() + ", down to 1 in "
                                + PageText.count(Math.round(1 / model.lowestMeasuredRate()))
                                + "; of what lies below, an upper bound is stated"));
            } else {
                facts.add(new Fact("False match rates", "not measured for this pack"));
            }
            return facts;
        }

        private static String picture(byte @Nullable [] jpeg) {
            return jpeg == null
                    ? ""
                    : "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
        }
    }
}
