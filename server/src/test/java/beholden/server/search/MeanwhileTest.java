package beholden.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ground.Sha256;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.casework.CaseId;
import beholden.server.casework.CaseworkEvent.DocumentReceived;
import beholden.server.casework.CaseworkEvent.DocumentSealed;
import beholden.server.casework.DocumentType;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SealedPointers;
import beholden.server.identity.SealedPointers.Purpose;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Searches whose case gets another document between the policy's judgement and the record: whoever searches sees
/// nothing of it. They once were asked to search again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeanwhileTest {
    private Desk desk;
    private Browser examiner;
    private AgencyBook book;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        desk = Desk.open(folder);
        examiner = desk.examiner();
        GroupPhotos.enrol(desk, "Harbour archive", 1);
        byte[] pointer = Base64.getUrlDecoder()
                .decode(desk.makeKey(examiner, "read").text("key").substring("bhk_".length()));
        SealedPointers pointers = desk.server().running().part(SealedPointers.class);
        book = desk.server()
                .running()
                .part(AgencyBooks.class)
                .of(pointers.open(Purpose.API_KEY, pointer).orElseThrow().agency());
    }

    @AfterAll
    void close() throws Exception {
        if (desk != null) desk.close();
    }

    @Test
    void a_search_rests_on_the_document_that_was_sealed_meanwhile_and_is_recorded_once() throws Exception {
        String caseId = TestCases.open(desk, examiner);
        String probe = uploaded(caseId);
        Browser client = desk.again(examiner).header("Idempotency-Key", "\"meanwhile\"");

        Answer done = whileSealing(caseId, () -> TestCases.search(client, caseId, probe, 1));

        assertThat(done.expect(201).text("state")).isEqualTo("CANDIDATES");
        assertThat(document(done.text("id"))).isEqualTo(HexFormat.of().formatHex(warrant(caseId)));
        Answer again = TestCases.search(client, caseId, probe, 1).expect(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        JsonNode searches =
                examiner.get("/cases/" + caseId + "/searches").json().get("items");
        assertThat(searches.size()).isEqualTo(1);
        assertThat(searches.at("/0/id").asString()).isEqualTo(done.text("id"));
    }

    @Test
    void an_approval_rests_on_the_document_that_was_sealed_meanwhile() throws Exception {
        String caseId = TestCases.open(desk, examiner, "MINORS");
        String id = TestCases.search(examiner, caseId, uploaded(caseId), 1)
                .expect(202)
                .text("id");
        Map<String, Object> yes = Map.of("approve", true, "reason", "A child is missing.");

        Answer done = whileSealing(caseId, () -> desk.reviewer().post("/searches/" + id + "/approval", yes));

        assertThat(done.expect(200).text("state")).isEqualTo("CANDIDATES");
        assertThat(document(id)).isEqualTo(HexFormat.of().formatHex(warrant(caseId)));
    }

    private String uploaded(String caseId) throws Exception {
        return TestCases.upload(examiner, caseId, GroupPhotos.photo(1))
                .expect(201)
                .text("id");
    }

    /// Sends a request that searches, and has a document sealed once the gallery was asked and nothing is recorded.
    private Answer whileSealing(String caseId, Callable<Answer> request) throws Exception {
        byte[] file = desk.server()
                .installation()
                .vault()
                .files()
                .put(new byte[] {1})
                .get(1, TimeUnit.MINUTES)
                .bytes();
        Timer scans = desk.server().running().part(MeterRegistry.class).timer("beholden.search.scan");
        long before = scans.count();
        CaseId of = CaseId.of(caseId);
        try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
            // Deeds of an agency are done one after the other: the search's waits for this one.
            Future<Answer> answer = book.act(null, happening -> {
                Future<Answer> sent = client.submit(request);
                while (scans.count() == before && !sent.isDone()) Thread.onSpinWait();
                happening.record(new DocumentReceived(of, 1, "warrant.pdf", DocumentType.PDF, 1, warrant(caseId)));
                happening.record(new DocumentSealed(of, 1, file));
                return sent;
            });
            return answer.get(1, TimeUnit.MINUTES);
        }
    }

    /// SHA-256 of the warrant of a case.
    private static byte[] warrant(String caseId) {
        return Sha256.of(("warrant of " + caseId).getBytes(StandardCharsets.UTF_8));
    }

    /// SHA-256 of the document that a search rests on, as its report tells it.
    private String document(String search) {
        return examiner.get("/searches/" + search + "/report.json")
                .expect(200)
                .json()
                .at("/report/recorded/gallery/document")
                .asString();
    }
}
