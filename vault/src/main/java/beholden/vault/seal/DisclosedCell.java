package beholden.vault.seal;

import beholden.vault.cell.Cell;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A cell together with the key that opens it and no other one.
///
/// The key says nothing of the agency's other cells: see [XAesGcmSealer]. Equal by cell and key; its text form
/// shows neither.
///
/// @param key 32 bytes; copied in and out
public record DisclosedCell(Cell cell, byte[] key) {
    /// Bytes of a key.
    public static final int KEY = 32;

    public DisclosedCell {
        if (key.length != KEY) throw new IllegalArgumentException("a cell's key has " + KEY + " bytes");
        key = key.clone();
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    /// The sealed content with its padding.
    ///
    /// @throws GeneralSecurityException if the key is not the one that sealed the cell, or the cell was altered
    public byte[] content() throws GeneralSecurityException {
        byte[] box = cell.box();
        int from = XAesGcmSealer.SALT + XAesGcmSealer.NONCE;
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(8 * XAesGcmSealer.TAG, box, XAesGcmSealer.SALT, XAesGcmSealer.NONCE));
        cipher.updateAAD(cell.label().bytes());
        try {
            return cipher.doFinal(box, from, box.length - from);
        } catch (AEADBadTagException e) {
            throw new GeneralSecurityException("the key does not open the cell, or the cell was altered", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DisclosedCell that && cell.equals(that.cell) && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return cell.hashCode();
    }

    @Override
    public String toString() {
        return "disclosed cell";
    }
}
