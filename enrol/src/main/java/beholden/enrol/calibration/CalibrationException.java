package beholden.enrol.calibration;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A gallery cannot be calibrated, or its calibration cannot be used; the message says why and what to do.
public final class CalibrationException extends IOException {
    private static final long serialVersionUID = 1L;

    CalibrationException(String message) {
        super(message);
    }

    CalibrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
