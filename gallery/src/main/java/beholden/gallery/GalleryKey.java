package beholden.gallery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/// The 32 secret bytes a gallery's rotation is derived from.
///
/// A key file is one line of 64 hexadecimal digits that its owner alone may read. Whoever loses it has to enrol every
/// face again; whoever leaks it can undo the rotation. [#close()] overwrites the bytes in memory.
public final class GalleryKey implements AutoCloseable {

    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] bytes;
    private boolean closed;

    private GalleryKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A new key from the system's random numbers.
    public static GalleryKey generate() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new GalleryKey(random);
    }

    /// A key kept elsewhere, as in a hardware module.
    ///
    /// @param bytes exactly 32; copied
    public static GalleryKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a gallery key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new GalleryKey(bytes.clone());
    }

    /// @throws WrongKeyException if the file is absent, is no key, or others may read it
    public static GalleryKey load(Path file) throws IOException {
        byte[] text;
        try {
            requireOwnerOnly(file);
            text = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw new WrongKeyException(file + ": no such key file; give the key the gallery was made with");
        }
        try {
            int digits = text.length;
            while (digits > 0 && Character.isWhitespace(text[digits - 1])) {
                digits--;
            }
            byte[] key = digits == 2 * BYTES ? hexToBytes(text) : null;
            if (key == null) {
                throw new WrongKeyException(
                        file + ": not a gallery key; a key file is one line of " + 2 * BYTES + " hexadecimal digits");
            }
            return new GalleryKey(key);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /// Writes the key to a new file that its owner alone may read; on disk when this returns.
    ///
    /// @throws FileAlreadyExistsException if there is a file already: keys are never overwritten
    public void save(Path file) throws IOException {
        byte[] text = new byte[2 * BYTES + 1];
        for (int i = 0; i < BYTES; i++) {
            text[2 * i] = (byte) HexFormat.of().toHighHexDigit(secret()[i]);
            text[2 * i + 1] = (byte) HexFormat.of().toLowHexDigit(secret()[i]);
        }
        text[2 * BYTES] = '\n';
        FileAttribute<?>[] attributes = hasPosixPermissions(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (FileChannel out =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer buffer = ByteBuffer.wrap(text);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        } catch (FileAlreadyExistsException _) {
            throw new FileAlreadyExistsException(file + ": exists already; a key is never overwritten");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /// Bytes for one purpose, from which neither the key nor the bytes of another purpose can be told.
    ///
    /// HKDF-SHA256 (RFC 5869) with an empty salt and `purpose` as info.
    byte[] derive(String purpose, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret())
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HKDF-SHA256; use JDK 25", e);
        }
    }

    /// Overwrites the key in memory; a gallery opened with it stays open.
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
        closed = true;
    }

    @Override
    public String toString() {
        return "GalleryKey[hidden]";
    }

    private byte[] secret() {
        if (closed) {
            throw new IllegalStateException("the gallery key was closed");
        }
        return bytes;
    }

    private static byte @Nullable [] hexToBytes(byte[] text) {
        byte[] key = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            if (!HexFormat.isHexDigit(text[2 * i]) || !HexFormat.isHexDigit(text[2 * i + 1])) {
                return null;
            }
            key[i] = (byte) (HexFormat.fromHexDigit(text[2 * i]) << 4 | HexFormat.fromHexDigit(text[2 * i + 1]));
        }
        return key;
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        if (!hasPosixPermissions(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream()
                .anyMatch(p -> p.name().startsWith("GROUP_") || p.name().startsWith("OTHERS_"))) {
            throw new WrongKeyException(file + ": others than its owner may use this key file ("
                    + PosixFilePermissions.toString(permissions) + "); run: chmod 600 " + file);
        }
    }

    private static boolean hasPosixPermissions(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
