package beholden.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedNoteTest {
    // The example of Go's golang.org/x/mod/sumdb/note, where the format comes from.
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PETER_PRIVATE =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String BY_PETER =
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static final String ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private static final String BY_ENOCH =
            "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    @Test
    void a_note_signed_here_is_byte_for_byte_the_one_that_go_signs() throws NoteException {
        NoteSigner peter = SignerKey.parse(PETER_PRIVATE).signer(Keys.CLOCK);

        SignedNote note = SignedNote.sign(TEXT, List.of(peter));

        assertThat(note).hasToString(TEXT + "\n" + BY_PETER);
        assertThat(peter.verifier().vkey()).isEqualTo(PETER);
    }

    @Test
    void the_specifications_example_is_signed_by_its_key() throws NoteException {
        NoteVerifier foo = NoteVerifier.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        SignedNote note = parse("This is an example message.\n\n— example.com/foo"
                + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");

        Set<NoteVerifier> signed = note.verified(List.of(foo));

        assertThat(signed).containsExactly(foo);
    }

    @Test
    void signatures_of_unknown_keys_are_passed_over() throws NoteException {
        SignedNote note = parse(TEXT + "\n" + BY_ENOCH + BY_PETER);

        Set<NoteVerifier> signed = note.verified(List.of(NoteVerifier.parse(PETER)));

        assertThat(signed).extracting(NoteVerifier::name).containsExactly("PeterNeumann");
    }

    @Test
    void every_known_key_that_signed_is_told() throws NoteException {
        SignedNote note = parse(TEXT + "\n" + BY_ENOCH + BY_PETER);

        Set<NoteVerifier> signed = note.verified(List.of(NoteVerifier.parse(PETER), NoteVerifier.parse(ENOCH)));

        assertThat(signed).extracting(NoteVerifier::name).containsExactly("EnochRoot", "PeterNeumann");
    }

    @Test
    void a_note_that_no_known_key_signed_is_refused() throws NoteException {
        SignedNote note = parse(TEXT + "\n" + BY_PETER);

        assertThatThrownBy(() -> note.verified(List.of(NoteVerifier.parse(ENOCH))))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("signed by PeterNeumann");
    }

    @Test
    void a_changed_text_is_noticed_even_if_another_known_signature_were_good() throws NoteException {
        SignedNote note = parse(TEXT.replace("answer", "Answer") + "\n" + BY_PETER);

        assertThatThrownBy(() -> note.verified(List.of(NoteVerifier.parse(PETER))))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("the text was changed");
    }

    @Test
    void a_key_of_the_same_name_and_another_id_is_unknown() throws NoteException {
        SignedNote note = parse(TEXT + "\n" + BY_PETER);
        NoteVerifier other = Keys.log("PeterNeumann", 7).verifier();

        assertThatThrownBy(() -> note.verified(List.of(other)))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("none of the known keys");
    }

    @Test
    void a_key_that_signed_twice_counts_once() throws NoteException {
        SignedNote note = parse(TEXT + "\n" + BY_PETER + BY_PETER);

        assertThat(note.verified(List.of(NoteVerifier.parse(PETER)))).hasSize(1);
    }

    @Test
    void a_newer_signature_of_a_key_takes_the_older_ones_place() {
        NoteSigner log = Keys.log("log", 1);
        SignedNote note = SignedNote.sign(TEXT, List.of(log, Keys.log("log", 2)));

        SignedNote again = note.with(List.of(log.sign(TEXT)));

        assertThat(again.signatures()).hasSize(2);
    }

    @Test
    void the_text_ends_at_the_last_empty_line() throws NoteException {
        SignedNote note = parse("a\n\nb\n\n" + BY_PETER);

        assertThat(note.text()).isEqualTo("a\n\nb\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n" + BY_PETER,
                "text\r\n\n" + BY_PETER,
                "te\u0000xt\n\n" + BY_PETER,
                "text\n\nPeterNeumann x08go/ZJkuA=\n",
                "text\n\n- PeterNeumann x08go/ZJkuA=\n",
                "text\n\n— PeterNeumann\n",
                "text\n\n—  x08go/ZJkuA=\n",
                "text\n\n— Peter+Neumann x08go/ZJkuA=\n",
                "text\n\n— Peter\u2003Neumann x08go/ZJkuA=\n",
                "text\n\n— Peter\u0085Neumann x08go/ZJkuA=\n",
                "text\n\n— PeterNeumann x08go/ZJkuA= \n",
                "text\n\n— PeterNeumann x08go/ZJkuA\n",
                "text\n\n— PeterNeumann x08go/ZJkuB=\n",
                "text\n\n— PeterNeumann x08gow==\n",
                "text\n\n— PeterNeumann x08go/ZJkuA="
            })
    void a_note_in_another_spelling_is_refused(String note) {
        assertThatThrownBy(() -> parse(note)).isInstanceOf(NoteException.class);
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] note = (TEXT + "\n" + BY_PETER).getBytes(StandardCharsets.UTF_8);
        note[3] = (byte) 0xff;

        assertThatThrownBy(() -> SignedNote.parse(note)).hasMessageContaining("not UTF-8");
    }

    @Test
    void a_note_over_the_limits_is_refused() {
        assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.MOST_BYTES + 1]))
                .hasMessageContaining("limit is 524,288");
        assertThatThrownBy(() -> parse(TEXT + "\n" + BY_PETER.repeat(SignedNote.MOST_SIGNATURES + 1)))
                .hasMessageContaining("65 signatures are over the limit of 64");
    }

    @Test
    void sixteen_signatures_of_five_kilobytes_are_accepted_as_the_specification_asks() throws NoteException {
        String large = Base64.getEncoder().encodeToString(new byte[5_000]);
        StringBuilder note = new StringBuilder("text\n\n");
        for (int i = 0; i < 16; i++)
            note.append("— key").append(i).append(' ').append(large).append('\n');

        assertThat(parse(note.toString()).signatures()).hasSize(16);
    }

    @Test
    void a_flip_of_any_bit_is_refused_or_leaves_no_known_signature() {
        byte[] sound = (TEXT + "\n" + BY_PETER).getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < 8 * sound.length; bit++) {
            byte[] note = sound.clone();
            note[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> SignedNote.parse(note).verified(List.of(NoteVerifier.parse(PETER))))
                    .as("bit %d", bit)
                    .isInstanceOf(NoteException.class);
        }
    }

    private static SignedNote parse(String note) throws NoteException {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }
}
