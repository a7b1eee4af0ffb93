package beholden.vault.control;

import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKeyChange;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Deeds open to whoever knows the passphrase of an open vault's root key.
public sealed interface Order {

    /// Outcome of an order.
    ///
    /// @param epoch the epoch that was started
    /// @param vkey  what verifies the ledger's checkpoints from now on
    record Outcome(@Nullable Integer epoch, @Nullable String vkey) {
        private static final Outcome DONE = new Outcome(null, null);
    }

    Outcome carryOut(Vault vault) throws IOException;

    /// See [Vault#rotateRoot].
    record RotateRoot(RootKeyChange change) implements Order {
        @Override
        public Outcome carryOut(Vault vault) throws IOException {
            return new Outcome(null, vault.rotateRoot(change).vkey());
        }
    }

    /// See [beholden.vault.key.Keyring#rotateOperational].
    record RotateOperational() implements Order {
        @Override
        public Outcome carryOut(Vault vault) throws IOException {
            vault.keyring().rotateOperational();
            return Outcome.DONE;
        }
    }

    /// See [Vault#startEpoch].
    record StartEpoch(AgencyId agency) implements Order {
        @Override
        public Outcome carryOut(Vault vault) throws IOException {
            return new Outcome(vault.startEpoch(agency), null);
        }
    }

    /// See [Vault#shred(AgencyId)].
    ///
    /// @param epoch null for all of the agency
    record Shred(AgencyId agency, @Nullable Integer epoch) implements Order {
        @Override
        public Outcome carryOut(Vault vault) throws IOException {
            if (epoch == null) {
                vault.shred(agency);
            } else {
                vault.shred(agency, epoch);
            }
            return Outcome.DONE;
        }
    }
}
