package beholden.server.demo;

import static beholden.server.search.TestCases.search;
import static beholden.server.search.TestCases.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.server.Browser;
import beholden.server.TestServer;
import beholden.server.agency.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoTest {
    private static final Path PHOTOS = Path.of("..", "models", "node_modules/@vladmandic/face-api/demo");

    private static Path photo(int number) {
        Path photo = PHOTOS.resolve("sample" + number + ".jpg");
        assumeTrue(
                Files.exists(photo),
                "skipped: no demo photos; install them with: npm ci --ignore-scripts --prefix models");
        return photo;
    }

    private static Browser join(TestServer server, Ticket ticket) {
        return new Browser(server.origin())
                .accept(JsonMapper.shared()
                        .valueToTree(Map.of("link", ticket.link().toString(), "code", ticket.code())));
    }

    @Test
    void who_is_invited_can_search_at_once_and_sees_where_the_photos_come_from(@TempDir Path folder) throws Exception {
        List<Path> photos =
                IntStream.rangeClosed(2, 6).mapToObj(DemoTest::photo).toList();
        try (TestServer server = TestServer.start(folder)) {
            Demo.Opened opened = server.running().part(Demo.class).open(photos);
            Browser examiner = join(server, opened.examiner());
            Browser reviewer = join(server, opened.reviewer());
            Browser operator = join(server, opened.operator());

            JsonNode theCase = examiner.get("/cases").expect(200).json().at("/items/0");
            String caseId = theCase.get("id").asString();
            JsonNode probe = upload(examiner, caseId, Files.readAllBytes(photo(1)))
                    .expect(201)
                    .json();
            JsonNode search = search(examiner, caseId, probe.get("id").asString(), 3)
                    .expect(201)
                    .json();
            JsonNode source = operator.get("/sources").expect(200).json().at("/items/0");
            JsonNode accounts = examiner.get("/accounts").expect(200).json().get("items");

            assertThat(theCase.get("number").asString()).isEqualTo(Demo.CASE);
            assertThat(search.get("state").asString()).isEqualTo("CANDIDATES");
            assertThat(search.get("compared").asLong())
                    .isEqualTo(opened.faces())
                    .isEqualTo(19);
            assertThat(search.at("/candidates/0").toString())
                    .contains("Demo: face-api sample photos", "/face-api/blob/master/demo/sample3.jpg");
            assertThat(source.toString()).contains("ACTIVE", "MIT");
            assertThat(accounts.size()).isEqualTo(2);
            assertThat(accounts.toString()).contains("Demo: no course was taken", Demo.EXAMINER, Demo.REVIEWER);
            assertThat(reviewer.get("/reviews").status()).isEqualTo(200);
        }
    }

    @Test
    void what_is_no_photo_is_not_imported_and_an_installation_at_work_is_no_demo(@TempDir Path folder)
            throws Exception {
        Path text = Files.writeString(folder.resolve("text.jpg"), "not a photo");
        try (TestServer server = TestServer.start(Files.createDirectory(folder.resolve("installation")))) {
            Demo demo = server.running().part(Demo.class);

            assertThatThrownBy(() -> demo.open(List.of(folder.resolve("absent.jpg"))))
                    .isInstanceOf(IOException.class);
            Demo.Opened opened = demo.open(List.of(text));
            join(server, opened.operator());

            assertThat(opened.faces()).isZero();
            assertThatThrownBy(() -> demo.open(List.of(text))).hasMessageContaining("an operator can sign in already");
        }
    }
}
