package beholden.server.errors;

import beholden.server.route.AnyAccount;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Fails inside, with a message that names an agency.
@Hidden
@RestController
class FaultyController {

    @AnyAccount
    @GetMapping("/api/v1/fault-for-a-test")
    String fail() {
        throw new IllegalStateException("Northmoor Constabulary", new IllegalArgumentException("Northmoor again"));
    }
}
