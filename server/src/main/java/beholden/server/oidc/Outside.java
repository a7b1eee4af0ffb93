package beholden.server.oidc;

import beholden.server.oidc.ProviderException.Reason;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/// Asks providers: over https, at public addresses, without redirects or cookies, for so long and so much.
///
/// Every piece of work has connections and TLS sessions of its own, so that no agency can tell by its waiting that
/// another one asked the same provider.
final class Outside {
    /// Discovery documents and key sets have some ten thousand.
    private static final long MOST_BYTES = 256 << 10;

    private static final Http1Config HEADERS = Http1Config.custom()
            .setMaxLineLength(16 << 10)
            .setMaxHeaderCount(200)
            .build();

    private static final Timeout SILENCE = Timeout.ofSeconds(5);
    private static final long WHOLE_SECONDS = 15;

    private final Addresses addresses;
    private final boolean plainLoopback;

    /// @param loopback whether this machine may be asked too, and without TLS
    Outside(boolean loopback) {
        this.addresses = new Addresses(loopback);
        this.plainLoopback = loopback;
    }

    /// Whether requests may go there, as far as can be told without looking the name up.
    boolean mayBeAsked(URI uri) {
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) return false;
        return "https".equals(uri.getScheme())
                || plainLoopback && "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
    }

    /// Does a piece of work that makes requests.
    ///
    /// @throws ProviderException also if it takes too long as a whole
    <T> T ask(Function<ClientHttpRequestFactory, T> work) {
        CloseableHttpClient client = client();
        FutureTask<T> task = new FutureTask<>(() -> work.apply(requests(client)));
        Thread.ofVirtual().start(task);
        try {
            return task.get(WHOLE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw ProviderException.of(failure);
            throw new ProviderException(Reason.FAILED);
        } catch (TimeoutException _) {
            throw new ProviderException(Reason.FAILED);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ProviderException(Reason.FAILED);
        } finally {
            // wakes the work up too, if it still waits for an answer
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private ClientHttpRequestFactory requests(CloseableHttpClient client) {
        HttpComponentsClientHttpRequestFactory factory = new HttpComponentsClientHttpRequestFactory(client);
        return (uri, method) -> {
            if (!mayBeAsked(uri)) throw new ProviderException(Reason.FAILED);
            return factory.createRequest(uri, method);
        };
    }

    private CloseableHttpClient client() {
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADERS)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(SILENCE)
                        .setSocketTimeout(SILENCE)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableDefaultUserAgent()
                .addResponseInterceptorLast((response, _, _) -> {
                    if (response instanceof ClassicHttpResponse answer && answer.getEntity() != null) {
                        answer.setEntity(new BoundedBody(
                                answer.getEntity(), MOST_BYTES, () -> connections.close(CloseMode.IMMEDIATE)));
                    }
                })
                .build();
    }
}
