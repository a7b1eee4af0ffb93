package beholden.vault.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real token of SoftHSM. Its library reads its settings from the environment when it is loaded, so each test
/// runs in a process of its own that has them.
class Pkcs11RootKeyTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    @TempDir
    Path temp = Path.of("");

    private String run(List<String> command) throws IOException, InterruptedException {
        Path conf = temp.resolve("softhsm2.conf");
        Files.createDirectories(temp.resolve("tokens"));
        Files.writeString(conf, "directories.tokendir = " + temp.resolve("tokens") + "\n");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", conf.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    @Test
    void a_key_in_a_token_derives_and_never_leaves() throws Exception {
        assumeTrue(Files.exists(LIBRARY), "SoftHSM is not installed; run: apt-get install softhsm2");
        run(List.of(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "test",
                "--so-pin",
                "12345678",
                "--pin",
                "87654321"));

        String output = run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Visit.class.getName(),
                LIBRARY.toString(),
                temp.toString()));

        assertThat(output.lines())
                .contains(
                        "same again: true",
                        "other purpose: false",
                        "opens the keyring: true",
                        "made twice: key root-1 in slot 0 of " + LIBRARY
                                + ": exists already; a root key is never overwritten",
                        "wrong PIN: WrongPassphraseException",
                        "can be taken home: refused",
                        "destroyed: key root-1 in slot 0 of " + LIBRARY
                                + ": there is no such key in the token; name the right one");
    }

    @Test
    void a_library_that_is_not_there_is_named() {
        Pkcs11RootKey.Place place = new Pkcs11RootKey.Place(temp.resolve("none.so"), 0, "root-1");

        assertThatThrownBy(() -> Pkcs11RootKey.open(place, Keys.passphrase()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("none.so: no such PKCS#11 library");
    }

    /// What the process does that has the token.
    static final class Visit {
        private Visit() {}

        public static void main(String[] arguments) throws Exception {
            Pkcs11RootKey.Place place = new Pkcs11RootKey.Place(Path.of(arguments[0]), 0, "root-1");
            Path folder = Path.of(arguments[1], "keys");
            Secret made;
            try (RootKey root = Pkcs11RootKey.create(place, Keys.passphrase("87654321"))) {
                made = root.derive("test");
                Keyring.create(folder, new KeyHierarchy(root), 4).close();
            }
            try (RootKey root = Pkcs11RootKey.open(place, Keys.passphrase("87654321"))) {
                System.out.println("same again: " + root.derive("test").sameAs(made));
                System.out.println("other purpose: " + root.derive("other").sameAs(made));
                try (Keyring keyring = Keyring.open(folder, new KeyHierarchy(root))) {
                    System.out.println("opens the keyring: " + keyring.knows(AgencyId.DIRECTORY));
                }
            }
            try (RootKey _ = Pkcs11RootKey.create(place, Keys.passphrase("87654321"))) {
                System.out.println("made twice");
            } catch (KeyException e) {
                System.out.println("made twice: " + e.getMessage());
            }
            try (RootKey _ = Pkcs11RootKey.open(place, Keys.passphrase("00000000"))) {
                System.out.println("wrong PIN: accepted");
            } catch (KeyException e) {
                System.out.println("wrong PIN: " + e.getClass().getSimpleName());
            }
            makeOneThatCanBeTakenHome(place);
            try (RootKey _ = Pkcs11RootKey.open(
                    new Pkcs11RootKey.Place(place.library(), 0, "open"), Keys.passphrase("87654321"))) {
                System.out.println("can be taken home: accepted");
            } catch (KeyException e) {
                System.out.println("can be taken home: "
                        + (e.toString().contains("gives this key to anybody") ? "refused" : e.getMessage()));
            }
            Pkcs11RootKey.destroy(place, Keys.passphrase("87654321"));
            try (RootKey _ = Pkcs11RootKey.open(place, Keys.passphrase("87654321"))) {
                System.out.println("destroyed: still there");
            } catch (KeyException e) {
                System.out.println("destroyed: " + e.getMessage());
            }
        }

        private static void makeOneThatCanBeTakenHome(Pkcs11RootKey.Place place) throws Exception {
            Provider provider = Security.getProvider("SunPKCS11").configure("""
                    --name = open
                    library = %s
                    slotListIndex = 0
                    attributes(generate, CKO_SECRET_KEY, *) = {
                      CKA_SENSITIVE = false
                      CKA_EXTRACTABLE = true
                      CKA_SIGN = true
                    }
                    """.formatted(place.library()));
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, "87654321".toCharArray());
            keys.setEntry(
                    "open",
                    new KeyStore.SecretKeyEntry(
                            KeyGenerator.getInstance("HmacSHA256", provider).generateKey()),
                    null);
            ((AuthProvider) provider).logout();
        }
    }
}
