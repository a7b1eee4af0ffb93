package beholden.bench.server;

import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import beholden.server.Server;
import beholden.server.ServerSettings;
import beholden.server.agency.OperatorInvitation;
import beholden.server.agency.Ticket;
import beholden.server.installation.Installation;
import beholden.vault.Vault;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// The server in a process of its own, opened and started as `beholden serve` does it.
///
/// It takes a line at a time on standard input, first the root key in hexadecimal, and answers each with one line of
/// JSON; it serves until its input ends.
final class ServerProcess {
    static final String TIMES = "times";
    static final String INVITE = "invite";

    private final Server server;
    private final Installation installation;

    private ServerProcess(Server server, Installation installation) {
        this.server = server;
        this.installation = installation;
    }

    /// @param arguments folder of the installation, folder of the model pack, folder of prepared weights
    public static void main(String[] arguments) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Path folder = Path.of(arguments[0]);
        try (RootKey root = RootKey.of(Secret.taking(HexFormat.of().parseHex(orders.readLine())));
                Installation installation =
                        open(folder, root, ModelPack.read(Path.of(arguments[1])), Path.of(arguments[2]));
                Server server = Server.start(installation, new ServerSettings(0, null, null))) {
            say(server.origin().toString());
            ServerProcess process = new ServerProcess(server, installation);
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                say(process.answer(order));
            }
        }
    }

    private static Installation open(Path folder, RootKey root, ModelPack pack, Path cache) throws IOException {
        FaceEngine faces = FaceEngine.open(pack, cache, FaceSettings.DEFAULT);
        return Installation.open(
                folder,
                Vault.open(Installation.vaultOf(folder), root),
                faces,
                InstantSource.system(),
                System::nanoTime);
    }

    private static void say(Object answer) {
        System.out.println(JsonMapper.shared().writeValueAsString(answer));
        System.out.flush();
    }

    private Object answer(String order) {
        return switch (order) {
            case TIMES -> times();
            case INVITE -> invitation();
            default -> throw new IllegalArgumentException("no such order: " + order);
        };
    }

    private ServerTimes times() {
        MeterRegistry meters = server.part(MeterRegistry.class);
        Map<String, Double> steps = new LinkedHashMap<>();
        for (String step : ServerTimes.STEPS) {
            steps.put(step, meters.get("beholden.search." + step).timer().totalTime(TimeUnit.NANOSECONDS));
        }
        return new ServerTimes(steps, installation.faces().timeInNetworks().toNanos());
    }

    private Map<String, String> invitation() {
        Ticket ticket = server.part(OperatorInvitation.class).first();
        return Map.of("link", ticket.link().toString(), "code", ticket.code());
    }
}
