package beholden.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A file system mounted for a test, where the machine lets us.
final class Mount implements AutoCloseable {

    private final Path place;

    private Mount(Path place) {
        this.place = place;
    }

    /// A disk of so many bytes in an empty folder; skips the test where mounting is not possible.
    static Mount small(Path place, int bytes) throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", place.toString());
        return new Mount(place);
    }

    /// A folder that can only be read from now on; skips the test where mounting is not possible.
    static Mount readOnly(Path place) throws Exception {
        run("mount", "--bind", place.toString(), place.toString());
        Mount mount = new Mount(place);
        try {
            run("mount", "-o", "remount,ro,bind", place.toString());
            return mount;
        } catch (Throwable e) {
            mount.close();
            throw e;
        }
    }

    @Override
    public void close() throws Exception {
        run("umount", place.toString());
    }

    private static void run(String... command) throws Exception {
        List<String> said = new ArrayList<>();
        int status;
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.inputReader().lines().forEach(said::add);
            status = process.waitFor();
        } catch (IOException e) {
            status = -1;
            said.add(e.toString());
        }
        Assumptions.assumeTrue(status == 0, "skipped, since this machine does not let us mount: " + said);
    }
}
