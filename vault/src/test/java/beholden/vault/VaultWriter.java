package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.file.FileRef;
import beholden.vault.file.SealedFiles;
import beholden.vault.key.AgencyId;
import beholden.vault.key.FolderId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.log.SealedLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A second Java process in which several agencies append to a vault and one puts files into folders, each append
/// and each file told when it is recorded, until the process is killed.
///
/// It waits for a line on its input before it opens the vault, so that it can be started ahead.
final class VaultWriter implements AutoCloseable {

    private static final int LONGEST = 6000;
    private static final String FILE = "file ";
    /// New folders of one run: after 25 runs there is still a place in the keyring.
    private static final int FOLDERS = 8;

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
        AgencyId first = AgencyId.parse(arguments[3]);
        Thread.ofPlatform().start(() -> put(vault.files(), first));
        vault.start();
    }

    private static void put(SealedFiles files, AgencyId agency) {
        try {
            FolderId folder = new FolderId(agency, UUID.randomUUID());
            for (int number = 0; ; number++) {
                if (number < FOLDERS) folder = new FolderId(agency, UUID.randomUUID());
                FileRef ref = files.put(folder, event(FILE)).get();
                tell(FILE + folder.number() + " " + HexFormat.of().formatHex(ref.bytes()));
            }
        } catch (InterruptedException | ExecutionException _) {
            // the parent finds out that nothing is told any more
        }
    }

    static boolean isFile(String line) {
        return line.startsWith(FILE);
    }

    /// Reads a file that it said is recorded.
    ///
    /// @param agency the first one it wrote for
    static void assertThere(SealedFiles files, AgencyId agency, String line) throws IOException {
        List<String> told = List.of(line.split(" "));
        FolderId folder = new FolderId(agency, UUID.fromString(told.get(1)));
        FileRef ref = FileRef.of(HexFormat.of().parseHex(told.get(2)));
        assertThat(files.get(folder, ref)).isEqualTo(event(FILE));
    }

    private static void tell(String line) {
        System.out.print(line + "\n");
        System.out.flush();
    }

    private static void append(SealedLog log, int agency, int run) {
        try {
            for (int number = 0; ; number++) {
                String name = agency + "-" + run + "-" + number;
                log.append(event(name)).get();
                tell(name);
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
