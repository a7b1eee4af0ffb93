package beholden.server.access;

import java.net.URI;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/// Headers that tell browsers what to forbid. Nothing is fetched from anywhere else, and nothing here is shown by
/// anybody else.
///
/// Answers are not kept (Spring Security's default), but for those that say themselves how long they hold.
final class BrowserHeaders {
    /// Style attributes are what the component library positions things with; style elements are not allowed.
    private static final String CONTENT = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' blob: data:",
            "connect-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'");

    private static final String PERMISSIONS = String.join(
            ", ",
            "publickey-credentials-get=(self)",
            "publickey-credentials-create=(self)",
            "camera=()",
            "microphone=()",
            "geolocation=()",
            "display-capture=()",
            "payment=()",
            "usb=()");

    private static final long YEAR = 31_536_000;

    private BrowserHeaders() {}

    static void write(HeadersConfigurer<HttpSecurity> headers, URI origin) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
        // A proxy adds TLS, so the request itself does not show it.
        if ("https".equals(origin.getScheme())) {
            headers.httpStrictTransportSecurity(
                    hsts -> hsts.maxAgeInSeconds(YEAR).requestMatcher(AnyRequestMatcher.INSTANCE));
        } else {
            headers.httpStrictTransportSecurity(hsts -> hsts.disable());
        }
    }
}
