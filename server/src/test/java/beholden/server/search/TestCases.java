package beholden.server.search;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Cases that the default policy lets search, and what is done with them over HTTP.
public final class TestCases {
    /// There is one open case of a number.
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private TestCases() {}

    /// @param sensitive such as `MINORS`: a search then waits for a second person
    /// @return its id
    public static String open(Desk desk, Browser examiner, String... sensitive) {
        LocalDate today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
        return examiner.post(
                        "/cases",
                        Map.of(
                                "number", "2026/" + NUMBERS.incrementAndGet(),
                                "offence", "homicide",
                                "legalBasis", "Warrant or order of a court",
                                "jurisdiction", "DE",
                                "justification",
                                        "The victim's last companion was photographed, and nobody knows a name.",
                                "validUntil", today.plusDays(30).toString(),
                                "sensitive", List.of(sensitive)))
                .expect(201)
                .text("id");
    }

    public static void close(Browser examiner, String id) {
        examiner.post("/cases/" + id + "/close", Map.of("reason", "Solved otherwise."))
                .expect(200);
    }

    /// Uploads a photo for a case.
    public static Answer upload(Browser examiner, String caseId, byte[] photo) {
        return examiner.raw("POST", "/cases/" + caseId + "/probes", "image/jpeg", photo);
    }

    /// Searches for a face of an uploaded photo.
    public static Answer search(Browser examiner, String caseId, String probe, int face) {
        return examiner.post("/cases/" + caseId + "/searches", Map.of("probe", probe, "face", face));
    }
}
