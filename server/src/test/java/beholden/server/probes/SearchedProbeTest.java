package beholden.server.probes;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.faces.pack.FaceMeasures;
import beholden.server.probes.SearchedProbe.Measures;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.cbor.CBORMapper;

class SearchedProbeTest {
    /// Mapper that spells as records do.
    private static final CBORMapper CBOR = CBORMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static SearchedProbe probe(@Nullable Measures measures) {
        return new SearchedProbe(new byte[32], 640, 480, 3, 2, 71, "quality 71: sharpness", measures);
    }

    @Test
    void a_record_from_before_measures_were_kept_is_read_and_tells_of_its_quality() {
        SearchedProbe before = probe(null);
        byte[] written = CBOR.writeValueAsBytes(before);

        SearchedProbe read = CBOR.readValue(written, SearchedProbe.class);

        assertThat(CBOR.readTree(written).has("m")).isFalse();
        assertThat(read.known()).isEqualTo(FaceMeasures.ofQuality(71));
        assertThat(CBOR.writeValueAsBytes(read)).isEqualTo(written);
    }

    @Test
    void measures_are_read_as_they_were_written() {
        for (Float evidence : new Float[] {-1.3f, null}) {
            byte[] written = CBOR.writeValueAsBytes(probe(new Measures(34.61f, -8.9f, evidence)));

            SearchedProbe read = CBOR.readValue(written, SearchedProbe.class);

            assertThat(read.known()).isEqualTo(new FaceMeasures(71, 34.61f, -8.9f, evidence));
            assertThat(CBOR.writeValueAsBytes(read)).isEqualTo(written);
        }
    }
}
