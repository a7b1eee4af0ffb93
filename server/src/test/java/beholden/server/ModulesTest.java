package beholden.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void packages_use_of_each_other_what_is_public_and_never_in_a_circle() {
        ApplicationModules.of(BeholdenApplication.class).verify();
    }
}
