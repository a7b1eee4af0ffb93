package beholden.bench.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.bench.MeasuredPeople;
import beholden.bench.SyntheticPeople;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodecComparisonTest {

    @Test
    void both_formats_find_every_mate_of_the_same_people(@TempDir Path folder) throws IOException {
        CodecComparison.Outcome outcome = CodecComparison.run(folder, new SyntheticPeople(512, 5), 3_000);

        assertThat(outcome.mateRecall()).isEqualTo(1);
        assertThat(outcome.luceneMateRecall()).isEqualTo(1);
        assertThat(outcome.ratioLuceneFlat()).isEqualTo(outcome.ours() / outcome.luceneFlat());
        assertThat(outcome.plainLoop()).isPositive();
    }

    @Test
    void of_real_templates_a_small_share_is_scored_and_lucenes_format_finds_as_many_mates(@TempDir Path folder)
            throws IOException {
        CodecComparison.Outcome outcome = CodecComparison.run(folder, new MeasuredPeople(5), 3_000);

        assertThat(outcome.mateRecall()).isGreaterThan(0.95);
        assertThat(outcome.luceneMateRecall()).isGreaterThanOrEqualTo(outcome.mateRecall());
        assertThat(outcome.rescoredShare()).isBetween(20 / 3_000.0, 0.2);
    }
}
