package beholden.bench.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.bench.SyntheticPeople;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {
    private final Population population = new Population(new SyntheticPeople(128, 7), 3_000, 25);

    @TempDir
    Path folder;

    @Test
    void faiss_finds_every_mate_one_at_a_time_and_in_a_batch() throws Exception {
        requireInstalled(Peer.FAISS);

        List<SearchRun> runs = new FaissFlat(folder, 10).search(population, _ -> {});

        assertThat(runs).extracting(SearchRun::way).containsExactly("single", "batch");
        assertThat(runs.get(0).neighbours()).hasSize(10);
        assertThat(runs.get(1).neighbours()).hasSize(25);
        assertThat(runs).allSatisfy(run -> {
            assertThat(population.mateRecall(run.neighbours())).isEqualTo(1.0);
        });
        assertThat(runs.get(1).neighbours()).startsWith(runs.get(0).neighbours().toArray(List[]::new));
    }

    @Test
    void hnswlib_finds_more_with_a_wider_search_and_keeps_its_graph() throws Exception {
        requireInstalled(Peer.HNSWLIB);
        var graph = new HnswlibGraph(folder);

        List<SearchRun> first = graph.search(population, _ -> {});
        List<SearchRun> again = graph.search(population, _ -> {});

        assertThat(first).extracting(SearchRun::way).first().isEqualTo("ef=20");
        assertThat(population.mateRecall(first.getLast().neighbours())).isGreaterThan(0.99);
        assertThat(again)
                .extracting(SearchRun::neighbours)
                .isEqualTo(first.stream().map(SearchRun::neighbours).toList());
    }

    @Test
    void a_peer_that_does_not_compile_is_left_out_with_the_line_that_installs_it() {
        var peer = new Peer("hnswlib", "hnswlib_graph.cpp", List.of("g++", "libhnswlib-dev"), List.of("-lnowhere"));

        assertThatThrownBy(() -> peer.compiled(folder))
                .isInstanceOf(MissingPeerException.class)
                .hasMessageContaining("hnswlib was left out")
                .hasMessageEndingWith("apt-get install g++ libhnswlib-dev");
    }

    @Test
    void a_peer_that_fails_is_reported_with_its_last_words() throws Exception {
        requireInstalled(Peer.FAISS);
        Path absent = folder.resolve("absent.f32");

        assertThatThrownBy(() -> Peer.FAISS.search(
                        folder, List.of(absent.toString(), absent.toString(), "128", "20", "1"), _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absent.f32: cannot be read");
    }

    @Test
    void a_population_file_is_read_by_other_programs_as_it_was_written() throws Exception {
        Path file = population.enrolledFile(folder);

        List<float[]> templates = TemplateFile.read(file, 128);

        assertThat(Files.size(file)).isEqualTo(3_000L * 128 * 4);
        assertThat(templates).hasSize(3_000);
        assertThat(templates.get(2_999)).containsExactly(population.people().enrolled(2_999));
    }

    private void requireInstalled(Peer peer) throws IOException {
        try {
            peer.compiled(folder);
        } catch (MissingPeerException e) {
            Assumptions.abort(e.note());
        }
    }
}
