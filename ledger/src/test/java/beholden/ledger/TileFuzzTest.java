package beholden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Tiles, bundles and journals of any bytes are refused with words, or are the one spelling of what was read.
final class TileFuzzTest {
    @FuzzTest
    void a_file_of_a_ledger(byte[] bytes) {
        if (bytes.length < 2) return;
        byte[] content = Arrays.copyOfRange(bytes, 2, bytes.length);
        int width = 1 + (bytes[1] & 0xff);
        switch (bytes[0] & 3) {
            case 0 -> bundle(content, width);
            case 1 -> tile(content, width);
            case 2 -> path(new String(content, StandardCharsets.UTF_8));
            default -> journal(content);
        }
    }

    private static void bundle(byte[] content, int width) {
        try {
            List<byte[]> entries = EntryBundle.parse(content, width);
            assertThat(entries).hasSize(width);
            assertThat(EntryBundle.encode(entries)).isEqualTo(content);
        } catch (MalformedTileException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }

    private static void tile(byte[] content, int width) {
        try {
            assertThat(TileHashes.parse(content, new TileName(0, 7, width))).hasSize(width * 32);
        } catch (MalformedTileException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }

    private static void path(String text) {
        TileName.parse(text).ifPresent(name -> assertThat(name.path()).isEqualTo(text));
    }

    private static void journal(byte[] content) {
        try {
            Journal journal = Journal.parse(content);
            assertThat(journal.size())
                    .isEqualTo(journal.base() + journal.entries().size());
        } catch (DamagedLedgerException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }
}
