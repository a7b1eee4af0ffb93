package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.agency.AccountEvent.RecoveryProposed;
import beholden.server.events.AccountId;
import beholden.server.events.EventCoding;
import beholden.server.events.EventKinds;
import beholden.server.events.Recorded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.cbor.CBORMapper;

class AccountEventTest {

    @Test
    void a_recovery_that_was_proposed_before_there_were_proposals_is_read_and_changes_nothing() throws Exception {
        AccountId account = AccountId.random();
        byte[] written = CBORMapper.builder()
                .build()
                .writeValueAsBytes(Map.of(
                        "at", 1_764_000_000_000L,
                        "by", AccountId.random().value(),
                        "event", Map.of("is", "recovery-proposed", "a", account.value())));

        Recorded read = new EventCoding(List.of(EventKinds.of(AccountEvent.class, Accounts::new))).decode(0, written);

        assertThat(read.event()).isEqualTo(new RecoveryProposed(account));
        Accounts accounts = new Accounts();
        accounts.apply(read);
        assertThat(accounts.all()).isEmpty();
        Leaders leaders = new Leaders();
        leaders.apply(read);
        assertThat(leaders.proposals()).isEmpty();
    }
}
