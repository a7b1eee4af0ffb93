package beholden.drill.world;

import beholden.vault.setup.Dummies;
import beholden.vault.setup.Pace;
import beholden.vault.setup.VaultParts;
import java.security.SecureRandom;
import java.util.Set;

/// A vault with one thing wrong, of the kind that a careless change would bring in. A drill that does not catch
/// it is blind, and what it says of the real vault is worth nothing.
public enum Mutant {
    REUSED_DUMMIES(
            "reused dummy bytes",
            "all dummy boxes are the same bytes under fresh labels",
            Set.of("boxes, repeated blocks")) {
        @Override
        public VaultParts applied(VaultParts parts) {
            byte[] reused = new byte[1 << 20];
            new SecureRandom().nextBytes(reused);
            Dummies fresh = parts.dummies();
            return parts.withDummies(length -> {
                byte[] bytes = fresh.bytes(length);
                if (length > LABEL) System.arraycopy(reused, 0, bytes, 0, Math.min(length, reused.length));
                return bytes;
            });
        }
    },

    TINK_PREFIX(
            "a Tink key prefix",
            "boxes begin with the five bytes by which Tink usually finds their key",
            Set.of("boxes, equal beginnings")) {
        @Override
        public VaultParts applied(VaultParts parts) {
            return parts.withSealer(new PrefixedSealer());
        }
    },

    REAL_FIRST(
            "real cells written first",
            "the cells of a tick are not shuffled",
            Set.of("ledger, insider's place in a tick, mean", "insider's place in a transaction, mean")) {
        @Override
        public VaultParts applied(VaultParts parts) {
            return parts.withArrangement(_ -> {});
        }
    },

    UNPADDED_BOX(
            "an unpadded box",
            "content is sealed as long as it is, and zeros fill up the row",
            Set.of("boxes, zeros at the end")) {
        @Override
        public VaultParts applied(VaultParts parts) {
            return parts.withSealer(new UnpaddedSealer(parts.sealer()));
        }
    },

    TENANT_IN_LOG(
            "a tenant id in a log line", "every append is logged with the agency's id", Set.of(CapturedLog.PLACE)) {
        @Override
        public VaultParts applied(VaultParts parts) {
            System.Logger log = System.getLogger("beholden.vault.Vault");
            return parts.withTrace(agency -> log.log(System.Logger.Level.INFO, "append for agency {0}", agency.hex()));
        }
    },

    COUNT_DEPENDENT_TICK(
            "a count-dependent tick",
            "a tick writes one cell more where real ones wait",
            Set.of("rows", "ledger, entries", "ledger, entries of a tick, mean")) {
        @Override
        public VaultParts applied(VaultParts parts) {
            return parts.withPace(new Pace() {
                @Override
                public int cells(int perTick, int waiting) {
                    return waiting > 0 ? perTick + 1 : perTick;
                }

                @Override
                public int most(int perTick) {
                    return perTick + 1;
                }
            });
        }
    };

    /// Bytes of a label; whatever is longer is a box.
    private static final int LABEL = 16;

    private final String title;
    private final String change;
    private final Set<String> giveaways;

    Mutant(String title, String change, Set<String> giveaways) {
        this.title = title;
        this.change = change;
        this.giveaways = giveaways;
    }

    /// Name of the mutant in the report.
    public String title() {
        return title;
    }

    /// The change that makes the mutant, in a sentence.
    public String change() {
        return change;
    }

    /// Signs that must give the mutant away: features that tell the worlds apart, or places where a secret is
    /// seen. One of them is enough, but whatever else may have changed is no sign that the drill sees this.
    public Set<String> giveaways() {
        return giveaways;
    }

    /// The parts of a vault with this thing wrong.
    public abstract VaultParts applied(VaultParts parts);
}
