package beholden.server.isolation;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.TestPdf;
import beholden.server.review.FacialFeature;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Work that leaves an agency with one of each thing that can be asked for.
final class Casework {
    /// A comparison feature by feature, in JSON.
    static final String OPINION = Arrays.stream(FacialFeature.values())
            .map(feature -> "{\"feature\":\"" + feature + "\",\"observation\":\"SIMILAR\"}")
            .collect(Collectors.joining(",", "{\"features\":[", "],\"conclusion\":\"SUPPORT\"}"));

    private Casework() {}

    /// A case with a document, a waiting probe, a search with a candidate that waits for review, a key.
    static Things done(Desk desk, TestAgency agency) throws IOException {
        String caseId = TestCases.open(desk, agency.examiner());
        Browser sender = new Browser(desk.origin(), agency.examiner().passkeys()).header("X-File-Name", "order.pdf");
        sender.signIn().expect(200);
        sender.raw("PUT", "/cases/" + caseId + "/document", "application/pdf", TestPdf.of("order"))
                .expect(202);
        String probe = TestCases.upload(agency.examiner(), caseId, GroupPhotos.photo(1))
                .expect(201)
                .text("id");
        String search = TestCases.search(agency.examiner(), caseId, probe, 1)
                .expect(201)
                .text("id");
        agency.examiner()
                .put(
                        "/searches/" + search + "/dispositions",
                        Map.of("dispositions", List.of(Map.of("rank", 1, "disposition", "POSSIBLE"))))
                .expect(200);
        agency.examiner()
                .raw(
                        "PUT",
                        "/searches/" + search + "/candidates/1/examination",
                        "application/json",
                        OPINION.getBytes(StandardCharsets.UTF_8))
                .expect(200);
        return new Things(Map.of(
                "case",
                caseId,
                "probe",
                probe,
                "search",
                search,
                "account",
                Desk.idOf(agency.secondReviewer()),
                "key",
                key(desk, agency).text("id"),
                "proposal",
                proposal(agency)));
    }

    private static String proposal(TestAgency agency) {
        return agency.administrator()
                .post("/accounts/invitations", Map.of("name", "Kestrel Lead", "roles", List.of("ADMINISTRATOR")))
                .expect(201)
                .text("proposal");
    }

    private static Answer key(Desk desk, TestAgency agency) {
        return agency.auditor()
                .post(
                        "/api-keys",
                        Map.of(
                                "name", "Kestrel archive",
                                "scopes", List.of("read"),
                                "expires",
                                        desk.clock()
                                                .instant()
                                                .plusSeconds(86_400)
                                                .toString()));
    }
}
