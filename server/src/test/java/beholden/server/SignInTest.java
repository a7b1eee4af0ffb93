package beholden.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

    @Test
    void everybody_of_an_agency_signs_in(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            Answer session = desk.examiner().get("/session").expect(200);

            assertThat(session.json().get("signedIn").asBoolean()).isTrue();
            assertThat(session.text("account.name")).isEqualTo("Edwin Hale");
            assertThat(session.text("agency.name")).isEqualTo("Northmoor Constabulary");
            assertThat(desk.operator().get("/session").json().get("operator").asBoolean())
                    .isTrue();
        }
    }
}
