package beholden.vault.registrar;

import beholden.vault.key.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The registrar's public key, and what tells a genuine share: nothing secret.
///
/// Kept as `registrar.json`. Whoever can write that file could put in a key of their own and read the entries
/// that are added from then on; compare [#fingerprint()] with what stands on the shares.
public final class RegistrarKey {
    /// The file's name in a vault's folder of keys.
    public static final String FILE = "registrar.json";

    private final Form form;

    /// @param commitments one for each share, in hexadecimal
    private record Form(int format, String kem, String publicKey, int shares, int needed, List<String> commitments) {
        private static final int FORMAT = 1;
        private static final int MOST_BYTES = 1 << 16;
        private static final String KEM = "X25519-HKDF-SHA256";

        boolean isWhole() {
            return format == FORMAT
                    && KEM.equals(kem)
                    && publicKey.matches("[0-9a-f]{64}")
                    && needed >= 2
                    && shares >= needed
                    && commitments.size() == shares;
        }
    }

    /// A new registrar: the public half for the vault, the shares for their holders.
    ///
    /// @param key    what the vault keeps
    /// @param shares what nobody keeps in one place; the caller closes them
    public record Founding(RegistrarKey key, List<Share> shares) {}

    private RegistrarKey(Form form) {
        this.form = form;
    }

    /// Makes a key pair and splits the private key, which is gone when this returns.
    ///
    /// @param needed at least 2: nobody reads the directory alone
    /// @param shares `needed` to 50
    public static Founding found(int shares, int needed) {
        if (needed < 2) throw new IllegalArgumentException("at least 2 shares are needed to read, not " + needed);
        if (shares < needed || shares > 50) {
            throw new IllegalArgumentException(
                    "%d shares: there are %d (as many as are needed) to 50".formatted(shares, needed));
        }
        try (Secret privateKey = Secret.random(HpkeBox.KEY_BYTES)) {
            byte[] publicKey = HpkeBox.publicKeyOf(privateKey);
            String fingerprint = Share.fingerprint(publicKey);
            List<Share> made = new ArrayList<>();
            List<String> commitments = new ArrayList<>();
            for (SecretSharing.Point point :
                    SecretSharing.split(privateKey.bytes(), needed, shares, new SecureRandom())) {
                Secret value = Secret.taking(point.values());
                made.add(new Share(fingerprint, point.x(), shares, needed, false, value));
                commitments.add(HexFormat.of().formatHex(Share.commitment(point.x(), value)));
            }
            Form form =
                    new Form(Form.FORMAT, Form.KEM, HexFormat.of().formatHex(publicKey), shares, needed, commitments);
            return new Founding(new RegistrarKey(form), made);
        }
    }

    /// @throws RegistrarException if there is none, or it is damaged
    public static RegistrarKey load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Form form = JsonMapper.shared().readValue(in.readNBytes(Form.MOST_BYTES), Form.class);
            if (form.isWhole()) return new RegistrarKey(form);
        } catch (NoSuchFileException _) {
            throw new RegistrarException(
                    file + ": this vault has no registrar yet; make one with: beholden registrar init");
        } catch (JacksonException _) {
            // said below
        }
        throw new RegistrarException(file + ": damaged, or of a form that this version does not know; put it back from"
                + " its copy, which holds nothing secret");
    }

    /// Writes a new file.
    ///
    /// @throws FileAlreadyExistsException if there is one: nobody could read the entries sealed to the old key
    ///                                    together with new ones
    public void save(Path file) throws IOException {
        byte[] json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(form);
        try {
            Files.write(file, json, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException _) {
            throw new FileAlreadyExistsException(file + ": this vault has a registrar already");
        }
    }

    /// 16 hexadecimal digits that also stand on every share.
    public String fingerprint() {
        return Share.fingerprint(publicKey());
    }

    public int shares() {
        return form.shares();
    }

    /// How many shares it takes to read: at least 2.
    public int needed() {
        return form.needed();
    }

    /// Puts the private key together from opened shares. The shares stay as they are and are closed by the
    /// caller, as is the result, which should live no longer than one reading.
    ///
    /// @throws RegistrarException if they are too few, or one is foreign, changed or given twice; it is named
    public Registrar open(List<Share> shares) throws RegistrarException {
        List<SecretSharing.Point> points = new ArrayList<>();
        for (Share share : shares) {
            requireGenuine(share);
            if (points.stream().anyMatch(point -> point.x() == share.number())) {
                throw new RegistrarException(
                        "share " + share.number() + " is given twice; it takes " + needed() + " different ones");
            }
            points.add(new SecretSharing.Point(share.number(), share.value().bytes()));
        }
        if (points.size() < needed()) {
            throw new RegistrarException(
                    "%d of the registrar's %d shares are needed to read the directory, and %d %s given"
                            .formatted(needed(), shares(), points.size(), points.size() == 1 ? "is" : "are"));
        }
        List<SecretSharing.Point> enough = points.subList(0, needed());
        Secret privateKey = Secret.taking(SecretSharing.combine(enough));
        if (!Arrays.equals(HpkeBox.publicKeyOf(privateKey), publicKey())) {
            privateKey.close();
            throw new RegistrarException("these shares do not make the private key of registrar " + fingerprint()
                    + "; registrar.json was changed");
        }
        return new Registrar(
                privateKey, enough.stream().map(SecretSharing.Point::x).toList());
    }

    byte[] publicKey() {
        return HexFormat.of().parseHex(form.publicKey());
    }

    private void requireGenuine(Share share) throws RegistrarException {
        if (share.sealed()) throw new IllegalArgumentException("the share was not opened with its passphrase");
        if (!share.registrar().equals(fingerprint())) {
            throw new RegistrarException("share " + share.number() + " belongs to registrar " + share.registrar()
                    + ", and this vault's is " + fingerprint());
        }
        boolean genuine = share.number() >= 1
                && share.number() <= shares()
                && MessageDigest.isEqual(
                        Share.commitment(share.number(), share.value()),
                        HexFormat.of().parseHex(form.commitments().get(share.number() - 1)));
        if (!genuine) {
            throw new RegistrarException("share " + share.number() + " is not the one that was made for this registrar:"
                    + " it was changed, or made up");
        }
    }
}
