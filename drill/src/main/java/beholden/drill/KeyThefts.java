package beholden.drill;

import beholden.drill.search.ByteSearch;
import beholden.drill.world.KnownVault;
import beholden.vault.key.KeyException;
import beholden.vault.key.KeyFile;
import beholden.vault.key.KeyHierarchy;
import beholden.vault.key.Keyring;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.registrar.Registrar;
import beholden.vault.registrar.RegistrarException;
import beholden.vault.registrar.Share;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Thefts of keys as they lie about: sealed, or in too few shares.
final class KeyThefts {
    /// A few of the passphrases that everybody tries first; the rest is a matter of cost, which `docs/keys.md`
    /// states.
    private static final List<String> GUESSES =
            List.of("", "password", "123456", "beholden", "letmein", "correct horse battery staple");

    private final StoreKind store;
    private final KnownVault known;
    private final ByteSearch search;
    private final Path loot;

    /// @param loot a copy of the vault's folder
    KeyThefts(StoreKind store, KnownVault known, ByteSearch search, Path loot) {
        this.store = store;
        this.known = known;
        this.search = search;
        this.loot = loot;
    }

    List<Robbery> all() throws IOException {
        return List.of(keyFile(), shares());
    }

    private Robbery keyFile() throws IOException {
        Path keys = loot.resolve("keys");
        Loot files = new Loot(search).folder(keys, _ -> true);
        List<String> learned = new ArrayList<>(files.learned());
        Path file = keys.resolve(known.rootKeyFile().getFileName().toString());
        for (String guess : GUESSES) {
            try (Secret passphrase = Secret.taking(guess.getBytes(StandardCharsets.UTF_8));
                    RootKey _ = KeyFile.open(file, passphrase)) {
                learned.add("the root key: its file opens with the passphrase \"" + guess + "\"");
            } catch (KeyException _) {
                // As it must.
            }
        }
        try (RootKey other = RootKey.of(Secret.random(RootKey.DERIVED_BYTES));
                Keyring _ = Keyring.open(keys, new KeyHierarchy(other))) {
            learned.add("all agencies' keys: the keyring opens with a root key made up by the thief");
        } catch (KeyException _) {
            // As it must.
        }
        requireRightPassphraseOpens(file, keys);
        return new Robbery(
                store,
                "the sealed file of the root key, the keyring and registrar.json, without the passphrase",
                "any key",
                files.tried() + "; guessed %d passphrases and a root key".formatted(GUESSES.size()),
                learned);
    }

    /// Otherwise a file that nothing opens would look safe.
    private static void requireRightPassphraseOpens(Path file, Path keys) throws IOException {
        try (Secret passphrase = KnownVault.passphrase();
                RootKey root = KeyFile.open(file, passphrase);
                Keyring _ = Keyring.open(keys, new KeyHierarchy(root))) {
            // Opens.
        }
    }

    private Robbery shares() throws IOException {
        List<String> learned = new ArrayList<>();
        int needed = known.registrar().needed();
        List<Share> stolen = known.shares().subList(0, needed - 1);
        Loot texts = new Loot(search);
        for (Share share : stolen) {
            texts.text(new String(share.text(), StandardCharsets.US_ASCII), "share " + share.number());
        }
        learned.addAll(texts.learned());
        Share first = stolen.getFirst();
        List<Share> twice = new ArrayList<>(stolen);
        twice.add(first);
        List<Share> madeUp = new ArrayList<>(stolen);
        madeUp.add(new Share(
                first.registrar(),
                needed,
                first.shares(),
                needed,
                false,
                Secret.random(first.value().length())));
        tryToOpen(stolen, "the stolen shares alone", learned);
        tryToOpen(twice, "one of them given twice", learned);
        tryToOpen(madeUp, "one made up", learned);
        madeUp.getLast().close();
        try (Registrar _ = known.registrar().open(known.shares().subList(0, needed))) {
            // Enough of them open, or the refusals above would say nothing.
        }
        return new Robbery(
                store,
                "the registrar's shares, all but one of those it takes (%d of %d)".formatted(needed - 1, needed),
                "any key, any name in the directory",
                texts.tried() + "; tried to open the directory in 3 ways",
                learned);
    }

    private void tryToOpen(List<Share> shares, String how, List<String> learned) {
        try (Registrar _ = known.registrar().open(shares)) {
            learned.add("the registrar's key: " + how + " opens it");
        } catch (RegistrarException _) {
            // As it must.
        }
    }
}
