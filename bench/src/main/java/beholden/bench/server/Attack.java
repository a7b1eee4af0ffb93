package beholden.bench.server;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/// Ways in which one account keeps a server busy.
enum Attack {
    SIGN_INS("sign-ins with one passkey"),
    TINY_GIFS("GIFs of 35 bytes, 59 megapixels"),
    LARGEST_PHOTOS("blank PNGs of 59 megapixels"),
    ALIGNED_PICTURES("aligned pictures"),
    REPORTS("reports"),
    UNFINISHED_BODIES("bodies that do not come"),
    SEARCHES("searches");

    private static final int SIDE = 7_700;
    private static final int HELD_BY_EACH = 128;
    private static final int REFUSED = 503;
    private static final int READ_MILLIS = 200;
    private static final byte[] GIF =
            HexFormat.of().parseHex("474946383961141e141e800000000000ffffff2c00000000010001000002024401003b");

    private final String title;

    Attack(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// One act of an attacker, such as a sign-in, done over and over; returns the status of the answer.
    @FunctionalInterface
    interface Blow extends AutoCloseable {
        int strike() throws IOException;

        @Override
        default void close() throws IOException {}
    }

    /// A blow for one thread.
    ///
    /// @param search one that the attacker made before
    /// @param photo  with faces
    Blow blow(Onboarding.Person who, URI origin, String search, byte[] photo) throws IOException {
        Examiner by = who.examiner();
        return switch (this) {
            case SIGN_INS -> () -> who.browser().again().signIn().status();
            case TINY_GIFS -> () -> by.upload(origin, GIF).status();
            case LARGEST_PHOTOS -> {
                byte[] blank = blank();
                yield () -> by.upload(origin, blank).status();
            }
            case ALIGNED_PICTURES -> {
                // each size is made anew
                AtomicInteger size = new AtomicInteger();
                yield () -> by.aligned(origin, search, 128 + size.getAndIncrement() % 800)
                        .status();
            }
            case REPORTS -> () -> who.browser().report(search).status();
            case UNFINISHED_BODIES -> new Unfinished(origin);
            case SEARCHES ->
                () -> {
                    Answer uploaded = by.upload(origin, photo);
                    return uploaded.status() == 201
                            ? by.search(origin, uploaded.json().get("id").asString(), 1)
                                    .status()
                            : uploaded.status();
                };
        };
    }

    private static byte[] blank() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY), "png", png);
        return png.toByteArray();
    }

    /// Connections with requests whose bodies do not come; one that ends is replaced.
    private static final class Unfinished implements Blow {
        private final URI origin;
        private final Deque<Socket> held = new ArrayDeque<>();

        Unfinished(URI origin) {
            this.origin = origin;
        }

        @Override
        public int strike() throws IOException {
            if (held.size() < HELD_BY_EACH) {
                Socket socket = new Socket(origin.getHost(), origin.getPort());
                socket.setSoTimeout(READ_MILLIS);
                socket.getOutputStream()
                        .write(("POST /api/v1/invitations/look HTTP/1.1\r\nHost: " + origin.getAuthority()
                                        + "\r\nCookie: XSRF-TOKEN=x\r\nX-XSRF-TOKEN: x"
                                        + "\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
                held.add(socket);
                return 0;
            }
            Socket oldest = held.remove();
            try {
                // an answer, or the end
                oldest.getInputStream().read();
                oldest.close();
                return REFUSED;
            } catch (SocketTimeoutException _) {
                held.add(oldest);
                return 0;
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : held) socket.close();
        }
    }
}
