package beholden.ground;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/// Native libraries of jars, unpacked once into a folder that stays. Whatever unpacks its own each time it is loaded
/// leaves it in the temporary folder when its process is killed.
///
/// For example, `cache/native/29c1a0f2-libsqlitejdbc.so`; the number is the content's checksum, so that another version
/// has a file of its own.
public final class NativeLibraries {
    private NativeLibraries() {}

    /// Unpacks a library, unless it is there and whole. May be done by several processes at once.
    ///
    /// @param of       class of the jar that holds it
    /// @param resource absolute name in the jar, such as `/org/sqlite/native/Linux/x86_64/libsqlitejdbc.so`
    /// @param cache    folder in whose folder `native` it is kept; made if missing
    /// @throws IOException if there is no such library, or the cache cannot be written
    public static Path unpacked(Class<?> of, String resource, Path cache) throws IOException {
        URL url = of.getResource(resource);
        if (url == null || !(url.openConnection() instanceof JarURLConnection jar)) {
            throw new IOException(resource + ": no jar has this library");
        }
        ZipEntry entry = jar.getJarEntry();
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        Path file = cache.resolve("native").resolve("%08x-%s".formatted(entry.getCrc(), name));
        if (!isWhole(file, entry)) {
            DurableFile.makePrivateFolders(DurableFile.folderOf(file));
            try (InputStream in = jar.getInputStream()) {
                DurableFile.replacePrivately(file, in.readAllBytes());
            }
        }
        return file;
    }

    private static boolean isWhole(Path file, ZipEntry entry) throws IOException {
        if (!Files.exists(file) || Files.size(file) != entry.getSize()) return false;
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        return crc.getValue() == entry.getCrc();
    }
}
