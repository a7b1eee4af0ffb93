package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A second Java process in which several agencies append to a vault, each append told when it is recorded,
/// until the process is killed.
///
/// It waits for a line on its input before it opens the vault, so that it can be started ahead.
final class VaultWriter implements AutoCloseable {

    private static final int LONGEST = 6000;

    private final Process process;
    private final BufferedReader output;

    private VaultWriter(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static VaultWriter start(Path folder, byte[] rootKey, List<AgencyId> agencies, int run) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                VaultWriter.class.getName(),
                folder.toString(),
                HexFormat.of().formatHex(rootKey),
                Integer.toString(run)));
        agencies.forEach(agency -> command.add(agency.hex()));
        return new VaultWriter(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    public static void main(String[] arguments) throws IOException {
        System.in.read();
        Vault vault = Vault.open(
                Path.of(arguments[0]), RootKey.of(Secret.taking(HexFormat.of().parseHex(arguments[1]))));
        int run = Integer.parseInt(arguments[2]);
        for (int i = 3; i < arguments.length; i++) {
            int agency = i - 3;
            SealedLog log = vault.log(AgencyId.parse(arguments[i]));
            Thread.ofPlatform().start(() -> append(log, agency, run));
        }
        vault.start();
    }

    private static void append(SealedLog log, int agency, int run) {
        try {
            PrintStream told = System.out;
            for (int number = 0; ; number++) {
                String name = agency + "-" + run + "-" + number;
                log.append(event(name)).get();
                told.print(name + "\n");
                told.flush();
            }
        } catch (InterruptedException | ExecutionException _) {
            // the parent finds out that nothing is told any more
        }
    }

    /// An event that says its name and is one to seven cells long, always the same for the same name.
    static byte[] event(String name) {
        byte[] event = new byte[name.length() + 1 + new Random(name.hashCode()).nextInt(LONGEST)];
        Arrays.fill(event, (byte) '.');
        System.arraycopy(VaultFixture.bytes(name), 0, event, 0, name.length());
        return event;
    }

    static String name(byte[] event) {
        String text = new String(event, StandardCharsets.US_ASCII);
        return text.substring(0, text.indexOf('.'));
    }

    /// Opens the vault and begins.
    void begin() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
    }

    /// The name of the next append that it says is recorded; null if it has ended.
    @Nullable
    String line() throws IOException {
        return output.readLine();
    }

    /// SIGKILL at a moment that nothing in it waits for; gives the names of the other appends that it said were
    /// recorded.
    List<String> killAfter(int millis) throws InterruptedException, IOException {
        assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS))
                .as("the writer ended by itself")
                .isFalse();
        // through the handle, which leaves open what the process has printed
        process.toHandle().destroyForcibly();
        process.waitFor();
        List<String> recorded = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            recorded.add(line);
        }
        return recorded;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
