package beholden.server.casework;

import beholden.vault.file.FileRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The paper that authorises the searches of a case: a warrant, an order, a mandate.
///
/// @param number 1 for the first version that the case had; a later one replaces none
/// @param name   as the file was called where it came from
/// @param bytes  its length, 1..[#LONGEST]
/// @param sha256 64 hexadecimal digits
/// @param received when it was accepted
/// @param file   null until all of it is sealed; sealing goes at the vault's constant rate
public record Document(
        int number,
        String name,
        DocumentType type,
        int bytes,
        String sha256,
        Instant received,
        @Nullable FileRef file) {
    /// Most bytes of a document. At the standard rate of one chunk of 32 KiB each 200 ms, sealing them takes some
    /// 13 seconds.
    public static final int LONGEST = 2_000_000;

    public boolean sealed() {
        return file != null;
    }

    Document sealedAs(FileRef ref) {
        return new Document(number, name, type, bytes, sha256, received, ref);
    }
}
