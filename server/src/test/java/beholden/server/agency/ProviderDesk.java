package beholden.server.agency;

import beholden.provider.TestProvider;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A desk, and a real identity provider that its agencies can use.
final class ProviderDesk implements AutoCloseable {
    private final Desk desk;
    private final TestProvider provider;

    private ProviderDesk(Desk desk) {
        this.desk = desk;
        this.provider = TestProvider.start(desk.origin().resolve("/oidc"));
    }

    static ProviderDesk open(Path folder) throws Exception {
        Desk desk = Desk.open(folder);
        try {
            return new ProviderDesk(desk);
        } catch (RuntimeException | Error e) {
            desk.close();
            throw e;
        }
    }

    Desk desk() {
        return desk;
    }

    TestProvider provider() {
        return provider;
    }

    /// @return the pointer in the sign-in link
    String configure(Browser administrator, String client) {
        String link =
                configure(administrator, provider.issuer(), client).expect(200).text("configured.signInLink");
        return link.replaceFirst(".*/#/oidc/", "");
    }

    Answer configure(Browser administrator, String issuer, String client) {
        return administrator.put(
                "/identity-provider",
                Map.of("issuer", issuer, "clientId", client, "clientSecret", TestProvider.secretOf(client)));
    }

    /// Begins by the link, signs in at the provider, and brings the answer back.
    Answer signIn(Browser browser, String pointer, String user) throws Exception {
        return browser.post("/oidc/finish", atProvider(begin(browser, pointer), user));
    }

    URI begin(Browser browser, String pointer) {
        return URI.create(browser.post("/oidc/begin", Map.of("pointer", pointer))
                .expect(200)
                .text("location"));
    }

    /// Visits the provider for somebody who is signed in.
    Answer link(Browser browser, String user) throws Exception {
        URI location = URI.create(browser.post("/oidc/link").expect(200).text("location"));
        return browser.post("/oidc/finish", atProvider(location, user));
    }

    /// Signs in at the provider, and goes where it sends the browser.
    ///
    /// @return what the page reads after the hash
    Map<String, String> atProvider(URI location, String user) throws Exception {
        URI back = provider.signIn(location, user);
        Answer sentOn = desk.stranger().get("/" + back.getRawPath() + "?" + back.getRawQuery());
        String said = sentOn.expect(303).header("Location").replaceFirst("^/#/oidc\\?", "");
        return new HashMap<>(Arrays.stream(said.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))));
    }

    @Override
    public void close() throws Exception {
        provider.close();
        desk.close();
    }
}
