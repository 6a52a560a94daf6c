// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Every line `name TAB base64` through Gson ("gson") or Jackson; answers `profile TAB name TAB base64` or `-`.
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import com.google.gson.internal.GsonBuildConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

class Roundtrip {
    interface Form {
        String of(byte[] body) throws Exception;
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws Exception {
        boolean gson = arguments[0].equals("gson");
        if (arguments.length > 1) {
            System.out.println((gson ? "Gson " + GsonBuildConfig.VERSION : "Jackson " + new ObjectMapper().version())
                + ", Java " + Runtime.version().feature());
            return;
        }
        Map<String, Form> forms = new LinkedHashMap<>();
        if (gson) {
            forms.put("gson", b -> new GsonBuilder().serializeNulls().create().toJson(JsonParser.parseString(text(b))));
            forms.put("gson-without-nulls", b -> new Gson().toJson(JsonParser.parseString(text(b))));
            forms.put("gson-plain", b -> new GsonBuilder().serializeNulls().disableHtmlEscaping().create()
                .toJson(JsonParser.parseString(text(b))));
            forms.put("gson-pretty", b -> new GsonBuilder().serializeNulls().setPrettyPrinting().create()
                .toJson(JsonParser.parseString(text(b))));
            forms.put("gson-map", b -> new GsonBuilder().serializeNulls().create()
                .toJson(new Gson().fromJson(text(b), Object.class)));
        } else {
            ObjectMapper plain = new ObjectMapper();
            ObjectMapper ascii = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
            forms.put("jackson", b -> plain.writeValueAsString(plain.readTree(b)));
            forms.put("jackson-ascii", b -> ascii.writeValueAsString(plain.readTree(b)));
            forms.put("jackson-pretty", b -> plain.writerWithDefaultPrettyPrinter().writeValueAsString(plain.readTree(b)));
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = in.readLine()) != null;) {
            String[] parts = line.split("\t");
            for (Map.Entry<String, Form> form : forms.entrySet()) {
                String out = "-";
                try {
                    String json = form.getValue().of(Base64.getDecoder().decode(parts[1]));
                    out = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
                } catch (Exception refused) {
                }
                System.out.println(form.getKey() + "\t" + parts[0] + "\t" + out);
            }
        }
    }
}
