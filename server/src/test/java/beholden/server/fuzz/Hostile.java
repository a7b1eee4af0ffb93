package beholden.server.fuzz;

import beholden.server.fuzz.RawHttp.Request;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Draws requests to an operation: mostly right in form, so that they get far, and wrong in one place or another.
final class Hostile {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "-1",
            "0",
            "2147483648",
            "99999999999999999999",
            "1e400",
            "NaN",
            "true",
            "[]",
            "../../../../etc/passwd",
            "..%2f..%2f..%2fetc%2fpasswd",
            "%00",
            "%c0%ae%c0%ae",
            "a\u0000b",
            "\r\nX-Injected: yes",
            "\u202Egnp.exe",
            "\uD83D\uDE00",
            "é".repeat(70),
            "'; DROP TABLE cell; --",
            "${jndi:ldap://127.0.0.1/x}",
            "<script>alert(1)</script>",
            "x".repeat(5_000),
            "2026-02-30",
            "+999999999-12-31",
            "-999999999-01-01",
            "9999999999999-01-01T00:00:00Z",
            "Europe/Nowhere",
            "00000000-0000-0000-0000-000000000000",
            "0-0-0-0-0",
            "AAAA",
            "bnVsbA");

    private static final List<@Nullable Object> JSON = Arrays.asList(
            null,
            true,
            -1,
            0,
            Long.MAX_VALUE,
            1e308,
            0.1,
            List.of(),
            Map.of(),
            List.of(List.of(Map.of("a", List.of()))),
            Map.of("@type", "java.lang.Runtime"));

    private final OpenAPI description;
    private final RandomGenerator random;
    private final Map<String, List<String>> ids;
    private final byte[] photo;

    /// @param ids   that there are, by the beginning of the path they belong to
    /// @param photo a good one
    Hostile(OpenAPI description, RandomGenerator random, Map<String, List<String>> ids, byte[] photo) {
        this.description = description;
        this.random = random;
        this.ids = ids;
        this.photo = photo;
    }

    Request request(String method, String path, Operation operation) {
        List<String> headers = new ArrayList<>();
        String target = target(path, operation, headers);
        if (one(20)) headers.add("Idempotency-Key: " + oneOf(List.of("\"k\"", "", "x".repeat(500), "\"a", "k")));
        if (one(20)) headers.add("If-None-Match: " + oneOf(List.of("*", "\"", "W/\"x\"", "x".repeat(2_000))));
        if (one(20)) headers.add("Range: " + oneOf(List.of("bytes=0-0", "bytes=9-1", "bytes=-", "lines=1")));
        if (one(20)) headers.add("Accept: " + oneOf(List.of("text/html", "application/xml", "///", "image/png;q=2")));
        if (operation.getRequestBody() == null) return new Request(method, target, headers, new byte[0]);
        Map.Entry<String, byte[]> body = body(operation);
        if (!body.getKey().isEmpty()) headers.add("Content-Type: " + body.getKey());
        int length = one(30) ? body.getValue().length / 2 : body.getValue().length;
        headers.add("Content-Length: " + length);
        return new Request(method, target, headers, body.getValue());
    }

    private String target(String path, Operation operation, List<String> headers) {
        String filled = path;
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : parameters(operation)) {
            String value = one(2) ? right(path, parameter) : oneOf(TEXTS);
            switch (parameter.getIn()) {
                case "path" -> filled = filled.replace("{" + parameter.getName() + "}", encoded(value));
                case "query" -> {
                    for (int i = one(8) ? 2 : random.nextInt(2); i > 0; i--) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(parameter.getName())
                                .append('=')
                                .append(encoded(value));
                    }
                }
                case "header" -> headers.add(parameter.getName() + ": " + value.replaceAll("[\\r\\n\u0000]", "?"));
                default -> {}
            }
        }
        if (one(15))
            filled += oneOf(List.of("/", "//", ";a=b", "/.", "/..", "/%2e%2e/", "%00", "%", "%zz", "\\", "|", ".json"));
        return filled + query;
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    /// Value as it could be meant.
    private String right(String path, Parameter parameter) {
        if (parameter.getIn().equals("path")) {
            List<String> known = ids.entrySet().stream()
                    .filter(entry -> path.startsWith(entry.getKey()))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
            return parameter.getName().equals("id") && !known.isEmpty() ? oneOf(known) : "1";
        }
        Object drawn = value(parameter.getSchema(), 0);
        return String.valueOf(drawn);
    }

    private String encoded(String value) {
        if (one(10)) return value.replaceAll("[\\s\u0000]", "+");
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Map.Entry<String, byte[]> body(Operation operation) {
        Set<String> types = operation.getRequestBody().getContent().keySet();
        String type = oneOf(List.copyOf(types));
        Schema<?> schema = Objects.requireNonNull(
                        operation.getRequestBody().getContent().get(type))
                .getSchema();
        byte[] bytes = type.contains("json")
                ? json(schema)
                : type.startsWith("multipart/") ? form() : oneOf(List.of(photo, cut(photo), noise(), new byte[0]));
        if (type.startsWith("multipart/")) type += one(8) ? "" : ";boundary=b";
        if (type.contains("*")) type = "image/jpeg";
        if (one(12))
            type = oneOf(
                    List.of("", "text/plain", "application/xml", "application/json;charset=utf-7", "a/b/c", "image/"));
        return Map.entry(type, bytes);
    }

    private byte[] json(@Nullable Schema<?> schema) {
        if (one(12)) return "[".repeat(1 + random.nextInt(20_000)).getBytes(StandardCharsets.US_ASCII);
        if (one(20)) return noise();
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(value(schema, 0));
        if (one(15)) return Arrays.copyOf(bytes, bytes.length / 2);
        if (one(15)) bytes[random.nextInt(bytes.length)] = (byte) 0xff;
        if (one(15)) return (new String(bytes, StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8);
        return bytes;
    }

    /// Value that fits the schema, more or less.
    private @Nullable Object value(@Nullable Schema<?> given, int depth) {
        Schema<?> schema = resolved(given);
        if (schema == null || one(6)) return one(2) ? oneOf(JSON) : oneOf(TEXTS);
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return String.valueOf(
                    schema.getEnum().get(random.nextInt(schema.getEnum().size())));
        }
        if (schema.getProperties() != null && depth < 5) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            schema.getProperties().forEach((name, property) -> {
                if (!one(8)) object.put(name, value(property, depth + 1));
            });
            if (one(12)) object.put("unknown", oneOf(JSON));
            return object;
        }
        String type = schema.getTypes() == null
                ? String.valueOf(schema.getType())
                : schema.getTypes().iterator().next();
        return switch (type) {
            case "integer", "number" -> oneOf(List.<Object>of(1, 2, 0, -1, 50, Integer.MAX_VALUE, Long.MIN_VALUE, 0.5));
            case "boolean" -> random.nextBoolean();
            case "array" -> {
                List<@Nullable Object> array = new ArrayList<>();
                int count = one(10) ? 300 : random.nextInt(4);
                for (int i = 0; i < count; i++) array.add(value(schema.getItems(), depth + 1));
                yield array;
            }
            case "string" -> text(schema);
            default -> oneOf(TEXTS);
        };
    }

    private String text(Schema<?> schema) {
        if ("date".equals(schema.getFormat()))
            return oneOf(List.of("2026-12-01", "2027-06-30", "2026-02-30", "0000-00-00"));
        if ("date-time".equals(schema.getFormat()))
            return oneOf(List.of("2027-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"));
        return one(2) ? oneOf(List.of("A plain text", "DE", "homicide", "read")) : oneOf(TEXTS);
    }

    @SuppressWarnings("rawtypes")
    private @Nullable Schema<?> resolved(@Nullable Schema<?> schema) {
        if (schema == null || schema.get$ref() == null) return schema;
        Map<String, Schema> all = description.getComponents().getSchemas();
        return all.get(schema.get$ref().replaceFirst(".*/", ""));
    }

    private byte[] form() {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        int parts = one(10) ? 0 : one(15) ? 400 : 1 + random.nextInt(2);
        for (int i = 0; i < parts; i++) {
            String name =
                    oneOf(List.of("photo", "photo", "files", "archive", "manifest", "link", "minQuality", "x\"y"));
            String file =
                    one(4) ? "" : "; filename=\"" + oneOf(List.of("p.jpg", "../p.zip", "m.csv", "", "a\tb")) + "\"";
            form.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            form.writeBytes(oneOf(List.of(noise(), cut(photo), new byte[0], "7".getBytes(StandardCharsets.US_ASCII))));
            form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (!one(5)) form.writeBytes("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, random.nextInt(whole.length));
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
