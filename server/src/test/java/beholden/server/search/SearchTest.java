package beholden.server.search;

import static beholden.server.search.TestCases.search;
import static beholden.server.search.TestCases.upload;
import static org.assertj.core.api.Assertions.assertThat;

import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import beholden.gallery.Change;
import beholden.gallery.Gallery;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.TlogProof;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.casework.CaseFiles;
import beholden.server.casework.CaseId;
import beholden.server.casework.FileKind;
import beholden.server.casework.FileRoom;
import beholden.server.source.FacePhotos;
import beholden.server.source.TestSources;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Searches from a photo to candidates over HTTP: a real server, vault, gallery and model.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

    private Desk desk;
    private Browser examiner;
    private List<String> sources;
    private int enrolled;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        desk = Desk.open(folder);
        examiner = desk.examiner();
        sources = Stream.of("Harbour archive", "Market archive", "Station archive")
                .map(name -> TestSources.register(desk, name))
                .toList();
        enrolled = GroupPhotos.enrol(gallery(), desk.server().installation().faces(), sources, 1, 2, 3);
    }

    @AfterAll
    void close() throws IOException {
        if (desk != null) desk.close();
    }

    private Gallery gallery() {
        return desk.server().installation().gallery();
    }

    @Test
    void a_photo_shows_its_faces_with_their_quality() throws Exception {
        JsonNode probe =
                upload(examiner, openCase(), GroupPhotos.photo(1)).expect(201).json();

        assertThat(probe.get("faces").size()).isEqualTo(3);
        JsonNode face = probe.get("faces").get(0);
        assertThat(face.get("number").asInt()).isEqualTo(1);
        assertThat(face.get("quality").get("verdict").asString()).startsWith("quality ");
        assertThat(face.get("quality").get("components").size()).isGreaterThan(5);
        assertThat(probe.get("sha256").asString()).hasSize(64);
        assertThat(picture(examiner, face.get("crop").asString()).width()).isGreaterThan(50);
        assertThat(picture(examiner, probe.get("image").asString()).width()).isGreaterThan(800);
    }

    @Test
    void a_photo_in_a_form_is_taken_as_well() throws Exception {
        byte[] photo = GroupPhotos.photo(2);
        byte[] head =
                "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"p.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + photo.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(photo, 0, body, head.length, photo.length);
        System.arraycopy(tail, 0, body, head.length + photo.length, tail.length);

        Answer answer =
                examiner.raw("POST", "/cases/" + openCase() + "/probes", "multipart/form-data; boundary=b", body);

        assertThat(answer.expect(201).json().get("faces").size()).isPositive();
    }

    @Test
    void the_decoder_says_what_is_wrong_with_a_photo() throws Exception {
        String caseId = openCase();
        byte[] whole = GroupPhotos.photo(1);

        Answer text = upload(examiner, caseId, "not a photo".getBytes(StandardCharsets.UTF_8));
        Answer empty = upload(examiner, caseId, new byte[0]);
        Answer cut = upload(examiner, caseId, Arrays.copyOf(whole, whole.length / 2));

        assertThat(text.expect(400).text("detail")).contains("this is not a photo");
        assertThat(empty.expect(400).text("detail")).contains("the file is empty");
        assertThat(cut.expect(400).text("detail")).startsWith("the photo: ");
    }

    @Test
    void candidates_are_listed_best_first_with_what_their_scores_mean() throws Exception {
        String caseId = openCase();
        JsonNode probe = upload(examiner, caseId, GroupPhotos.photo(1)).json();

        JsonNode search = search(examiner, caseId, probe.get("id").asString(), 2)
                .expect(201)
                .json();

        assertThat(search.get("state").asString()).isEqualTo("CANDIDATES");
        assertThat(search.get("compared").asInt()).isEqualTo(enrolled);
        assertThat(search.get("gallery").get("faces").asInt()).isEqualTo(enrolled);
        assertThat(search.get("gallery").get("generation").asLong()).isPositive();
        assertThat(search.get("candidates").size()).isEqualTo(Math.min(20, enrolled));
        JsonNode first = search.get("candidates").get(0);
        assertThat(first.get("score").asDouble()).isGreaterThan(0.95);
        assertThat(first.get("falseMatchRate").get("text").asString()).startsWith("under 1 in ");
        assertThat(first.get("falseMatchRate").get("extrapolated").asBoolean()).isTrue();
        assertThat(first.has("noRate")).isFalse();
        assertThat(first.get("expectedStrangers").asDouble()).isLessThan(0.01);
        assertThat(first.get("title").asString()).isEqualTo("sample 1");
        assertThat(first.get("captured").asString()).isEqualTo("2024-05-01");
        assertThat(first.get("link").asString()).isEqualTo("https://photos.example/1");
        assertThat(search.get("caution").asString()).contains("proves nothing");
        assertThat(picture(examiner, first.get("crop").asString()).width()).isGreaterThan(50);
        assertThat(picture(examiner, first.get("thumbnail").asString()).width()).isEqualTo(320);
        assertThat(examiner.get("/searches/" + search.get("id").asString())
                        .expect(200)
                        .json()
                        .get("candidates"))
                .isEqualTo(search.get("candidates"));
        assertThat(examiner.get("/cases/" + caseId + "/searches")
                        .expect(200)
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_probe_that_is_too_small_has_no_rates_but_the_reason_which_stays_on_record() throws Exception {
        JsonNode search = searched(examiner, FacePhotos.smallFace(), 1);

        JsonNode again = examiner.get("/searches/" + search.get("id").asString())
                .expect(200)
                .json();

        assertThat(again.get("candidates")).isEqualTo(search.get("candidates")).isNotEmpty();
        for (JsonNode candidate : again.get("candidates")) {
            assertThat(candidate.has("falseMatchRate")).isFalse();
            assertThat(candidate.has("expectedStrangers")).isFalse();
            assertThat(candidate.get("noRate").get("reason").asString()).isEqualTo("TOO_SMALL");
            assertThat(candidate.get("noRate").get("face").asString()).isEqualTo("PROBE");
            assertThat(candidate.get("noRate").get("because").asString()).matches("eyes 1\\d pixels apart, 20 needed");
        }
    }

    @Test
    void the_record_of_twenty_candidates_takes_two_cells_and_each_is_proved_to_outsiders() throws Exception {
        JsonNode search = searched(examiner, GroupPhotos.photo(2), 1);
        String id = search.get("id").asString();
        assertThat(search.get("candidates").size()).isEqualTo(20);

        byte[] zip = examiner.get("/searches/" + id + "/proof").expect(200).body();

        int parts = 0;
        Vault vault = desk.server().installation().vault();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry(), parts++) {
                assertThat(entry.getName()).isEqualTo("search-record-" + (parts + 1) + ".tlog-proof");
                TlogProof proof = TlogProof.parse(in.readAllBytes());
                proof.verify(
                        MerkleHash.leaf(proof.extra().orElseThrow()),
                        new CheckpointPolicy(vault.verifiers(), List.of(), 0));
            }
        }
        assertThat(parts).isEqualTo(2);
        TlogProof.parse(
                examiner.get("/searches/" + id + "/proof?part=2").expect(200).body());
        examiner.get("/searches/" + id + "/proof?part=3").expect(404);
    }

    @Test
    void the_probe_stays_with_its_search_sealed() throws Exception {
        JsonNode search = searched(examiner, GroupPhotos.photo(3), 1);
        String url = "/searches/" + search.get("id").asString();

        JsonNode sealed = untilSealed(url);

        assertThat(sealed.get("probe").get("lost").asBoolean()).isFalse();
        assertThat(picture(examiner, sealed.get("probe").get("image").asString())
                        .width())
                .isGreaterThan(600);
        assertThat(picture(examiner, sealed.get("probe").get("crop").asString()).width())
                .isGreaterThan(50);
    }

    @Test
    void nothing_is_searched_while_the_vault_has_no_room_for_the_probes_pictures() throws Exception {
        String caseId = openCase();
        String probe =
                upload(examiner, caseId, GroupPhotos.photo(1)).expect(201).text("id");
        CaseFiles files = desk.server().running().part(CaseFiles.class);
        int[] photos = IntStream.range(0, 767).map(_ -> 1).toArray();

        try (FileRoom _ =
                files.reserve(AgencyId.random(), new CaseId(UUID.randomUUID()), FileKind.PROBE_PICTURES, photos)) {
            Answer refused = search(examiner, caseId, probe, 1).expect(503);

            assertThat(refused.text("type")).isEqualTo("urn:beholden:busy");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            assertThat(examiner.get("/cases/" + caseId + "/searches")
                            .expect(200)
                            .json()
                            .get("items")
                            .size())
                    .isZero();
        }

        search(examiner, caseId, probe, 1).expect(201);
    }

    @Test
    void probe_and_candidate_are_aligned_on_the_eyes() throws Exception {
        String url = "/searches/"
                + searched(examiner, GroupPhotos.photo(1), 3).get("id").asString();

        for (String face : List.of("/probe-aligned", "/candidates/1/aligned")) {
            assertThat(picture(examiner, "/api/v1" + url + face + ".jpg?size=256")
                            .height())
                    .isEqualTo(256);
            JsonNode points = examiner.get(url + face + "/landmarks?size=256")
                    .expect(200)
                    .json()
                    .get("points");
            assertThat(points.get(0).get("x").asDouble()).isBetween(91.0, 93.5);
            assertThat(points.get(1).get("x").asDouble()).isBetween(163.0, 164.5);
            assertThat(points.get(0).get("y").asDouble()).isBetween(107.0, 108.0);
        }
        examiner.get(url + "/probe-aligned.jpg?size=5000").expect(400);
    }

    @Test
    void a_sensitive_case_is_searched_once_somebody_else_approves() throws Exception {
        String caseId = TestCases.open(desk, examiner, "MINORS");
        JsonNode probe = upload(examiner, caseId, GroupPhotos.photo(1)).json();
        JsonNode asked = search(examiner, caseId, probe.get("id").asString(), 1)
                .expect(202)
                .json();
        String url = "/searches/" + asked.get("id").asString();
        assertThat(asked.get("state").asString()).isEqualTo("WAITING_FOR_APPROVAL");
        assertThat(asked.get("candidates").size()).isZero();
        assertThat(desk.reviewer()
                        .get("/searches?state=WAITING_FOR_APPROVAL")
                        .expect(200)
                        .text())
                .contains(asked.get("id").asString());
        assertThat(desk.reviewer()
                        .get(url)
                        .expect(200)
                        .json()
                        .get("by")
                        .get("name")
                        .asString())
                .as("who approves knows who asks")
                .isEqualTo("Edwin Hale");
        Map<String, Object> yes = Map.of("approve", true, "reason", "A child is missing.");
        examiner.post(url + "/approval", yes).expect(403);

        JsonNode done = desk.reviewer().post(url + "/approval", yes).expect(200).json();

        assertThat(done.get("state").asString()).isEqualTo("CANDIDATES");
        assertThat(done.has("by"))
                .as("a reviewer, who may judge a candidate yet, is not told whose it is")
                .isFalse();
        assertThat(done.get("decision").get("approved").asBoolean()).isTrue();
        assertThat(done.get("candidates").get(0).get("score").asDouble()).isGreaterThan(0.8);
        assertThat(done.get("candidates").get(0).get("title").asString()).isEqualTo("sample 1");
        desk.reviewer().post(url + "/approval", yes).expect(409);
        examiner.get(url + "/proof").expect(200);
    }

    @Test
    void a_search_that_is_declined_is_never_done() throws Exception {
        String caseId = TestCases.open(desk, examiner, "PROTEST");
        JsonNode probe = upload(examiner, caseId, GroupPhotos.photo(1)).json();
        JsonNode asked = search(examiner, caseId, probe.get("id").asString(), 1)
                .expect(202)
                .json();
        String url = "/searches/" + asked.get("id").asString();

        desk.reviewer()
                .post(url + "/approval", Map.of("approve", false, "reason", "No ground."))
                .expect(200);

        JsonNode search = examiner.get(url).expect(200).json();
        assertThat(search.get("state").asString()).isEqualTo("REFUSED");
        assertThat(search.get("candidates").size()).isZero();
        assertThat(search.get("decision").get("reason").asString()).isEqualTo("No ground.");
    }

    @Test
    void what_the_policy_refuses_when_it_is_approved_is_on_record_and_over() throws Exception {
        String caseId = TestCases.open(desk, examiner, "MINORS");
        JsonNode probe = upload(examiner, caseId, GroupPhotos.photo(1)).json();
        JsonNode asked = search(examiner, caseId, probe.get("id").asString(), 1)
                .expect(202)
                .json();
        String url = "/searches/" + asked.get("id").asString();
        TestCases.close(examiner, caseId);
        Map<String, Object> yes = Map.of("approve", true, "reason", "A child is missing.");

        JsonNode refusal =
                desk.reviewer().post(url + "/approval", yes).expect(403).json();

        assertThat(refusal.get("rule").asString()).isEqualTo("case-open");
        JsonNode search = examiner.get(url).expect(200).json();
        assertThat(search.get("state").asString()).isEqualTo("REFUSED");
        assertThat(search.get("rule").get("id").asString()).isEqualTo("case-open");
        assertThat(search.get("decision").get("approved").asBoolean()).isTrue();
        assertThat(search.get("decision").get("reason").asString()).isEqualTo("A child is missing.");
        assertThat(search.get("candidates").size()).isZero();
        desk.reviewer().post(url + "/approval", yes).expect(409);
        examiner.get(url + "/proof").expect(200);
    }

    @Test
    void a_refusal_names_its_rule_and_is_on_record() throws Exception {
        String caseId = openCase();
        JsonNode probe = upload(examiner, caseId, GroupPhotos.photo(1)).json();
        TestCases.close(examiner, caseId);

        Answer refused = search(examiner, caseId, probe.get("id").asString(), 1).expect(403);

        assertThat(refused.text("type")).isEqualTo("urn:beholden:policy");
        assertThat(refused.text("rule")).isEqualTo("case-open");
        assertThat(refused.text("detail")).isNotBlank();
        JsonNode record = examiner.get("/cases/" + caseId + "/searches")
                .expect(200)
                .json()
                .get("items")
                .get(0);
        assertThat(record.get("state").asString()).isEqualTo("REFUSED");
        assertThat(record.get("rule").get("id").asString()).isEqualTo("case-open");
    }

    @Test
    void a_candidate_that_leaves_the_gallery_is_shown_as_removed_without_pictures() throws Exception {
        GroupPhotos.enrol(gallery(), desk.server().installation().faces(), sources.subList(0, 1), 5);
        JsonNode search = searched(examiner, GroupPhotos.photo(5), 1);
        String url = "/searches/" + search.get("id").asString();
        assertThat(search.get("candidates").get(0).get("title").asString()).isEqualTo("sample 5");
        examiner.get(url + "/candidates/1/aligned.jpg").expect(200);

        gallery()
                .apply(new Change.Builder()
                        .removePhotos(List.of(GroupPhotos.photoId(5, sources.getFirst())))
                        .build());

        JsonNode first = examiner.get(url).expect(200).json().get("candidates").get(0);
        assertThat(first.get("removed").asBoolean()).isTrue();
        assertThat(first.has("title")).isFalse();
        assertThat(first.has("crop")).isFalse();
        assertThat(first.has("falseMatchRate")).isFalse();
        assertThat(first.get("noRate").get("reason").asString()).isEqualTo("REMOVED");
        assertThat(first.get("score").asDouble())
                .isEqualTo(search.get("candidates").get(0).get("score").asDouble());
        examiner.get(url + "/candidates/1/crop.jpg").expect(404);
        examiner.get(url + "/candidates/1/aligned.jpg").expect(404);
    }

    @Test
    void faces_of_a_source_that_nobody_registered_are_in_no_search() throws Exception {
        GroupPhotos.enrol(
                gallery(), desk.server().installation().faces(), List.of("0198c6d2-7a7f-7f6e-8d7c-000000000001"), 4);

        JsonNode search = searched(examiner, GroupPhotos.photo(4), 1);

        assertThat(search.get("compared").asInt()).isEqualTo(enrolled);
        assertThat(search.get("candidates").values())
                .noneMatch(candidate -> candidate.path("title").asString("").equals("sample 4"));
    }

    @Test
    void another_agency_finds_nothing_of_it() throws Exception {
        TestAgency other = desk.agency("Southmoor Constabulary");
        String caseId = openCase();
        JsonNode probe = upload(examiner, caseId, GroupPhotos.photo(1)).json();
        String probeId = probe.get("id").asString();
        String id = search(examiner, caseId, probeId, 1).expect(201).text("id");
        Browser stranger = other.examiner();

        for (String path : List.of(
                "/searches/%s",
                "/searches/%s/proof",
                "/searches/%s/probe.jpg",
                "/searches/%s/probe-crop.jpg",
                "/searches/%s/probe-aligned.jpg",
                "/searches/%s/candidates/1/crop.jpg",
                "/searches/%s/candidates/1/aligned/landmarks")) {
            Answer known = stranger.get(path.formatted(id)).expect(404);
            assertThat(known.text())
                    .isEqualTo(stranger.get(path.formatted(NOWHERE))
                            .expect(404)
                            .text()
                            .replace(NOWHERE, id));
            stranger.get(path.formatted("nonsense")).expect(404);
        }
        stranger.get("/probes/" + probeId + "/image.jpg").expect(404);
        stranger.get("/cases/" + caseId + "/searches").expect(404);
        upload(stranger, caseId, GroupPhotos.photo(1)).expect(404);
        search(stranger, caseId, probeId, 1).expect(404);
        assertThat(stranger.get("/searches").expect(200).json().get("items").size())
                .isZero();
    }

    @Test
    void only_examiners_search_and_only_with_their_own_probe() throws Exception {
        String caseId = openCase();
        String probe =
                upload(examiner, caseId, GroupPhotos.photo(1)).expect(201).text("id");

        upload(desk.auditor(), caseId, GroupPhotos.photo(1)).expect(403);
        search(desk.reviewer(), caseId, probe, 1).expect(403);
        Browser colleague = desk.join(desk.administrator(), "Ines Holm", "EXAMINER");
        assertThat(search(colleague, caseId, probe, 1).expect(400).text("detail"))
                .contains("upload it again");
        assertThat(search(examiner, openCase(), probe, 1).expect(400).text("detail"))
                .contains("upload it again");
        search(examiner, caseId, probe, 99).expect(400);
        desk.stranger().get("/searches").expect(401);
    }

    @Test
    void a_probe_waits_a_quarter_of_an_hour_and_no_more_than_four() throws Exception {
        Browser colleague = desk.join(desk.administrator(), "Olaf Brandt", "EXAMINER");
        String caseId = TestCases.open(desk, colleague);
        String first =
                upload(colleague, caseId, GroupPhotos.photo(5)).expect(201).text("id");
        for (int i = 0; i < 3; i++)
            upload(colleague, caseId, GroupPhotos.photo(5)).expect(201);
        colleague.get("/probes/" + first + "/image.jpg").expect(200);

        String fifth =
                upload(colleague, caseId, GroupPhotos.photo(5)).expect(201).text("id");

        colleague.get("/probes/" + first + "/image.jpg").expect(404);
        colleague.get("/probes/" + fifth + "/image.jpg").expect(200);
        desk.clock().putForward(Duration.ofMinutes(14));
        colleague.get("/probes/" + fifth + "/image.jpg").expect(200);
    }

    private String openCase() {
        return TestCases.open(desk, examiner);
    }

    private JsonNode searched(Browser by, byte[] photo, int face) {
        String caseId = openCase();
        String probe = upload(by, caseId, photo).expect(201).text("id");
        return search(by, caseId, probe, face).expect(201).json();
    }

    private JsonNode untilSealed(String url) {
        JsonNode search = examiner.get(url).expect(200).json();
        // the vault of this test writes a chunk every four milliseconds
        for (int i = 0; i < 2000 && !search.get("probe").get("sealed").asBoolean(); i++) {
            search = examiner.get(url).expect(200).json();
        }
        assertThat(search.get("probe").get("sealed").asBoolean()).isTrue();
        return search;
    }

    private static Photo picture(Browser by, String url) throws IOException {
        Answer answer = by.get(url.substring("/api/v1".length())).expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        return new PhotoDecoder(PhotoLimits.DEFAULT).decode(answer.body(), url);
    }
}
