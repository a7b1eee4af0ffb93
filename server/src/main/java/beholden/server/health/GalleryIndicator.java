package beholden.server.health;

import beholden.gallery.Gallery;
import java.io.IOException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether the gallery is open.
@Component("gallery")
final class GalleryIndicator implements HealthIndicator {
    private final Gallery gallery;

    GalleryIndicator(Gallery gallery) {
        this.gallery = gallery;
    }

    @Override
    public Health health() {
        try {
            return Health.up().withDetail("faces", gallery.size()).build();
        } catch (IOException | RuntimeException _) {
            return Health.down().build();
        }
    }
}
