package beholden.vault.control;

import beholden.vault.control.Order.RotateOperational;
import beholden.vault.control.Order.RotateRoot;
import beholden.vault.control.Order.Shred;
import beholden.vault.control.Order.StartEpoch;
import beholden.vault.key.AgencyId;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.Pkcs11RootKey;
import beholden.vault.key.RootKeyChange;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// An order as it crosses the socket, in JSON; secrets as arrays, in base64, so that no string holds them.
///
/// @param passphrase    of the vault's root key
/// @param newPassphrase of a new root key, in `file`, or in a token: `library`, `slot` and `key`
/// @param agency        in hexadecimal digits
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderForm(
        int format,
        @Nullable String order,
        byte @Nullable [] passphrase,
        byte @Nullable [] newPassphrase,
        @Nullable String file,
        @Nullable String library,
        @Nullable Integer slot,
        @Nullable String key,
        @Nullable String agency,
        @Nullable Integer epoch)
        implements AutoCloseable {

    private static final int FORMAT = 1;
    private static final String ROOT = "rotate-root";
    private static final String OPERATIONAL = "rotate-operational";
    private static final String EPOCH = "rotate-epoch";
    private static final String SHRED = "shred";

    /// The caller closes it.
    static OrderForm of(Order order, Secret passphrase) {
        byte[] secret = passphrase.bytes().clone();
        return switch (order) {
            case RotateRoot(RootKeyChange change) -> {
                byte[] fresh = change.newPassphrase().bytes().clone();
                yield switch (change.to()) {
                    case RootKeyPlace.InFile(Path path) ->
                        new OrderForm(FORMAT, ROOT, secret, fresh, path.toString(), null, null, null, null, null);
                    case RootKeyPlace.InToken(Pkcs11RootKey.Place place) ->
                        new OrderForm(
                                FORMAT,
                                ROOT,
                                secret,
                                fresh,
                                null,
                                place.library().toString(),
                                place.slotIndex(),
                                place.keyLabel(),
                                null,
                                null);
                };
            }
            case RotateOperational() ->
                new OrderForm(FORMAT, OPERATIONAL, secret, null, null, null, null, null, null, null);
            case StartEpoch(AgencyId agency) ->
                new OrderForm(FORMAT, EPOCH, secret, null, null, null, null, null, agency.hex(), null);
            case Shred(AgencyId agency, Integer epoch) ->
                new OrderForm(FORMAT, SHRED, secret, null, null, null, null, null, agency.hex(), epoch);
        };
    }

    /// @throws IllegalArgumentException if it is no order of this form
    static OrderForm parse(byte[] json, int length) {
        try {
            OrderForm form = JsonMapper.shared().readValue(json, 0, length, OrderForm.class);
            if (form != null && form.format == FORMAT) return form;
        } catch (JacksonException _) {
            // said below, without what was sent
        }
        throw unknown();
    }

    /// The passphrase that comes with it, closed with this.
    Secret secret() {
        return Secret.taking(required(passphrase));
    }

    /// The order itself; what is secret in it is closed with this.
    ///
    /// @param cost of a guess at the passphrase of a new root key's file
    /// @throws IllegalArgumentException if it is none that this version knows
    Order order(Argon2Cost cost) {
        return switch (required(order)) {
            case ROOT ->
                new RotateRoot(new RootKeyChange(place(), secret(), Secret.taking(required(newPassphrase)), cost));
            case OPERATIONAL -> new RotateOperational();
            case EPOCH -> new StartEpoch(AgencyId.parse(required(agency)));
            case SHRED -> new Shred(AgencyId.parse(required(agency)), epoch);
            default -> throw unknown();
        };
    }

    private RootKeyPlace place() {
        return file != null
                ? new RootKeyPlace.InFile(Path.of(file))
                : new RootKeyPlace.InToken(
                        new Pkcs11RootKey.Place(Path.of(required(library)), required(slot), required(key)));
    }

    private static <T> T required(@Nullable T part) {
        if (part == null) throw unknown();
        return part;
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "no order that this version of the vault's process knows; is the command of another version?");
    }

    @Override
    public void close() {
        if (passphrase != null) Arrays.fill(passphrase, (byte) 0);
        if (newPassphrase != null) Arrays.fill(newPassphrase, (byte) 0);
    }

    @Override
    public String toString() {
        return "OrderForm[hidden]";
    }
}
