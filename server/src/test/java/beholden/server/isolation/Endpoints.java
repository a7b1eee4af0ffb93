package beholden.server.isolation;

import beholden.server.TestPdf;
import beholden.server.TestServer;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// How every endpoint is called, with the things of one agency or with things that there are not.
///
/// A new endpoint has a line here, or the test of isolation fails. `{case}` and so on stand for [Things].
final class Endpoints {

    /// Things that an answer of an endpoint may depend on.
    enum Kind {
        /// Depends on a thing of an agency that the request names: somebody else's answers as if there were none.
        NAMES_A_THING,
        /// Depends on the caller's agency alone: nothing that another agency does shows in it.
        OWN_AGENCY,
        /// Depends on nothing of any agency.
        NO_AGENCY
    }

    /// @param path below `/api/v1`, or below the root if it begins with `//`
    /// @param body JSON, or what `type` says; empty for none
    record Call(String method, String path, String type, String body, Kind kind) {

        Call filled(Things things) {
            return new Call(method, things.fill(path), type, things.fill(body), kind);
        }

        boolean names() {
            return !filled(Things.absent()).equals(this);
        }
    }

    private static final String JSON = "application/json";
    private static final String REASON = "{\"reason\":\"Asked for by a test.\"}";
    private static final String FORM = "multipart/form-data; boundary=b";
    private static final String PHOTO =
            "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"p.jpg\"\r\n\r\nno photo\r\n--b--\r\n";

    private Endpoints() {}

    /// Is sent no case: it takes nothing from the request, and would end what sends the others.
    static final String SIGN_OUT = "DELETE /api/v1/session";

    static final Map<String, Call> CALLS = Map.ofEntries(
            // cases and their documents
            own("GET /api/v1/cases", "/cases"),
            own("POST /api/v1/cases", "/cases", JSON, "{}"),
            thing("GET /api/v1/cases/{id}", "/cases/{case}"),
            thing("POST /api/v1/cases/{id}/shred", "/cases/{case}/shred", JSON, REASON),
            thing("POST /api/v1/cases/{id}/close", "/cases/{case}/close", JSON, REASON),
            thing(
                    "PUT /api/v1/cases/{id}/document",
                    "/cases/{case}/document",
                    "application/pdf",
                    TestPdf.text("another")),
            thing("GET /api/v1/cases/{id}/document", "/cases/{case}/document"),
            thing("GET /api/v1/cases/{id}/documents/{number}", "/cases/{case}/documents/1"),
            // probes and searches
            thing(
                    "POST /api/v1/cases/{id}/probes application/octet-stream",
                    "/cases/{case}/probes",
                    "image/jpeg",
                    "no photo"),
            thing("POST /api/v1/cases/{id}/probes multipart/form-data", "/cases/{case}/probes", FORM, PHOTO),
            thing("GET /api/v1/probes/{id}/image.jpg", "/probes/{probe}/image.jpg"),
            thing("GET /api/v1/probes/{id}/faces/{number}.jpg", "/probes/{probe}/faces/1.jpg"),
            thing(
                    "POST /api/v1/cases/{id}/searches",
                    "/cases/{case}/searches",
                    JSON,
                    "{\"probe\":\"{probe}\",\"face\":1}"),
            thing("GET /api/v1/cases/{id}/searches", "/cases/{case}/searches"),
            own("GET /api/v1/searches", "/searches?state=CANDIDATES"),
            thing("GET /api/v1/searches/{id}", "/searches/{search}"),
            thing(
                    "POST /api/v1/searches/{id}/approval",
                    "/searches/{search}/approval",
                    JSON,
                    "{\"approve\":true,\"reason\":\"Asked for by a test.\"}"),
            thing("GET /api/v1/searches/{id}/proof", "/searches/{search}/proof"),
            thing("GET /api/v1/searches/{id}/probe.jpg", "/searches/{search}/probe.jpg"),
            thing("GET /api/v1/searches/{id}/probe-crop.jpg", "/searches/{search}/probe-crop.jpg"),
            thing("GET /api/v1/searches/{id}/probe-aligned.jpg", "/searches/{search}/probe-aligned.jpg"),
            thing("GET /api/v1/searches/{id}/probe-aligned/landmarks", "/searches/{search}/probe-aligned/landmarks"),
            thing("GET /api/v1/searches/{id}/candidates/{rank}/crop.jpg", "/searches/{search}/candidates/1/crop.jpg"),
            thing(
                    "GET /api/v1/searches/{id}/candidates/{rank}/thumbnail.jpg",
                    "/searches/{search}/candidates/1/thumbnail.jpg"),
            thing(
                    "GET /api/v1/searches/{id}/candidates/{rank}/aligned.jpg",
                    "/searches/{search}/candidates/1/aligned.jpg"),
            thing(
                    "GET /api/v1/searches/{id}/candidates/{rank}/aligned/landmarks",
                    "/searches/{search}/candidates/1/aligned/landmarks"),
            thing("GET /api/v1/searches/{id}/report.pdf", "/searches/{search}/report.pdf"),
            thing("GET /api/v1/searches/{id}/report.json", "/searches/{search}/report.json"),
            // reviews
            none("GET /api/v1/facial-features", "/facial-features"),
            thing(
                    "PUT /api/v1/searches/{id}/dispositions",
                    "/searches/{search}/dispositions",
                    JSON,
                    "{\"dispositions\":[{\"rank\":2,\"disposition\":\"EXCLUDED\"}]}"),
            thing(
                    "PUT /api/v1/searches/{id}/candidates/{rank}/examination",
                    "/searches/{search}/candidates/2/examination",
                    JSON,
                    Casework.OPINION),
            own("GET /api/v1/reviews", "/reviews"),
            thing("GET /api/v1/reviews/{id}/{rank}", "/reviews/{search}/1"),
            thing("POST /api/v1/reviews/{id}/{rank}", "/reviews/{search}/1", JSON, Casework.OPINION),
            thing("POST /api/v1/searches/{id}/takeover", "/searches/{search}/takeover"),
            thing("POST /api/v1/searches/{id}/outcome", "/searches/{search}/outcome"),
            // oversight and policy
            own("GET /api/v1/oversight", "/oversight"),
            own("GET /api/v1/oversight.csv", "/oversight.csv"),
            own("GET /api/v1/losses", "/losses"),
            none("GET /api/v1/policy", "/policy"),
            none("PUT /api/v1/policy", "/policy", "text/yaml", "nothing: here"),
            none("GET /api/v1/case-choices", "/case-choices"),
            // accounts
            own("GET /api/v1/session", "/session"),
            own("GET /api/v1/accounts", "/accounts"),
            own("POST /api/v1/accounts/invitations", "/accounts/invitations", JSON, "{}"),
            thing("POST /api/v1/accounts/{id}/suspend", "/accounts/{account}/suspend", JSON, REASON),
            thing("POST /api/v1/accounts/{id}/reinstate", "/accounts/{account}/reinstate", JSON, REASON),
            thing(
                    "PUT /api/v1/accounts/{id}/roles",
                    "/accounts/{account}/roles",
                    JSON,
                    "{\"roles\":[\"REVIEWER\",\"AUDITOR\"]}"),
            thing(
                    "POST /api/v1/accounts/{id}/trainings",
                    "/accounts/{account}/trainings",
                    JSON,
                    "{\"course\":\"Refresher\",\"on\":\"2026-01-02\",\"until\":\"2027-01-02\"}"),
            thing("POST /api/v1/accounts/{id}/recovery", "/accounts/{account}/recovery"),
            own("GET /api/v1/proposals", "/proposals"),
            thing("POST /api/v1/proposals/{id}/agree", "/proposals/{proposal}/agree"),
            thing("POST /api/v1/proposals/{id}/refuse", "/proposals/{proposal}/refuse"),
            own("GET /api/v1/passkeys", "/passkeys"),
            own("DELETE /api/v1/passkeys/{id}", "/passkeys/99"),
            own("POST /api/v1/recovery-codes", "/recovery-codes"),
            own("GET /api/v1/api-keys", "/api-keys"),
            own("POST /api/v1/api-keys", "/api-keys", JSON, "{}"),
            thing("DELETE /api/v1/api-keys/{id}", "/api-keys/{key}"),
            none("POST /api/v1/agencies", "/agencies", JSON, "{}"),
            none("POST /api/v1/agencies/invitations", "/agencies/invitations", JSON, "{\"token\":\"none\"}"),
            // For whoever holds what they name, which has 128 random bits: it says whose it is, so there is no other's.
            none("POST /api/v1/invitations/look", "/invitations/look", JSON, "{\"token\":\"none\"}"),
            none("POST /api/v1/invitations/accept", "/invitations/accept", JSON, "{\"token\":\"none\"}"),
            none("POST /api/v1/recovery", "/recovery", JSON, "{\"code\":\"none\"}"),
            own("GET /api/v1/identity-provider", "/identity-provider"),
            own("PUT /api/v1/identity-provider", "/identity-provider", JSON, "{}"),
            own("DELETE /api/v1/identity-provider", "/identity-provider"),
            // nobody is linked in this test, so even their own are answered like what there is not
            own("DELETE /api/v1/identity-provider/links/{account}", "/identity-provider/links/{account}"),
            own("GET /api/v1/oidc/link", "/oidc/link"),
            own("POST /api/v1/oidc/link", "/oidc/link"),
            own("DELETE /api/v1/oidc/link", "/oidc/link"),
            none("POST /api/v1/oidc/begin", "/oidc/begin", JSON, "{\"pointer\":\"none\"}"),
            none("POST /api/v1/oidc/finish", "/oidc/finish", JSON, "{\"state\":\"none\"}"),
            none("GET /oidc", "//oidc?state=none"),
            // the operator's
            none("GET /api/v1/sources", "/sources"),
            none("POST /api/v1/sources", "/sources", JSON, "{}"),
            none("GET /api/v1/sources/{id}", "/sources/{case}"),
            none("PUT /api/v1/sources/{id}", "/sources/{case}", JSON, "{}"),
            none("POST /api/v1/sources/{id}/end", "/sources/{case}/end", JSON, REASON),
            none("POST /api/v1/sources/{id}/removal", "/sources/{case}/removal"),
            none("POST /api/v1/sources/{id}/restore", "/sources/{case}/restore", JSON, REASON),
            none("GET /api/v1/sources/{id}/imports", "/sources/{case}/imports"),
            none("POST /api/v1/sources/{id}/imports multipart/form-data", "/sources/{case}/imports", FORM, PHOTO),
            none("POST /api/v1/sources/{id}/imports application/json", "/sources/{case}/imports", JSON, "{}"),
            none("GET /api/v1/imports/{id}", "/imports/{search}"),
            none("POST /api/v1/imports/{id}/pause", "/imports/{search}/pause"),
            none("POST /api/v1/imports/{id}/resume", "/imports/{search}/resume"),
            none("POST /api/v1/imports/{id}/cancel", "/imports/{search}/cancel"),
            none("GET /api/v1/imports/{id}/report.csv", "/imports/{search}/report.csv"),
            none("GET /api/v1/imports/{id}/events", "/imports/{search}/events"),
            none("POST /api/v1/takedowns application/json", "/takedowns", JSON, "{\"link\":\"https://example.org/1\"}"),
            none("POST /api/v1/takedowns multipart/form-data", "/takedowns", FORM, PHOTO),
            none("POST /api/v1/takedowns/faces", "/takedowns/faces", FORM, PHOTO),
            none("GET /api/v1/takedowns", "/takedowns"),
            none(
                    "POST /api/v1/takedowns/confirm",
                    "/takedowns/confirm",
                    JSON,
                    "{\"photos\":[\"{probe}\"],\"reason\":\"Asked for by a test.\"}"),
            none("GET /api/v1/takedowns/pictures/{id}.jpg", "/takedowns/pictures/{probe}.jpg"),
            // everybody's
            none("GET /ledger/{*path}", "//ledger/{case}"),
            none("GET /api/v1/ledger", "/ledger"));

    private static Map.Entry<String, Call> thing(String endpoint, String path) {
        return thing(endpoint, path, "", "");
    }

    private static Map.Entry<String, Call> thing(String endpoint, String path, String type, String body) {
        return call(endpoint, path, type, body, Kind.NAMES_A_THING);
    }

    private static Map.Entry<String, Call> own(String endpoint, String path) {
        return own(endpoint, path, "", "");
    }

    private static Map.Entry<String, Call> own(String endpoint, String path, String type, String body) {
        return call(endpoint, path, type, body, Kind.OWN_AGENCY);
    }

    private static Map.Entry<String, Call> none(String endpoint, String path) {
        return none(endpoint, path, "", "");
    }

    private static Map.Entry<String, Call> none(String endpoint, String path, String type, String body) {
        return call(endpoint, path, type, body, Kind.NO_AGENCY);
    }

    private static Map.Entry<String, Call> call(String endpoint, String path, String type, String body, Kind kind) {
        return Map.entry(endpoint, new Call(endpoint.replaceFirst(" .*", ""), path, type, body, kind));
    }

    /// All that the running server's own controllers answer, as `GET /path`, and what it takes where that tells two
    /// apart.
    static Set<String> of(TestServer server) {
        Map<RequestMappingInfo, HandlerMethod> methods =
                Objects.requireNonNull(
                                server.running().part(DispatcherServlet.class).getHandlerMappings())
                        .stream()
                        .filter(RequestMappingHandlerMapping.class::isInstance)
                        .map(RequestMappingHandlerMapping.class::cast)
                        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<String> bare = methods.keySet().stream().flatMap(Endpoints::names).toList();
        Set<String> all = new TreeSet<>();
        methods.forEach((info, method) -> {
            if (!method.getBeanType().getName().startsWith("beholden.")) return;
            // the tests' own
            if (method.getBeanType().isAnnotationPresent(Hidden.class)) return;
            names(info).forEach(name -> {
                boolean once = bare.stream().filter(name::equals).count() == 1;
                all.add(once ? name : name + " " + consumed(info));
            });
        });
        return all;
    }

    private static Stream<String> names(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternValues().stream().map(path -> method + " " + path));
    }

    private static String consumed(RequestMappingInfo info) {
        return info.getConsumesCondition()
                .getConsumableMediaTypes()
                .iterator()
                .next()
                .toString();
    }
}
