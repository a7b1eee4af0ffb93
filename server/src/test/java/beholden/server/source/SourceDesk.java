package beholden.server.source;

import beholden.gallery.Gallery;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.removal.UpkeepRound;
import beholden.server.search.TestCases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The operator's work with sources, over HTTP.
public final class SourceDesk implements AutoCloseable {
    private final Desk desk;

    private SourceDesk(Desk desk) {
        this.desk = desk;
    }

    public static SourceDesk open(Path folder) throws IOException {
        return new SourceDesk(Desk.open(folder));
    }

    public Desk desk() {
        return desk;
    }

    public Browser operator() {
        return desk.operator();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
    }

    /// Terms that are right, valid from yesterday for a year.
    public Map<String, Object> terms() {
        return TestSources.terms(today());
    }

    /// Id of a new source on those terms.
    public String register() {
        return register(terms());
    }

    public String register(Map<String, Object> terms) {
        return operator().post("/sources", terms).expect(201).text("id");
    }

    public Answer handIn(String source, Form form) {
        return operator().raw("POST", "/sources/" + source + "/imports", Form.TYPE, form.end());
    }

    /// Hands photos in, and waits until they are imported.
    public JsonNode imported(String source, Form form) {
        return ended(handIn(source, form).expect(202).text("id"));
    }

    /// An import once it is over: the stream of its events ends then.
    public JsonNode ended(String id) {
        String events = operator().get("/imports/" + id + "/events").expect(200).text();
        String last = events.substring(events.lastIndexOf("data:") + "data:".length());
        return JsonMapper.shared().readTree(last);
    }

    public JsonNode shown(String path) {
        return operator().get(path).expect(200).json();
    }

    /// Lets what is due be done.
    public void upkeep() throws InterruptedException, ExecutionException {
        UpkeepRound.on(desk);
    }

    /// Ends a source, lets another operator confirm its removal, and waits for that.
    public void endAndRemove(String source, String reason, String note)
            throws InterruptedException, ExecutionException {
        operator()
                .post("/sources/" + source + "/end", Map.of("reason", reason, "note", note))
                .expect(200);
        desk.anotherOperator().post("/sources/" + source + "/removal").expect(200);
        upkeep();
    }

    public <T> T part(Class<T> type) {
        return desk.server().running().part(type);
    }

    public Gallery gallery() {
        return desk.server().installation().gallery();
    }

    /// Searches for the face on a photo and tells what the list shows today.
    public List<JsonNode> candidates(byte[] photo) {
        JsonNode shown = desk.examiner().get(search(photo)).expect(200).json();
        return List.copyOf(shown.get("candidates").values());
    }

    /// Searches for the face on a photo.
    ///
    /// @return path of the search
    public String search(byte[] photo) {
        Browser examiner = desk.examiner();
        // it may be another day
        examiner.signIn().expect(200);
        String caseId = TestCases.open(desk, examiner);
        String probe = TestCases.upload(examiner, caseId, photo).expect(201).text("id");
        return "/searches/"
                + TestCases.search(examiner, caseId, probe, 1).expect(201).text("id");
    }

    @Override
    public void close() throws IOException {
        desk.close();
    }
}
