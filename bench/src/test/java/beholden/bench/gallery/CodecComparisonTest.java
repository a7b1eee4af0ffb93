package beholden.bench.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodecComparisonTest {

    @Test
    void both_formats_find_every_mate_of_the_same_people(@TempDir Path folder) throws IOException {
        CodecComparison.Outcome outcome = CodecComparison.run(folder, 3_000, 5);

        assertThat(outcome.mateRecall()).isEqualTo(1);
        assertThat(outcome.luceneMateRecall()).isEqualTo(1);
        assertThat(outcome.ratioLuceneFlat()).isEqualTo(outcome.ours() / outcome.luceneFlat());
        assertThat(outcome.plainLoop()).isPositive();
    }
}
