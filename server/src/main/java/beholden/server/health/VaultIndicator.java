package beholden.server.health;

import beholden.server.events.AgencyBooks;
import beholden.vault.Vault;
import beholden.vault.tick.VaultHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether records are written, and the ledger with them, and none are missing: without that nothing can be done
/// that has to be answered for.
@Component("vault")
final class VaultIndicator implements HealthIndicator {
    private final Vault vault;
    private final AgencyBooks books;
    private final StoreWatch watch;

    VaultIndicator(Vault vault, AgencyBooks books, StoreWatch watch) {
        this.vault = vault;
        this.books = books;
        this.watch = watch;
    }

    @Override
    public Health health() {
        VaultHealth health = vault.health();
        boolean isWhole = watch.isSound() && !books.areDamaged();
        return (health.trouble() == null && isWhole ? Health.up() : Health.down())
                .withDetail("whole", isWhole)
                .withDetail("warnings", health.warnings())
                .withDetail("delay", health.delay().toString())
                .build();
    }
}
