package beholden.server.policy;

import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.route.AnyAccount;
import beholden.server.route.FreshTouch;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The policy: anybody who is signed in may read what he is judged by; the operator changes it.
@RestController
@RequestMapping("/api/v1")
class PolicyController {
    private final PolicyInForce policies;

    PolicyController(PolicyInForce policies) {
        this.policies = policies;
    }

    /// @param version  first 12 hexadecimal digits of the text's SHA-256
    /// @param proposal the change that was asked for, which waits for a second person
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String text,
            String version,
            List<ShownRule> rules,
            @Nullable UUID proposal) {
        static Shown of(Policy policy, @Nullable UUID proposal) {
            return new Shown(
                    policy.text(),
                    policy.version(),
                    policy.rules().stream().map(ShownRule::of).toList(),
                    proposal);
        }
    }

    /// @param when in CEL
    record ShownRule(String id, String title, Rule.Then then, String when, String says) {
        static ShownRule of(Rule rule) {
            return new ShownRule(rule.id(), rule.title(), rule.then(), rule.when(), rule.says());
        }
    }

    @AnyAccount
    @GetMapping("/policy")
    Shown policy() {
        return Shown.of(policies.now(), null);
    }

    @AnyAccount
    @GetMapping("/case-choices")
    PolicyChoices choices() {
        return policies.choices();
    }

    @PutMapping(
            path = "/policy",
            consumes = {"text/yaml", "application/yaml"})
    @PreAuthorize("hasRole('OPERATOR')")
    @FreshTouch
    @Operation(
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = "text/yaml", schema = @Schema(type = "string")),
                                @Content(mediaType = "application/yaml", schema = @Schema(type = "string"))
                            }))
    Shown change(@AuthenticationPrincipal SignedIn who, InputStream body) throws IOException {
        byte[] text = body.readNBytes(Policy.LONGEST + 1);
        if (text.length > Policy.LONGEST) {
            throw Refusal.invalid("policy: more than %,d bytes; it has at most those".formatted(Policy.LONGEST));
        }
        UUID proposal = policies.change(who, utf8(text)).orElse(null);
        return Shown.of(policies.now(), proposal);
    }

    private static String utf8(byte[] text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException _) {
            throw Refusal.invalid("policy: is not UTF-8; save it in that encoding");
        }
    }
}
