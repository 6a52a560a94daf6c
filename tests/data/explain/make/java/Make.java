// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

// Senders in Java: see ../make.sh for the class path.
public class Make {
    static final long NOW = 1767225600;
    static final String SECRET = "Wd6Hs9Tb3Nf0Gk4Z";

    static byte[] mac(String algorithm, byte[] key, byte[]... parts) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        for (byte[] part : parts)
            mac.update(part);
        return mac.doFinal();
    }
    static byte[] utf8(String text) { return text.getBytes(StandardCharsets.UTF_8); }
    static String hex(byte[] bytes) { return HexFormat.of().formatHex(bytes); }
    static String base64(byte[] bytes) { return Base64.getEncoder().encodeToString(bytes); }
    static byte[] body(String name) throws Exception { return Files.readAllBytes(Path.of("../bodies", name)); }

    static List<List<String>> headers(String scheme, byte[] m, byte[] key) throws Exception {
        String t = Long.toString(NOW - 8);
        return switch (scheme) {
            case "github" -> List.of(List.of("X-GitHub-Event", "push"), List.of("X-Hub-Signature-256", "sha256=" + hex(mac("HmacSHA256", key, m))));
            case "shopify" -> List.of(List.of("X-Shopify-Hmac-Sha256", base64(mac("HmacSHA256", key, m))));
            case "slack" -> List.of(List.of("X-Slack-Request-Timestamp", t), List.of("X-Slack-Signature", "v0=" + hex(mac("HmacSHA256", key, utf8("v0:" + t + ":"), m))));
            case "socwarden" -> List.of(List.of("X-Timestamp", t), List.of("X-Signature-256", hex(mac("HmacSHA256", key, utf8(t + "."), m))));
            case "paystack" -> List.of(List.of("X-Paystack-Signature", hex(mac("HmacSHA512", key, m))));
            default -> List.of(List.of("X-Dropbox-Signature", hex(mac("HmacSHA256", key, m))));
        };
    }

    static void job(String cause, String slug, String by, String what, String scheme, byte[] sent, List<List<String>> headers, String hop, Map<String, ?> more) {
        Map<String, Object> line = new LinkedHashMap<>();
        List<List<String>> all = new ArrayList<>(List.of(List.of("Content-Type", "application/json")));
        all.addAll(headers);
        line.put("cause", cause);
        line.put("slug", slug);
        line.put("made_by", by + "java " + Runtime.version().feature());
        line.put("what", what);
        line.put("scheme", scheme);
        line.put("secrets", List.of(Map.of("label", "current", "value", SECRET)));
        line.put("signed", Map.of("target", "/hooks/" + scheme, "headers", all));
        line.put("body_base64", base64(sent));
        line.put("hop", hop);
        line.putAll(more);
        System.out.println(new Gson().toJson(line));
    }
    static void spoiled(String cause, String slug, String by, String what, String scheme, byte[] sent, String hop, Map<String, ?> more) throws Exception {
        job(cause, slug, by, what, scheme, sent, headers(scheme, sent, utf8(SECRET)), hop, more);
    }

    public static void main(String[] words) throws Exception {
        String gson = "gson 2.10 on ", jackson = "jackson 2.14 on ", alone = "; a sender that signs its compact form would look the same";
        byte[] push = body("github-push.json"), unicode = body("github-push-unicode.json");
        spoiled("A1", "jackson-tree", jackson, "ObjectMapper wrote the indented body compact", "slack", body("stripe-charge.json"), "jackson-tree", Map.of());
        spoiled("A3", "jackson-pretty", jackson, "Jackson's pretty printer: a blank in front of the colon, arrays in a line" + alone, "github", push, "jackson-pretty", Map.of("accept", List.of("A6")));
        spoiled("A3", "gson-pretty", gson, "Gson's setPrettyPrinting" + alone, "socwarden", push, "gson-pretty", Map.of("accept", List.of("A6")));
        spoiled("A4", "jackson-hashmap", jackson, "read into a HashMap, whose order is that of hashes; the sender signs sorted keys", "dropbox",
            utf8("{\"action\":\"paid\",\"amount\":100,\"buyer\":\"ACME\",\"currency\":\"EUR\",\"order\":\"A-17\",\"status\":\"ok\"}"), "jackson-hashmap", Map.of("accept", List.of("A6")));
        spoiled("A7", "gson-doubles", gson, "Gson reads numbers into Object as doubles: 136 became 136.0", "shopify", utf8("{\"id\":77,\"total\":136,\"items\":[{\"qty\":2},{\"qty\":10}],\"state\":\"paid\"}"), "gson-object", Map.of());
        spoiled("A7", "gson-exponents", gson, "Gson reads numbers into Object as doubles: a time became 1.767225597E9", "dropbox", utf8("{\"created\":1767225597,\"amount\":25000000,\"count\":3,\"type\":\"paid\"}"), "gson-object", Map.of());
        spoiled("A10", "jackson-ascii", jackson, "ESCAPE_NON_ASCII writes \\u00FC in capitals", "github", utf8("{\"name\":\"Jürgen Groß\",\"city\":\"Łódź\"}"), "jackson-ascii", Map.of());
        spoiled("A11", "gson-html", gson, "Gson escapes <, >, &, = and '", "paystack", utf8("{\"event\":\"charge.success\",\"note\":\"a < b & c > d = 'x'\",\"amount\":100}"), "gson-tree", Map.of());
        spoiled("A14", "java-latin1", "", "new String(bytes, ISO_8859_1) in a servlet without a charset", "slack", utf8("{\"type\":\"event_callback\",\"event\":{\"text\":\"Grüße aus Köln\"}}"), "latin1", Map.of());
        spoiled("A14", "java-to-latin1", "", "getBytes(ISO_8859_1): one byte per letter", "dropbox", utf8("{\"name\":\"Renée\",\"city\":\"Zürich\"}"), "to-latin1", Map.of());
        spoiled("A14", "java-utf16", "", "getBytes(UTF_16BE) for a message queue", "github", unicode, "utf16", Map.of());
        spoiled("A14", "java-ascii", "", "getBytes(US_ASCII): question marks, what they were is lost", "shopify", utf8("{\"name\":\"Renée\",\"city\":\"Zürich\"}"), "ascii", Map.of("provable", false));
        spoiled("A20", "java-mime", "", "Base64.getMimeEncoder breaks lines with CRLF", "socwarden", push, "mime", Map.of());
        spoiled("A33", "gson-nulls", gson, "Gson leaves out members that are null when it writes an object", "shopify", body("shopify-customer.json"), "gson-object", Map.of("provable", false));
        byte[] text = utf8("{\"event\":\"charge.success\",\"amount\":10000}");
        job("C2", "java-base64-of-hex", "", "the sender encodes the hexadecimal text as base64", "dropbox", text, List.of(List.of("X-Dropbox-Signature", base64(utf8(hex(mac("HmacSHA256", utf8(SECRET), text)))))), "raw",
            Map.of("verdict", "malformed", "undo", Map.of("recipe", Map.of("signature", Map.of("encoding", "base64-hex")))));
        job("C3", "java-colons", "", "HexFormat.ofDelimiter(\":\").withUpperCase(): pairs in capitals with colons", "dropbox", text,
            List.of(List.of("X-Dropbox-Signature", HexFormat.ofDelimiter(":").withUpperCase().formatHex(mac("HmacSHA256", utf8(SECRET), text)))), "raw",
            Map.of("verdict", "malformed", "accept", List.of("C4", "C6"), "undo", Map.of("headers", List.of(List.of("X-Dropbox-Signature", hex(mac("HmacSHA256", utf8(SECRET), text)))))));
        job("D1", "java-sha512-for-256", "", "HmacSHA512 where the scheme is SHA-256", "shopify", text, List.of(List.of("X-Shopify-Hmac-Sha256", base64(mac("HmacSHA512", utf8(SECRET), text)))), "raw",
            Map.of("verdict", "malformed", "undo", Map.of("recipe", Map.of("algorithm", "hmac-sha512"))));
        String odd = "clé-secrète-2026";
        job("B11", "java-latin1-key", "", "getBytes(ISO_8859_1) of a secret that is not ASCII", "slack", text, headers("slack", text, odd.getBytes(StandardCharsets.ISO_8859_1)), "raw",
            Map.of("secrets", List.of(Map.of("label", "current", "value", odd)), "secret", "current", "undo", Map.of("secret_base64", base64(odd.getBytes(StandardCharsets.ISO_8859_1)))));
        long local = LocalDateTime.ofEpochSecond(NOW - 2, 0, ZoneOffset.UTC).atZone(ZoneOffset.UTC).withZoneSameInstant(ZoneId.of("Europe/Berlin")).toLocalDateTime().toEpochSecond(ZoneOffset.UTC);
        job("F3", "java-local-time", "", "LocalDateTime in Berlin with toEpochSecond(UTC): an hour ahead", "socwarden", text,
            List.of(List.of("X-Timestamp", "" + local), List.of("X-Signature-256", hex(mac("HmacSHA256", utf8(SECRET), utf8(local + "."), text)))), "raw",
            Map.of("verdict", "valid-future", "accept", List.of("F2", "F6"), "undo", Map.of("now", local)));
    }
}
