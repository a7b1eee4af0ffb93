package beholden.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.note.CheckpointPolicy;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.review.FacialFeature;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.server.source.TestSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import tools.jackson.databind.JsonNode;

/// People at a desk who search, examine and take reports away.
///
/// @param sources of the gallery's faces
record ReportDesk(Desk desk, List<String> sources) implements AutoCloseable {
    /// Folder of the pages, for people to look at.
    private static final Path PAGES = Path.of("target", "reports");

    static ReportDesk open(Path folder) throws IOException {
        Desk desk = Desk.open(folder);
        List<String> sources = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> TestSources.register(desk, "Archive " + i))
                .toList();
        GroupPhotos.enrol(
                desk.server().installation().gallery(),
                desk.server().installation().faces(),
                sources,
                1,
                2,
                3,
                4);
        Files.createDirectories(PAGES);
        return new ReportDesk(desk, sources);
    }

    @Override
    public void close() throws IOException {
        desk.close();
    }

    CheckpointPolicy trust() {
        return new CheckpointPolicy(desk.server().installation().vault().verifiers(), List.of(), 0);
    }

    String openCase() {
        return openCase("The victim's last companion was photographed, and nobody knows a name.");
    }

    String openCase(String justification) {
        LocalDate today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
        return desk.examiner()
                .post(
                        "/cases",
                        Map.of(
                                "number",
                                "R " + UUID.randomUUID(),
                                "offence",
                                "homicide",
                                "legalBasis",
                                "Warrant or order of a court",
                                "jurisdiction",
                                "DE",
                                "justification",
                                justification,
                                "validUntil",
                                today.plusDays(30).toString(),
                                "sensitive",
                                List.of()))
                .expect(201)
                .text("id");
    }

    JsonNode searched(String caseId, Map<String, Object> more) throws IOException {
        return searched(caseId, GroupPhotos.photo(1), 2, more);
    }

    JsonNode searched(String caseId, byte[] photo, int face, Map<String, Object> more) {
        Map<String, Object> wanted = new LinkedHashMap<>(more);
        wanted.put("probe", TestCases.upload(desk.examiner(), caseId, photo).text("id"));
        wanted.put("face", face);
        return desk.examiner()
                .post("/cases/" + caseId + "/searches", wanted)
                .expect(201)
                .json();
    }

    /// URL of a search that was refused, since its case is closed.
    String refused() throws IOException {
        String caseId = openCase();
        String probe =
                TestCases.upload(desk.examiner(), caseId, GroupPhotos.photo(1)).text("id");
        TestCases.close(desk.examiner(), caseId);
        TestCases.search(desk.examiner(), caseId, probe, 1).expect(403);
        return "/searches/"
                + desk.examiner()
                        .get("/cases/" + caseId + "/searches")
                        .json()
                        .at("/items/0/id")
                        .asString();
    }

    /// The best candidate is possible and gets two opinions, the others are excluded.
    void conclude(String url, JsonNode search) {
        List<Map<String, Object>> dispositions = new ArrayList<>();
        for (JsonNode candidate : search.get("candidates")) {
            int rank = candidate.get("rank").asInt();
            dispositions.add(Map.of(
                    "rank", rank, "disposition", rank == 1 ? "POSSIBLE" : "EXCLUDED", "note", "note on " + rank));
        }
        desk.examiner()
                .put(url + "/dispositions", Map.of("dispositions", dispositions))
                .expect(200);
        desk.examiner().put(url + "/candidates/1/examination", opinion()).expect(200);
        desk.reviewer()
                .post("/reviews/" + search.get("id").asString() + "/1", opinion())
                .expect(201);
        desk.examiner().post(url + "/outcome").expect(200);
    }

    private static Map<String, Object> opinion() {
        List<Map<String, Object>> features = Arrays.stream(FacialFeature.values())
                .map(feature -> Map.<String, Object>of(
                        "feature", feature.name(),
                        "observation", feature == FacialFeature.NECK ? "NOT_VISIBLE" : "SIMILAR",
                        "note", feature == FacialFeature.EARS ? "the same notch in the left ear" : ""))
                .toList();
        return Map.of("features", features, "conclusion", "SUPPORT", "note", "Ears and brows.");
    }

    byte[] export(Browser by, String url, String format) {
        by.signIn().expect(200);
        Answer answer = by.get(url + "/report." + format).expect(200);
        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment")
                .endsWith("-report." + format + "\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/" + format);
        return answer.body();
    }

    static String text(byte[] pdf, String keepAs) throws IOException {
        Files.write(PAGES.resolve(keepAs), pdf);
        try (PDDocument pages = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(pages);
        }
    }

    static String text(PDDocument pages, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(pages);
    }
}
