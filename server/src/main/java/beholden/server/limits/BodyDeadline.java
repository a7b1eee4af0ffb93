package beholden.server.limits;

import beholden.server.refusal.Refusal;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/// Ends requests whose bodies come too slowly: Tomcat knows a deadline for each read alone, which one byte now and
/// then meets for ever.
///
/// A body has 15 seconds, and one more for each 128 KiB that came: 77 MiB in less than eleven minutes. What is left of
/// one when its request is answered has no longer. And no more bodies are waited for at once than half of the
/// connections: others, such as those that ask whether the server is well, always find one.
///
/// Bodies that break off are done with some at a time: whoever hangs up thousands of connections at once would
/// otherwise put as many requests before those of others.
final class BodyDeadline extends ValveBase {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);
    private static final long BYTES_PER_SECOND = 128 << 10;
    private static final int MOST_DROPPED = 1 << 20;
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);
    private static final String BUSY = "Too many bodies are waited for; try again in some seconds.";

    private final Semaphore bodies;
    private final Semaphore breaks =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final LongSupplier nanos;

    /// @param connections that the server has at most
    /// @param nanos       monotonic time
    BodyDeadline(int connections, LongSupplier nanos) {
        super(true);
        this.bodies = new Semaphore(Math.max(1, connections / 2));
        this.nanos = nanos;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        if (isRead(coyote)) {
            getNext().invoke(request, response);
            return;
        }
        InputBuffer inner = coyote.getInputBuffer();
        Body body = new Body(coyote, inner);
        coyote.setInputBuffer(body);
        try {
            getNext().invoke(request, response);
            if (!request.isAsync() && !isRead(coyote)) {
                response.finishResponse();
                body.drop();
            }
        } finally {
            coyote.setInputBuffer(inner);
            body.end();
        }
    }

    /// Requests whose bodies broke off and that wait to be done with.
    int broken() {
        return breaks.getQueueLength();
    }

    private static boolean isRead(org.apache.coyote.Request coyote) {
        AtomicBoolean read = new AtomicBoolean();
        coyote.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    /// The body of one request, as it comes.
    private final class Body implements InputBuffer {
        private final org.apache.coyote.Request coyote;
        private final InputBuffer inner;
        private final long began = nanos.getAsLong();
        private long bytes;
        private boolean over;
        private boolean broke;

        Body(org.apache.coyote.Request coyote, InputBuffer inner) {
            this.coyote = coyote;
            this.inner = inner;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            // the cause is what its sender is told
            if (!bodies.tryAcquire()) throw givenUp(new IOException(Refusal.busy(COME_AGAIN, BUSY)));
            int count;
            try {
                count = inner.doRead(handler);
            } catch (IOException e) {
                breakOff();
                throw e;
            } finally {
                bodies.release();
            }
            if (count > 0) bytes += count;
            if (count >= 0 && nanos.getAsLong() - began > allowed()) {
                breakOff();
                throw givenUp(new SocketTimeoutException("the body comes too slowly"));
            }
            return count;
        }

        private void breakOff() {
            if (broke) return;
            breaks.acquireUninterruptibly();
            broke = true;
        }

        void end() {
            if (broke) breaks.release();
        }

        private long allowed() {
            return PATIENCE + TimeUnit.SECONDS.toNanos(bytes) / BYTES_PER_SECOND;
        }

        /// Reads on for a while after the answer, since a client that still sends would not see it otherwise.
        void drop() {
            long most = bytes + MOST_DROPPED;
            try {
                Dropped dropped = new Dropped();
                while (!over && !coyote.hasExpectation() && bytes < most && doRead(dropped) >= 0) {
                    // until its end
                }
            } catch (IOException _) {
                // it was answered; nobody asks how its body ended
            }
            if (!isRead(coyote)) coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }

        /// The connection ends with this request, or Tomcat would read on by itself.
        private IOException givenUp(IOException why) {
            over = true;
            coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            return why;
        }

        @Override
        public int available() {
            return inner.available();
        }
    }

    private static final class Dropped implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
