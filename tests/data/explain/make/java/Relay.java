// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

// A relay on port 8091 that passes requests on with the body that the way named in X-Hop makes of it.
public class Relay {
    interface Way { byte[] of(byte[] raw) throws Exception; }

    static final ObjectMapper JACKSON = new ObjectMapper();
    static final Map<String, Way> WAYS = Map.ofEntries(
        Map.entry("raw", raw -> raw),
        Map.entry("jackson-tree", raw -> JACKSON.writeValueAsBytes(JACKSON.readTree(raw))),
        Map.entry("jackson-pretty", raw -> JACKSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(JACKSON.readTree(raw))),
        Map.entry("jackson-ascii", raw -> JACKSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(JACKSON.readTree(raw))),
        Map.entry("jackson-hashmap", raw -> JACKSON.writeValueAsBytes(JACKSON.readValue(raw, HashMap.class))),
        Map.entry("gson-object", raw -> new Gson().toJson(new Gson().fromJson(text(raw), Object.class)).getBytes(StandardCharsets.UTF_8)),
        Map.entry("gson-tree", raw -> new Gson().toJson(JsonParser.parseString(text(raw))).getBytes(StandardCharsets.UTF_8)),
        Map.entry("gson-pretty", raw -> new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create().toJson(JsonParser.parseString(text(raw))).getBytes(StandardCharsets.UTF_8)),
        Map.entry("latin1", raw -> new String(raw, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8)),
        Map.entry("to-latin1", raw -> text(raw).getBytes(StandardCharsets.ISO_8859_1)),
        Map.entry("ascii", raw -> text(raw).getBytes(StandardCharsets.US_ASCII)),
        Map.entry("utf16", raw -> text(raw).getBytes(StandardCharsets.UTF_16BE)),
        Map.entry("mime", raw -> Base64.getMimeEncoder().encode(raw)));

    static String text(byte[] raw) { return new String(raw, StandardCharsets.UTF_8); }

    public static void main(String[] words) throws Exception {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection");
        Set<String> own = Set.of("host", "connection", "content-length", "x-hop");
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8091), 0);
        server.createContext("/", exchange -> {
            try {
                byte[] body = WAYS.get(exchange.getRequestHeaders().getFirst("X-Hop")).of(exchange.getRequestBody().readAllBytes());
                HttpRequest.Builder onward = HttpRequest.newBuilder(URI.create("http://127.0.0.1:8090" + exchange.getRequestURI()));
                onward.header("Host", "hooks.example.com");
                exchange.getRequestHeaders().forEach((name, values) -> {
                    if (!own.contains(name.toLowerCase()))
                        values.forEach(value -> onward.header(name, value));
                });
                onward.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
                client.send(onward.build(), HttpResponse.BodyHandlers.discarding());
            } catch (Exception e) {
                e.printStackTrace();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }
}
