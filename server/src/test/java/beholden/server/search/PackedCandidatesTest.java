package beholden.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.gallery.Box;
import beholden.gallery.EnrolledFace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedCandidatesTest {

    @Test
    void candidates_come_back_whatever_their_ids_are() {
        List<String> ids = List.of(
                "0123456789abcdef".repeat(4) + "@police-records#1",
                "fedcba9876543210".repeat(4) + "@police-records#9999",
                "fedcba9876543210".repeat(4) + "@a@b#12",
                "fedcba9876543210".repeat(4) + "@other#0",
                "FEDCBA9876543210".repeat(4) + "@other#1",
                "Straße 7",
                "é".repeat(200));

        List<Candidate> unpacked = PackedCandidates.unpack(PackedCandidates.pack(candidates(ids)));

        assertThat(unpacked).extracting(Candidate::faceId).isEqualTo(ids);
        assertThat(unpacked).extracting(Candidate::rank).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(unpacked.getFirst().score()).isEqualTo(0.5f);
    }

    @Test
    void no_candidates_are_a_list_too() {
        assertThat(PackedCandidates.unpack(PackedCandidates.pack(List.of()))).isEmpty();
    }

    @Test
    void twenty_candidates_of_ten_sources_take_little_more_than_a_kilobyte() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add("0123456789abcdef".repeat(4) + "@0198c6d2-7a7f-7f6e-8d7c-00000000000" + i / 2 + "#1");
        }

        assertThat(PackedCandidates.pack(candidates(ids)).length).isLessThan(1200);
    }

    private static List<beholden.gallery.Candidate> candidates(List<String> ids) {
        List<beholden.gallery.Candidate> candidates = new ArrayList<>();
        for (String id : ids) {
            EnrolledFace face = EnrolledFace.of(id, "photo", "source", new Box(0, 0, 1, 1), 50);
            candidates.add(new beholden.gallery.Candidate(candidates.size() + 1, face, 0.5f / (candidates.size() + 1)));
        }
        return candidates;
    }
}
