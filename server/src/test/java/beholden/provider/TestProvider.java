package beholden.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;

/// A real identity provider on a port of 127.0.0.1.
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "beholden-at-northmoor";
    public static final String OTHER_CLIENT = "beholden-at-southfen";
    public static final String EDWIN = "8f14e45f-edwin";
    public static final String ROSA = "c9f0f895-rosa";
    static final String PASSWORD = "correct horse";

    private final ConfigurableApplicationContext context;
    private final URI issuer;

    private TestProvider(ConfigurableApplicationContext context) {
        this.context = context;
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        this.issuer = URI.create("http://127.0.0.1:" + port);
    }

    /// @param comesBackTo the one address that it sends browsers back to
    public static TestProvider start(URI comesBackTo) {
        return new TestProvider(new SpringApplicationBuilder(ProviderApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        // not the file of the server under test, which is on the same path
                        "--spring.config.name=provider",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--logging.level.root=warn",
                        "--springdoc.api-docs.enabled=false",
                        "--provider.comes-back-to=" + comesBackTo));
    }

    public static String secretOf(String client) {
        return "secret-of-" + client;
    }

    public String issuer() {
        return issuer.toString();
    }

    /// Has ID tokens made by `forger` from now on.
    public void forge(Forgery.Forger forger) {
        forgery().with(forger);
    }

    public void beHonest() {
        forgery().with(null);
    }

    private Forgery forgery() {
        return (Forgery) Objects.requireNonNull(
                context.getBean("forgery", FilterRegistrationBean.class).getFilter());
    }

    /// The claims, signed by a key.
    public static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer, RSAKey names)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(names.getKeyID()).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    /// Does what somebody's browser does at the provider: opens the page, signs in, and is sent back.
    ///
    /// @return where to, which the browser does not open yet
    public URI signIn(URI location, String user) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<String> form = get(browser, location);
            if (form.statusCode() != 302) throw new AssertionError("no way to the form: " + form);
            String fields = "username=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password="
                    + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
            HttpResponse<String> signedIn = browser.send(
                    HttpRequest.newBuilder(issuer.resolve("/login"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(fields))
                            .build(),
                    BodyHandlers.ofString());
            return location(get(browser, location(signedIn)));
        }
    }

    private static HttpResponse<String> get(HttpClient browser, URI uri) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(uri).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private static URI location(HttpResponse<String> response) {
        return response.uri()
                .resolve(response.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new AssertionError("not sent on: " + response.body())));
    }

    @Override
    public void close() {
        context.close();
    }
}
