package beholden.server.idempotency;

import beholden.ground.Sha256;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that is hashed as it is read, so that no body is held for it.
///
/// Forms of files are hashed part by part, since what separates the parts is drawn anew for every sending.
final class AskedFor extends HttpServletRequestWrapper {
    private final MessageDigest digest;
    private final boolean form;
    private @Nullable Hashing body;
    private long read;

    private AskedFor(HttpServletRequest request, boolean form) {
        super(request);
        this.form = form;
        digest = Sha256.digest();
        add(request.getMethod());
        add(request.getRequestURI());
        add(request.getQueryString());
    }

    /// @throws IOException      if the body cannot be read
    /// @throws ServletException if it is a form, and broken
    static AskedFor of(HttpServletRequest request) throws IOException, ServletException {
        String type = request.getContentType();
        boolean form = type != null && type.startsWith("multipart/");
        AskedFor asked = new AskedFor(request, form);
        if (form) {
            for (Part part : request.getParts()) asked.add(part);
        } else {
            asked.add(type);
        }
        return asked;
    }

    private void add(@Nullable String text) {
        byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        addLength(bytes.length);
        digest.update(bytes);
    }

    // so that the end of one thing is never the beginning of the next
    private void addLength(long length) {
        digest.update(Long.toString(length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
    }

    private void add(Part part) throws IOException {
        add(part.getName());
        add(part.getSubmittedFileName());
        add(part.getContentType());
        addLength(part.getSize());
        try (InputStream in = part.getInputStream()) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
    }

    /// SHA-256 of all of it, what nobody has read yet included; empty if it did not come whole.
    Optional<byte[]> hash() {
        try {
            if (!form) getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            return Optional.empty();
        }
        boolean whole = form || getContentLengthLong() < 0 || read == getContentLengthLong();
        return whole ? Optional.of(digest.digest()) : Optional.empty();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) body = new Hashing(super.getInputStream());
        return body;
    }

    private final class Hashing extends ServletInputStream {
        private final ServletInputStream in;

        private Hashing(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int count = in.read(bytes, from, most);
            if (count > 0) {
                digest.update(bytes, from, count);
                read += count;
            }
            return count;
        }

        /// Leaves the body open: what nobody read is hashed before the answer goes out.
        @Override
        public void close() {}

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
