package beholden.server.agency;

import beholden.server.route.OpenToAll;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Address that identity providers send browsers back to: hands what they say on to the page, which is addressed
/// after the hash.
@Controller
class ProviderReturn {
    private static final List<String> SAID = List.of("code", "state", "iss", "error");
    private static final int LONGEST = 4096;

    @OpenToAll
    @GetMapping("/oidc")
    ResponseEntity<Void> back(@RequestParam Map<String, String> parameters) {
        String said = SAID.stream()
                .filter(name -> parameters.getOrDefault(name, "").length() <= LONGEST)
                .filter(parameters::containsKey)
                .map(name -> name + "=" + URLEncoder.encode(parameters.getOrDefault(name, ""), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/#/oidc?" + said))
                .build();
    }
}
