package beholden.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.merkle.MerkleHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {
    private static final Checkpoint CHECKPOINT = new Checkpoint("example.com/log", 0, MerkleHash.empty());

    @ParameterizedTest
    @EnumSource(SignatureType.class)
    void what_a_key_signs_its_verifier_key_verifies(SignatureType type) throws NoteException {
        NoteSigner signer = new SignerKey("example.com/log", type, Keys.seed(3)).signer(Keys.CLOCK);
        String text = CHECKPOINT.text();

        NoteSignature signature = signer.sign(text);

        NoteVerifier verifier = NoteVerifier.parse(signer.verifier().vkey());
        assertThat(verifier).isEqualTo(signer.verifier());
        assertThat(verifier.verifies(text, signature)).isTrue();
        assertThat(verifier.verifies(text.replace("\n0\n", "\n1\n"), signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SignatureType.class)
    void what_a_key_signs_apart_is_verified_for_its_purpose_and_is_no_signature_under_a_note(SignatureType type) {
        NoteSigner signer = new SignerKey("example.com/log", type, Keys.seed(3)).signer(Keys.CLOCK);
        byte[] text = CHECKPOINT.text().getBytes(StandardCharsets.UTF_8);

        byte[] signature = signer.signApart("a purpose", text);

        NoteVerifier verifier = signer.verifier();
        assertThat(verifier.verifiesApart("a purpose", text, signature)).isTrue();
        assertThat(verifier.verifiesApart("another", text, signature)).isFalse();
        assertThat(verifier.verifiesApart("a purpose", new byte[0], signature)).isFalse();
        assertThat(verifier.verifiesApart("a purpose", text, new byte[3])).isFalse();
        assertThat(verifier.verifies(CHECKPOINT.text(), new NoteSignature(signer.name(), signer.keyId(), signature)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(SignatureType.class)
    void a_signature_with_any_byte_changed_is_not_verified(SignatureType type) {
        NoteSigner signer = new SignerKey("example.com/log", type, Keys.seed(3)).signer(Keys.CLOCK);
        NoteSignature good = signer.sign(CHECKPOINT.text());

        for (int place = 0; place < good.bytes().length; place += 7) {
            byte[] bytes = good.bytes();
            bytes[place] ^= 1;
            NoteSignature bad = new NoteSignature(good.name(), good.keyId(), bytes);
            assertThat(signer.verifier().verifies(CHECKPOINT.text(), bad))
                    .as("byte %d", place)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(SignatureType.class)
    void a_signature_of_another_length_is_not_verified(SignatureType type) {
        NoteSigner signer = new SignerKey("example.com/log", type, Keys.seed(3)).signer(Keys.CLOCK);
        NoteSignature good = signer.sign(CHECKPOINT.text());

        for (int length : new int[] {1, 7, 8, good.bytes().length - 1, good.bytes().length + 1}) {
            NoteSignature bad = new NoteSignature(good.name(), good.keyId(), Arrays.copyOf(good.bytes(), length));
            assertThat(signer.verifier().verifies(CHECKPOINT.text(), bad)).isFalse();
        }
    }

    @Test
    void the_ml_dsa_key_of_a_seed_is_the_one_that_the_standard_derives() {
        // The seed and key of RFC 9881's ML-DSA-44 example; the key's first 32 bytes, its rho.
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) seed[i] = (byte) i;

        String vkey =
                NoteSigner.mlDsa44Cosignature("w", seed, Keys.CLOCK).verifier().vkey();

        byte[] key = Base64.getDecoder().decode(vkey.split("\\+", 3)[2]);
        assertThat(HexFormat.of().formatHex(key, 0, 33))
                .isEqualTo("06d7b2b47254aae0db45e7930d4a98d2c97d8f1397d1789dafa17024b316e9bec9");
    }

    @Test
    void a_cosignature_states_the_time_before_the_signature() {
        NoteSignature signature = Keys.witness("w", 1).sign(CHECKPOINT.text());

        assertThat(ByteBuffer.wrap(signature.bytes()).getLong()).isEqualTo(1_700_000_000L);
        assertThat(signature.bytes()).hasSize(8 + 64);
    }

    @Test
    void an_ml_dsa_cosignature_covers_the_message_that_the_specification_lays_out() {
        byte[] message =
                SignedText.of(SignatureType.ML_DSA_44_COSIGNATURE, "w1", 5, "log\n7\n" + "A".repeat(43) + "=\n");

        assertThat(HexFormat.of().formatHex(message == null ? new byte[0] : message))
                .isEqualTo(HexFormat.of().formatHex("subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII))
                        + "027731" + "0000000000000005" + "036c6f67" + "0000000000000000" + "0000000000000007"
                        + "00".repeat(32));
    }

    @Test
    void an_ed25519_cosignature_covers_the_time_and_the_whole_text() {
        byte[] message = SignedText.of(SignatureType.ED25519_COSIGNATURE, "w1", 5, "any\ntext\n");

        assertThat(new String(message == null ? new byte[0] : message, StandardCharsets.UTF_8))
                .isEqualTo("cosignature/v1\ntime 5\nany\ntext\n");
    }

    @Test
    void a_quantum_safe_witness_signs_nothing_but_checkpoints() {
        NoteSigner witness = Keys.quantumSafeWitness("w", 1);

        assertThatThrownBy(() -> witness.sign("no checkpoint\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a3+",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumanm+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void a_damaged_verifier_key_is_refused(String vkey) {
        assertThatThrownBy(() -> NoteVerifier.parse(vkey)).isInstanceOf(NoteException.class);
    }

    @Test
    void a_verifier_key_that_is_no_point_of_the_curve_is_refused() {
        byte[] noPoint = new byte[32];
        Arrays.fill(noPoint, (byte) 0xff);

        assertThatThrownBy(() -> NoteVerifier.of("w", SignatureType.ED25519, noPoint))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("not a key of Ed25519");
    }

    @ParameterizedTest
    @EnumSource(SignatureType.class)
    void a_private_key_comes_back_from_its_file_and_is_never_shown(SignatureType type) throws NoteException {
        SignerKey key = SignerKey.random("example.com/w", type);

        SignerKey back = SignerKey.parse(key.text());

        assertThat(back).isEqualTo(key);
        assertThat(key).hasToString("private key of example.com/w");
    }

    @Test
    void a_private_key_with_a_byte_lost_is_refused_without_being_repeated() {
        String text = new SignerKey("w", SignatureType.ED25519, Keys.seed(9)).text();

        for (String damaged :
                List.of(text.substring(1), text.substring(0, text.length() - 4), text.replace("+w+", "+v+")))
            assertThatThrownBy(() -> SignerKey.parse(damaged))
                    .isInstanceOf(NoteException.class)
                    .hasMessageNotContaining("CQkJCQkJ");
    }

    @Test
    void a_verifier_key_whose_base64_holds_plus_signs_is_read() throws NoteException {
        NoteVerifier plus = IntStream.range(0, 256)
                .mapToObj(number -> Keys.log("log", number).verifier())
                .filter(verifier -> verifier.vkey().split("\\+", 3)[2].contains("+"))
                .findFirst()
                .orElseThrow();

        assertThat(NoteVerifier.parse(plus.vkey())).isEqualTo(plus);
    }
}
