package beholden.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestBucketsTest {
    @TempDir
    Path folder;

    @Test
    void more_equal_records_than_memory_is_meant_for_are_refused() throws Exception {
        DigestBuckets buckets = new DigestBuckets(folder, "cells-", 40, 4, 3, 400, 10);
        for (int i = 0; i < 10; i++) {
            buckets.add(new byte[32], 0, new byte[8]);
        }
        assertThat(buckets.take(0)).hasSize(400);
        for (int i = 0; i < 11; i++) {
            buckets.add(new byte[32], 0, new byte[8]);
        }

        assertThatThrownBy(() -> buckets.take(0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 10 records are equal");
    }
}
