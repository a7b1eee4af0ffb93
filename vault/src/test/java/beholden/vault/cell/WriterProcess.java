package beholden.vault.cell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A second Java process that writes to a store, says what it has done, and is killed.
final class WriterProcess implements AutoCloseable {
    static final int CELLS_PER_BATCH = 5;

    private final Process process;
    private final BufferedReader output;

    private WriterProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// @param work `insert` or `compact`
    static WriterProcess start(String work, CellAddress address, int run) throws IOException {
        return new WriterProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file", ""),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WriterProcess.class.getName(),
                        work,
                        address.toString(),
                        Integer.toString(run))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public static void main(String[] arguments) throws IOException {
        CellAddress address = CellAddress.of(arguments[1]);
        int run = Integer.parseInt(arguments[2]);
        if (arguments[0].equals("insert")) {
            CellStore store = CellStores.open(address, Cells.BOX);
            for (int number = 0; ; number++) {
                store.insert(batch(run, number));
                System.out.println(number);
            }
        } else {
            CellKeeper keeper = CellStores.keep(address, Cells.BOX);
            for (int number = 0; ; number++) {
                keeper.compact();
                System.out.println(number);
            }
        }
    }

    static List<Cell> batch(int run, int number) {
        return new Cells(run * 1_000_000L + number).next(CELLS_PER_BATCH);
    }

    /// The next line it prints; null when it has ended.
    @Nullable
    String line() throws IOException {
        return output.readLine();
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    void kill() throws InterruptedException {
        // Through the handle, which leaves open what the process has printed.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
