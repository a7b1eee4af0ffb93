package beholden.gallery.onebit;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/// Memory for the codes of a gallery, all of which every search reads: 68 bytes a face of 512 values.
///
/// Where the machine has that much beside Java's heap, they are read when an index is opened, and not by the first
/// search. Where it has not, each search reads them from the disk.
public final class CodesMemory {
    private CodesMemory() {}

    /// Reads codes into memory when they are opened, as long as all of them fit.
    public static void readAhead(MMapDirectory directory) {
        directory.setPreload((file, _) -> isOfCodes(file) && fit(directory));
    }

    private static boolean fit(Directory directory) {
        try {
            return fit(bytes(directory, List.of(directory.listAll())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfCodes(String file) {
        return file.endsWith("." + OneBitVectorsFormat.CODES_EXTENSION);
    }

    /// Whether so many bytes of codes stay in memory.
    public static boolean fit(long bytes) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return bytes <= machine.getTotalMemorySize() - Runtime.getRuntime().maxMemory();
    }

    /// Bytes of the codes among these files.
    public static long bytes(Directory directory, Collection<String> files) throws IOException {
        long bytes = 0;
        for (String file : files) {
            if (isOfCodes(file)) bytes += directory.fileLength(file);
        }
        return bytes;
    }
}
