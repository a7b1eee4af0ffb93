package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import beholden.gallery.onebit.CodesMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {

    @TempDir
    Path temp;

    private Gallery gallery;

    @BeforeEach
    void an_empty_gallery() throws IOException {
        gallery = Gallery.create(temp.resolve("g"), People.key(1), new GallerySettings(People.PACK, People.DIMENSION));
    }

    @AfterEach
    void close() throws IOException {
        gallery.close();
    }

    @Test
    void every_mate_leads_with_its_exact_score() throws IOException {
        gallery.apply(People.enrolling(People.crowd(400, 2)));

        for (int person = 0; person < 400; person += 7) {
            Template probe = People.template(person, 5);
            CandidateList list = gallery.search(probe, Scope.everything(), 2);

            assertThat(list.candidates())
                    .extracting(candidate -> candidate.face().photoId())
                    .containsExactlyInAnyOrder("p" + person + "-0", "p" + person + "-1");
            for (Candidate candidate : list.candidates()) {
                Template enrolled =
                        People.template(person, candidate.face().photoId().endsWith("0") ? 0 : 1);
                assertThat((double) candidate.score()).isCloseTo(People.score(probe, enrolled), within(1e-5));
            }
        }
    }

    @Test
    void candidates_are_those_of_a_plain_comparison_with_every_face() throws IOException {
        List<Enrolment> crowd = People.crowd(100, 5);
        gallery.apply(People.enrolling(crowd));
        Template probe = People.template(17, 9);

        CandidateList list = gallery.search(probe, Scope.everything(), 5);

        List<String> expected = crowd.stream()
                .sorted(Comparator.comparing((Enrolment e) -> -People.score(probe, e.template())))
                .limit(5)
                .map(e -> e.face().faceId())
                .toList();
        assertThat(list.candidates())
                .extracting(candidate -> candidate.face().faceId())
                .isEqualTo(expected);
        assertThat(list.candidates()).extracting(Candidate::rank).containsExactly(1, 2, 3, 4, 5);
        assertThat(list.compared()).isEqualTo(500);
        assertThat(list.gallerySize()).isEqualTo(500);
    }

    @Test
    void a_candidate_carries_everything_known_of_the_face() throws IOException {
        gallery.apply(People.enrolling(People.enrolment(3, 1)));

        Candidate candidate = gallery.search(People.template(3, 1), Scope.everything(), 1)
                .candidates()
                .getFirst();

        assertThat(candidate.face()).isEqualTo(People.face(3, 1));
        assertThat(candidate.score()).isCloseTo(1, within(1e-5f));
        assertThat(gallery.find("p3-1#0")).contains(People.face(3, 1));
    }

    @Test
    void an_empty_gallery_has_no_candidates() throws IOException {
        CandidateList list = gallery.search(People.template(1, 1), Scope.everything(), 20);

        assertThat(list.candidates()).isEmpty();
        assertThat(list.compared()).isZero();
    }

    @Test
    void a_search_sees_a_change_when_it_was_applied() throws IOException {
        CandidateList before = gallery.search(People.template(1, 0), Scope.everything(), 1);
        gallery.apply(People.enrolling(People.enrolment(1, 0)));
        CandidateList after = gallery.search(People.template(1, 0), Scope.everything(), 1);

        assertThat(before.candidates()).isEmpty();
        assertThat(after.candidates()).hasSize(1);
    }

    @Test
    void enrolling_a_face_id_again_replaces_the_face() throws IOException {
        gallery.apply(People.enrolling(People.enrolment(1, 0)));

        Change correction = People.enrolling(
                new Enrolment(People.face(1, 0).withTitle("corrected"), People.template(3, 0)), People.enrolment(2, 0));
        Applied once = gallery.apply(correction);
        Applied twice = gallery.apply(correction);

        assertThat(once).isEqualTo(new Applied(1, 1, 0));
        assertThat(twice).isEqualTo(new Applied(0, 2, 0));
        assertThat(gallery.size()).isEqualTo(2);
        assertThat(gallery.find("p1-0#0")).map(EnrolledFace::title).contains("corrected");
        assertThat(gallery.search(People.template(3, 0), Scope.everything(), 1)
                        .candidates()
                        .getFirst()
                        .score())
                .isCloseTo(1, within(1e-5f));
    }

    @Test
    void equal_scores_are_ordered_by_face_id_wherever_the_faces_lie() throws IOException {
        List<Enrolment> same = new ArrayList<>();
        for (int i = 100; i < 160; i++) {
            same.add(new Enrolment(
                    EnrolledFace.of("face" + i, "photo" + i, "s", People.box(), 50), People.template(1, 0)));
        }
        Collections.shuffle(same, new Random(5));
        for (int from = 0; from < same.size(); from += 7) {
            gallery.apply(People.enrolling(same.subList(from, Math.min(same.size(), from + 7))));
        }

        CandidateList list = gallery.search(People.template(1, 0), Scope.everything(), 10);

        assertThat(list.candidates())
                .extracting(candidate -> candidate.face().faceId())
                .containsExactly(
                        "face100", "face101", "face102", "face103", "face104", "face105", "face106", "face107",
                        "face108", "face109");
    }

    @Test
    void several_probes_in_one_pass_get_what_each_gets_alone() throws IOException {
        gallery.apply(People.enrolling(People.crowd(200, 3)));
        List<Template> probes = new ArrayList<>();
        for (int person = 0; person < 13; person++) {
            probes.add(People.template(person * 11, 8));
        }
        Scope scope = Scope.everything().minQuality(50);

        List<CandidateList> together = gallery.search(probes, scope, 7);

        for (int i = 0; i < probes.size(); i++) {
            assertThat(together.get(i)).isEqualTo(gallery.search(probes.get(i), scope, 7));
        }
    }

    @Test
    void a_scope_narrows_what_is_compared() throws IOException {
        // persons 0..9, even ones from "street"; photos of 2020, 2021, 2022
        gallery.apply(People.enrolling(People.crowd(10, 3)));
        Template probe = People.template(4, 9);

        assertThat(compared(probe, Scope.everything().onlySources(Set.of("street"))))
                .isEqualTo(15);
        assertThat(compared(probe, Scope.everything().onlySources(Set.of()))).isZero();
        Scope all = Scope.everything().onlySources(Set.of("street", "archive", "of nobody yet"));
        assertThat(gallery.search(probe, all, 5)).isEqualTo(gallery.search(probe, Scope.everything(), 5));
        assertThat(compared(probe, Scope.everything().withoutSources(Set.of("street"))))
                .isEqualTo(15);
        assertThat(compared(probe, Scope.everything().minQuality(60))).isEqualTo(10);
        assertThat(compared(probe, Scope.everything().withoutFaces(Set.of("p4-0#0", "p4-1#0", "nobody"))))
                .isEqualTo(28);
        assertThat(compared(probe, Scope.everything().takenBetween(LocalDate.of(2021, 6, 15), null)))
                .isEqualTo(20);
        assertThat(compared(probe, Scope.everything().takenBetween(null, LocalDate.of(2021, 6, 14))))
                .isEqualTo(10);
        assertThat(compared(
                        probe,
                        Scope.everything()
                                .onlySources(Set.of("street", "archive"))
                                .withoutSources(Set.of("archive"))
                                .takenBetween(LocalDate.of(2020, 1, 1), LocalDate.of(2021, 12, 31))
                                .minQuality(50)))
                .isEqualTo(5);
    }

    @Test
    void faces_out_of_scope_are_no_candidates() throws IOException {
        gallery.apply(People.enrolling(People.crowd(10, 3)));

        CandidateList list =
                gallery.search(People.template(4, 9), Scope.everything().withoutFaces(Set.of("p4-0#0", "p4-2#0")), 10);

        assertThat(list.candidates().getFirst().face().faceId()).isEqualTo("p4-1#0");
        assertThat(list.candidates())
                .hasSize(10)
                .extracting(candidate -> candidate.face().faceId())
                .doesNotContain("p4-0#0", "p4-2#0");
    }

    @Test
    void measures_are_kept_as_they_were_and_faces_without_any_stay_without() throws IOException {
        Measures checked = new Measures(17.25f, -44.5f, 0.75f);
        Measures unchecked = new Measures(64, 3, null);
        gallery.apply(People.enrolling(
                new Enrolment(People.face(1, 0).withMeasures(checked), People.template(1, 0)),
                new Enrolment(People.face(2, 0).withMeasures(unchecked), People.template(2, 0)),
                new Enrolment(People.face(3, 0), People.template(3, 0))));

        assertThat(gallery.find(People.face(1, 0).faceId()).orElseThrow().measures())
                .isEqualTo(checked);
        assertThat(gallery.find(People.face(2, 0).faceId()).orElseThrow().measures())
                .isEqualTo(unchecked);
        assertThat(gallery.find(People.face(3, 0).faceId()).orElseThrow().measures())
                .isNull();
    }

    @Test
    void a_face_without_capture_date_is_out_of_scope_of_any_date() throws IOException {
        gallery.apply(People.enrolling(new Enrolment(People.face(1, 0).withCaptureDate(null), People.template(1, 0))));

        CandidateList dated = gallery.search(
                People.template(1, 0), Scope.everything().takenBetween(LocalDate.of(1900, 1, 1), null), 5);
        CandidateList elsewhere = gallery.search(
                People.template(1, 0),
                Scope.everything().onlySources(Set.of("street")).takenBetween(LocalDate.of(1900, 1, 1), null),
                5);
        CandidateList any = gallery.search(People.template(1, 0), Scope.everything(), 5);

        assertThat(dated.compared()).isZero();
        assertThat(dated.undated()).isEqualTo(1);
        assertThat(elsewhere.undated()).isZero();
        assertThat(any.undated()).isZero();
    }

    @Test
    void faces_leave_by_face_photo_or_source_and_are_counted() throws IOException {
        gallery.apply(People.enrolling(People.crowd(10, 3)));

        Change face = new Change.Builder().removeFaces(List.of("p0-0#0")).build();
        Change rest = new Change.Builder()
                .removePhotos(List.of("p1-1", "no such photo"))
                .removeSource("street")
                .removeSource("no such source")
                .build();

        assertThat(gallery.apply(face).removed()).isEqualTo(1);
        assertThat(gallery.apply(face).removed()).isZero();
        assertThat(gallery.apply(rest).removed()).isEqualTo(15);
        assertThat(gallery.size()).isEqualTo(14);
        assertThat(gallery.facesBySource()).isEqualTo(Map.of("archive", 14L));
        assertThat(gallery.containsPhoto("p1-1")).isFalse();
        assertThat(gallery.containsPhoto("p1-2")).isTrue();
        assertThat(gallery.search(People.template(0, 0), Scope.everything(), 200)
                        .candidates())
                .hasSize(14);
    }

    @Test
    void what_goes_is_removed_before_the_faces_come() throws IOException {
        gallery.apply(People.enrolling(People.crowd(4, 1)));

        Applied renewed = gallery.apply(new Change.Builder()
                .enrol(People.enrolment(0, 0))
                .enrol(People.enrolment(8, 0))
                .removeSource("street")
                .build());

        assertThat(renewed).isEqualTo(new Applied(2, 0, 2));
        assertThat(gallery.find("p0-0#0")).isPresent();
        assertThat(gallery.find("p2-0#0")).isEmpty();
        assertThat(gallery.facesBySource()).isEqualTo(Map.of("archive", 2L, "street", 2L));
    }

    @Test
    void a_change_of_nothing_writes_nothing() throws IOException {
        gallery.apply(People.enrolling(People.crowd(4, 1)));
        long generation =
                gallery.search(People.template(0, 0), Scope.everything(), 1).generation();

        Applied nothing = gallery.apply(new Change.Builder()
                .removeSource("no such source")
                .removeFaces(List.of("no such face"))
                .build());

        assertThat(nothing).isEqualTo(new Applied(0, 0, 0));
        assertThat(gallery.search(People.template(0, 0), Scope.everything(), 1).generation())
                .isEqualTo(generation);
    }

    @Test
    void a_reopened_gallery_gives_the_same_candidates() throws IOException {
        gallery.apply(People.enrolling(People.crowd(300, 2)));
        CandidateList before = gallery.search(People.template(5, 7), Scope.everything(), 20);

        reopen();

        assertThat(gallery.search(People.template(5, 7), Scope.everything(), 20))
                .isEqualTo(before);
    }

    @Test
    void a_description_tells_what_it_is() throws IOException {
        gallery.apply(People.enrolling(People.crowd(4, 2)));

        GalleryDescription description = gallery.describe();

        assertThat(description.pack()).isEqualTo(People.PACK);
        assertThat(description.dimension()).isEqualTo(People.DIMENSION);
        assertThat(description.faces()).isEqualTo(8);
        assertThat(description.facesBySource()).isEqualTo(Map.of("street", 4L, "archive", 4L));
        assertThat(description.indexBytes()).isGreaterThan(8L * People.DIMENSION * Float.BYTES);
        assertThat(description.codeBytes())
                .isGreaterThan(8L * People.DIMENSION / Byte.SIZE)
                .isLessThan(description.indexBytes());
        assertThat(description.codesInMemory()).isTrue();
        assertThat(CodesMemory.fit(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void a_sound_gallery_is_verified_with_progress() throws IOException {
        gallery.apply(People.enrolling(People.crowd(40, 5)));
        List<Long> steps = new ArrayList<>();

        Verification verification = gallery.verify((done, total) -> {
            assertThat(total).isEqualTo(200);
            steps.add(done);
        });

        assertThat(verification.problems()).isEmpty();
        assertThat(verification.faces()).isEqualTo(200);
        assertThat(steps).isSorted().startsWith(0L).endsWith(200L);
    }

    @Test
    void a_closed_gallery_says_so() throws IOException {
        gallery.close();

        assertThatThrownBy(() -> gallery.size())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed");
    }

    private long compared(Template probe, Scope scope) throws IOException {
        CandidateList list = gallery.search(probe, scope, 200);
        assertThat(list.candidates()).hasSize((int) list.compared());
        return list.compared();
    }

    private void reopen() throws IOException {
        gallery.close();
        gallery = Gallery.open(temp.resolve("g"), People.key(1), People.PACK);
    }

    @Test
    void faces_that_were_enrolled_too_long_ago_are_removed_by_source_and_day() throws IOException {
        LocalDate day = LocalDate.of(2026, 3, 1);
        gallery.apply(People.enrolling(
                enrolledOn(0, 0, day.minusDays(1)),
                enrolledOn(0, 1, day),
                enrolledOn(1, 0, day.minusDays(1)),
                enrolledOn(2, 0, null)));
        Change old = new Change.Builder().removeEnrolledBefore("street", day).build();

        long removed = gallery.apply(old).removed();

        assertThat(removed).isEqualTo(1);
        assertThat(gallery.find("p0-0#0")).isEmpty();
        assertThat(gallery.facesBySource()).isEqualTo(Map.of("archive", 1L, "street", 2L));
        assertThat(gallery.find("p0-1#0").map(EnrolledFace::enrolled)).contains(day);
        assertThat(gallery.apply(old).removed()).isZero();
    }

    private static Enrolment enrolledOn(int person, int photo, @Nullable LocalDate day) {
        return new Enrolment(People.face(person, photo).withEnrolmentDate(day), People.template(person, photo));
    }

    @Test
    void photos_are_counted_by_source_however_many_faces_they_have_and_wherever_those_lie() throws IOException {
        for (int part = 0; part < 3; part++) {
            Change.Builder change = new Change.Builder();
            for (int photo = 0; photo < 4; photo++) {
                String source = photo < 3 ? "street" : "archive";
                change.enrol(new Enrolment(
                        EnrolledFace.of("f" + photo + "-" + part, "photo" + photo, source, People.box(), 50),
                        People.template(photo, part)));
            }
            gallery.apply(change.build());
        }
        assertThat(gallery.facesOf("photo2")).extracting(EnrolledFace::faceId).containsExactly("f2-0", "f2-1", "f2-2");
        gallery.apply(new Change.Builder()
                .removeFaces(List.of("f0-0"))
                .removePhotos(List.of("photo1"))
                .build());

        assertThat(gallery.facesOf("photo1")).isEmpty();
        assertThat(gallery.photosBySource()).isEqualTo(Map.of("archive", 1L, "street", 2L));
        assertThat(gallery.facesBySource()).isEqualTo(Map.of("archive", 3L, "street", 5L));
    }
}
