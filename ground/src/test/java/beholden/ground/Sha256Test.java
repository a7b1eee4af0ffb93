package beholden.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    // FIPS 180-2, appendix B.1 and B.2
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String OF_TWO_BLOCKS = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
    private static final String TWO_BLOCKS = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    @Test
    void hashes_are_those_of_the_standard() {
        assertThat(Sha256.hex(bytes("abc"))).isEqualTo(OF_ABC);
        assertThat(Sha256.hex(bytes(TWO_BLOCKS))).isEqualTo(OF_TWO_BLOCKS);
        assertThat(HexFormat.of().formatHex(Sha256.of(bytes("a"), bytes(""), bytes("bc"))))
                .isEqualTo(OF_ABC);
    }

    @Test
    void a_file_has_the_hash_of_its_bytes(@TempDir Path folder) throws IOException {
        byte[] large = bytes(TWO_BLOCKS.repeat(4_000));
        Path file = Files.write(folder.resolve("large"), large);

        assertThat(Sha256.hex(file)).isEqualTo(Sha256.hex(large));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
