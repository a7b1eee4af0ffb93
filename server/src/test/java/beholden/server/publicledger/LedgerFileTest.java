package beholden.server.publicledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerFileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoint",
                "checkpoint.cosigned",
                "log.pub",
                "tile/0/000",
                "tile/1/000.p/17",
                "tile/entries/x001/x234/067",
                "handover/0123abcd-89ef0123"
            })
    void what_auditors_need_is_served(String path) {
        assertThat(LedgerFile.of(path))
                .hasValueSatisfying(file -> assertThat(file.path()).isEqualTo(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "journal",
                "lock",
                "writing",
                "log.pub.new",
                "checkpoint/",
                "./checkpoint",
                "../vault.json",
                "tile/../journal",
                "tile/0/../../journal",
                "tile/0/000/",
                "tile/0/000.p/256",
                "tile/0/1",
                "tile/0/x000/000",
                "tile/00/000",
                "tile/-1/000",
                "tile/0/000\u0000",
                "tile\\0\\000",
                "handover/",
                "handover/..",
                "handover/0123abcd-89ef0123/../../journal",
                "handover/0123ABCD-89ef0123",
                "%2e%2e/vault.json"
            })
    void nothing_else_is(String path) {
        assertThat(LedgerFile.of(path)).isEmpty();
    }
}
