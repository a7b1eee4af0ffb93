package beholden.server.oidc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/// The body of an answer, as far as it is read.
final class BoundedBody extends HttpEntityWrapper {
    private final long most;
    private final Runnable hangUp;

    /// @param hangUp ends the connection, so that nothing waits for the rest
    BoundedBody(HttpEntity body, long most, Runnable hangUp) {
        super(body);
        this.most = most;
        this.hangUp = hangUp;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Counted(super.getContent());
    }

    private final class Counted extends FilterInputStream {
        private long read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = in.read(into, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int more) throws IOException {
            read += more;
            if (read > most) {
                hangUp.run();
                throw new IOException("an answer of more than " + most + " bytes");
            }
        }
    }
}
