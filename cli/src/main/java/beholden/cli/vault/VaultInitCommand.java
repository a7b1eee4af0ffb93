package beholden.cli.vault;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.ground.Folders;
import beholden.vault.Vault;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellStores;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.Pkcs11RootKey;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden vault init`.
@Command(
        name = "init",
        description = {
            "Makes a vault in a folder that is absent or empty, and a root key for it.",
            "Capacity and schedule are all that a thief of the vault learns: choose them for years."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden vault init /srv/vault --origin example.org/vault",
            "  beholden vault init /srv/vault --origin example.org/vault --root-key /media/usb/root.key",
            "  beholden vault init /srv/vault --origin example.org/vault --pkcs11 /usr/lib/softhsm/libsofthsm2.so",
            "  beholden vault init /srv/vault --origin example.org/vault \\",
            "      --store 'jdbc:postgresql://db/beholden?user=beholden_application' \\",
            "      --store-owner 'jdbc:postgresql://db/beholden?user=beholden_owner'"
        })
final class VaultInitCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "folder for the vault")
    private Path folder = Path.of("");

    @Option(
            names = "--origin",
            paramLabel = "NAME",
            required = true,
            description = "name of its ledger for ever, by custom a URL without its scheme")
    private String origin = "";

    @Option(
            names = "--store",
            paramLabel = "sqlite|URL",
            defaultValue = "sqlite",
            description = "where cells go: a file in DIR, or a PostgreSQL database as the application's role sees it"
                    + " (default: ${DEFAULT-VALUE})")
    private String store = "";

    @Option(
            names = "--store-owner",
            paramLabel = "URL",
            description = "the same database as the owner's role sees it, to make the table in; not kept")
    private @Nullable String owner;

    @Option(
            names = "--cells-per-tick",
            paramLabel = "K",
            defaultValue = "2",
            description = "cells that are written every tick, real or not (default: ${DEFAULT-VALUE})")
    private int cellsPerTick;

    @Option(
            names = "--tick",
            paramLabel = "MS",
            defaultValue = "200",
            description = "milliseconds from tick to tick (default: ${DEFAULT-VALUE})")
    private int tick;

    @Option(
            names = "--chunk-length",
            paramLabel = "BYTES",
            defaultValue = "32768",
            description = "length of a chunk of a file, 1,024 to 16,777,216; never changes (default: ${DEFAULT-VALUE})")
    private int chunkLength;

    @Option(
            names = "--ticks-per-chunk",
            paramLabel = "N",
            defaultValue = "1",
            description = "a chunk is written every so many ticks, real or not (default: ${DEFAULT-VALUE})")
    private int ticksPerChunk;

    @Option(
            names = "--keyring-slots",
            paramLabel = "N",
            defaultValue = "1024",
            description =
                    "epochs of all agencies together that there can be at once, and a sixteenth of how many folders of"
                            + " sealed files, one for each case (default: ${DEFAULT-VALUE})")
    private int keyringSlots;

    @Mixin
    private final RootKeyOptions rootKey = new RootKeyOptions();

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    @Override
    public Integer call() throws IOException, RefusedException {
        VaultSettings settings = settings();
        requireEmpty();
        RootKeyPlace chosen = rootKey.chosen();
        RootKeyPlace place = chosen == null ? new RootKeyPlace.InFile(Path.of("root.key")) : chosen;
        makeTable(settings.boxLength());
        Path keys = folder.resolve("keys");
        String vkey;
        try (Secret secret = passphrase.choose();
                RootKey root = create(place, keys, secret)) {
            boolean made = false;
            try (Vault vault = Vault.create(folder, settings, root)) {
                place.save(keys);
                vkey = vault.verifiers().getFirst().vkey();
                made = true;
            } finally {
                if (!made) undo(place, keys, secret);
            }
        }
        report(place, keys, vkey);
        return ExitStatus.FINE;
    }

    private VaultSettings settings() throws RefusedException {
        try {
            VaultSettings settings = VaultSettings.standard(origin)
                    .withRate(cellsPerTick, Duration.ofMillis(tick))
                    .withChunks(chunkLength, ticksPerChunk)
                    .withKeyringSlots(keyringSlots);
            return store.equals("sqlite") ? settings : settings.withStore(store);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }

    /// Makes the store in a PostgreSQL database; an SQLite file is made with the vault.
    private void makeTable(int boxLength) throws IOException, RefusedException {
        if (CellAddress.of(store) instanceof CellAddress.PostgresDatabase application) {
            if (owner == null) {
                throw new RefusedException("--store-owner is missing: only the owner's role can make the table, or see"
                        + " that no other vault has its cells in it");
            }
            if (!(CellAddress.of(owner) instanceof CellAddress.PostgresDatabase ownersView)
                    || !CellStores.areOneDatabase(application, ownersView)) {
                throw new RefusedException("--store-owner " + CellAddress.of(owner) + ": this is not the database of"
                        + " --store " + application + "; name the same one, as its owner's role sees it");
            }
            CellStores.create(ownersView, boxLength);
        } else if (owner != null) {
            throw new RefusedException("--store-owner goes with a PostgreSQL database in --store");
        }
    }

    private void requireEmpty() throws IOException, RefusedException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new RefusedException(folder + ": the folder is not empty; a vault is made in a new one");
            }
        }
    }

    private RootKey create(RootKeyPlace place, Path keys, Secret secret) throws IOException, RefusedException {
        try {
            return place.create(keys, secret, Argon2Cost.DEFAULT);
        } catch (IllegalArgumentException e) {
            Folders.remove(folder);
            throw new RefusedException(e);
        }
    }

    /// Nothing was ever sealed with the new key: it goes with what there is of the vault.
    private void undo(RootKeyPlace place, Path keys, Secret secret) throws IOException {
        switch (place) {
            case RootKeyPlace.InFile(Path path) -> Files.deleteIfExists(keys.resolve(path));
            case RootKeyPlace.InToken(Pkcs11RootKey.Place token) -> Pkcs11RootKey.destroy(token, secret);
        }
        Folders.remove(folder);
    }

    private void report(RootKeyPlace place, Path keys, String vkey) {
        PrintWriter out = Commands.out(spec);
        String where = place instanceof RootKeyPlace.InFile(Path path)
                ? keys.resolve(path).toString()
                : place.toString();
        out.println("New vault " + folder + "; its root key is " + where + ".");
        out.println("Keep a copy of the root key and of " + keys.resolve("keyring.key")
                + " apart from copies of the vault: without them nothing in it can be read.");
        out.println("Hand this to auditors and witnesses; it verifies the ledger's checkpoints:");
        out.println("  " + vkey);
    }
}
