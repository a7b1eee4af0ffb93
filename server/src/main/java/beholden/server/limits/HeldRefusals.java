package beholden.server.limits;

import beholden.server.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/// Holds back for a second what refuses a caller who asks too often or finds no room, such as the 429 for a search too
/// many.
///
/// A program that asks again at once would have thousands of refusals a minute, and others would wait for the cores
/// that those take. Held, it has one a second on each of its connections. So many are held at once; more are answered
/// at once, since each holds a connection too.
final class HeldRefusals implements HandlerExceptionResolver {
    static final Duration TIME = Duration.ofSeconds(1);
    static final int MOST = 512;

    private final Wait wait;
    private final Semaphore free = new Semaphore(MOST);

    /// @param wait how a thread waits
    HeldRefusals(Wait wait) {
        this.wait = wait;
    }

    @FunctionalInterface
    interface Wait {
        void during(Duration time) throws InterruptedException;
    }

    /// Others make the answer.
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        answering(e);
        return null;
    }

    /// Waits before an exception is answered, where there is cause to.
    void answering(Exception e) {
        if (isToComeAgain(e) && free.tryAcquire()) hold();
    }

    private static boolean isToComeAgain(Exception e) {
        return switch (e) {
            case Refusal.TooMany _, Refusal.Busy _ -> true;
            case ErrorResponseException said -> said.getStatusCode() == HttpStatus.TOO_MANY_REQUESTS;
            default -> false;
        };
    }

    private void hold() {
        try {
            wait.during(TIME);
        } catch (InterruptedException _) {
            // a server that stops answers at once
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }
}
