package beholden.vault.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.key.AgencyId;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.KeyException;
import beholden.vault.key.Secret;
import beholden.vault.key.WrongPassphraseException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrarKeyTest {
    private static final Supplier<Secret> NOBODY_ASKS = () -> {
        throw new AssertionError("no passphrase is needed");
    };

    private final RegistrarKey.Founding founding = RegistrarKey.found(3, 2);

    private static DirectoryEntry entry(String name) {
        return new DirectoryEntry(AgencyId.random(), name, "duty@example.org", Instant.ofEpochSecond(1_800_000_000));
    }

    @Test
    void any_two_of_three_shares_open_what_anybody_sealed() throws Exception {
        DirectoryEntry entry = entry("Polizei Zürich \uD83D\uDE94");
        byte[] box = Registrar.seal(founding.key(), entry);

        for (List<Integer> pair : List.of(List.of(0, 1), List.of(1, 2), List.of(2, 0))) {
            List<Share> shares = pair.stream().map(founding.shares()::get).toList();
            try (Registrar registrar = founding.key().open(shares)) {
                assertThat(registrar.open(box)).isEqualTo(entry);
            }
        }
    }

    @Test
    void a_huge_registrar_json_is_refused_unread(@TempDir Path temp) throws IOException {
        Path file = temp.resolve(RegistrarKey.FILE);
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(1L << 32);
        }

        assertThatThrownBy(() -> RegistrarKey.load(file))
                .isInstanceOf(RegistrarException.class)
                .hasMessageContaining("registrar.json: damaged");
    }

    @Test
    void entries_have_one_size_and_never_the_same_bytes() {
        Set<Integer> sizes = new HashSet<>();
        for (String name : List.of("A", "A", "x".repeat(200), "ü".repeat(100))) {
            sizes.add(Registrar.seal(founding.key(), entry(name)).length);
        }

        assertThat(sizes).hasSize(1);
        assertThat(Registrar.seal(founding.key(), entry("A"))).isNotEqualTo(Registrar.seal(founding.key(), entry("A")));
        assertThatThrownBy(() -> entry("x".repeat(201))).hasMessageContaining("201 bytes; it can have 1 to 200");
        assertThatThrownBy(() -> entry("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void too_few_doubled_changed_and_foreign_shares_are_named() {
        List<Share> shares = founding.shares();
        Share first = shares.getFirst();
        Share foreign = RegistrarKey.found(3, 2).shares().get(1);
        Share madeUp = new Share(first.registrar(), 2, 3, 2, false, Secret.random(32));

        assertThatThrownBy(() -> founding.key().open(List.of(first)))
                .hasMessage("2 of the registrar's 3 shares are needed to read the directory, and 1 is given");
        assertThatThrownBy(() -> founding.key().open(List.of(first, first)))
                .hasMessageContaining("share 1 is given twice");
        assertThatThrownBy(() -> founding.key().open(List.of(first, foreign)))
                .hasMessageContaining("share 2 belongs to registrar " + foreign.registrar());
        assertThatThrownBy(() -> founding.key().open(List.of(first, madeUp)))
                .hasMessageContaining("share 2 is not the one that was made");
    }

    @Test
    void a_share_survives_paper_and_a_mistyped_one_is_refused() throws Exception {
        Share share = founding.shares().get(1);
        String text = new String(share.text(), StandardCharsets.US_ASCII);

        Share typed = Share.parse("b.txt", text.replaceAll("\n +", "\r\n\t  ").getBytes(StandardCharsets.US_ASCII));

        assertThat(typed.value().sameAs(share.value())).isTrue();
        assertThat(typed.number()).isEqualTo(2);
        assertThat(typed.opened("b.txt", NOBODY_ASKS).value().sameAs(share.value()))
                .isTrue();
        for (int at = text.indexOf("registrar  ") + 11; at < text.length() - 1; at++) {
            if (Character.isWhitespace(text.charAt(at))) continue;
            char wrong = text.charAt(at) == '7' ? '8' : '7';
            String mistyped = text.substring(0, at) + wrong + text.substring(at + 1);
            assertThatThrownBy(() -> Share.parse("b.txt", mistyped.getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(RegistrarException.class)
                    .hasMessageStartingWith("b.txt: ");
        }
        assertThatThrownBy(() -> Share.parse("b.txt", "hello".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("not a registrar's share");
    }

    @Test
    void a_share_under_its_holders_passphrase_opens_with_that_alone() throws Exception {
        Share share = founding.shares().getFirst();
        Share kept = Share.parse(
                "a.txt",
                share.sealedUnder(
                                Secret.copyOf("holder one speaks".getBytes(StandardCharsets.US_ASCII)),
                                Argon2Cost.LEAST)
                        .text());

        assertThat(kept.sealed()).isTrue();
        assertThat(kept.opened("a.txt", () -> Secret.copyOf("holder one speaks".getBytes(StandardCharsets.US_ASCII)))
                        .value()
                        .sameAs(share.value()))
                .isTrue();
        assertThatThrownBy(() -> kept.opened(
                        "a.txt", () -> Secret.copyOf("holder two speaks".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(WrongPassphraseException.class);
    }

    @Test
    void the_public_file_is_read_again_and_never_replaced(@TempDir Path temp) throws IOException {
        Path file = temp.resolve(RegistrarKey.FILE);
        founding.key().save(file);

        RegistrarKey loaded = RegistrarKey.load(file);

        assertThat(loaded.fingerprint()).isEqualTo(founding.key().fingerprint());
        try (Registrar registrar = loaded.open(founding.shares())) {
            assertThat(registrar.holders()).containsExactly(1, 2);
        }
        assertThatThrownBy(() -> founding.key().save(file)).isInstanceOf(FileAlreadyExistsException.class);
        Files.writeString(file, Files.readString(file).replace("\"needed\" : 2", "\"needed\" : 1"));
        assertThatThrownBy(() -> RegistrarKey.load(file))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void a_box_for_another_registrar_or_changed_does_not_open() throws Exception {
        byte[] foreign = Registrar.seal(RegistrarKey.found(3, 2).key(), entry("A"));
        byte[] changed = Registrar.seal(founding.key(), entry("A"));
        changed[changed.length - 1] ^= 1;

        try (Registrar registrar = founding.key().open(founding.shares())) {
            assertThatThrownBy(() -> registrar.open(foreign)).isInstanceOf(RegistrarException.class);
            assertThatThrownBy(() -> registrar.open(changed)).isInstanceOf(RegistrarException.class);
        }
    }

    @Test
    void thresholds_below_two_are_refused() {
        assertThatThrownBy(() -> RegistrarKey.found(3, 1)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> RegistrarKey.found(2, 3)).hasMessageContaining("2 shares: there are 3");
    }
}
