// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.tools.ToolProvider;

/** Compiles the programs of a job file and runs every line of it, in one process; see driver.cjs. */
public class Driver {
    public static void main(String[] arguments) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, Class<?>> compiled = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] parts = line.split("\t");
            if (!compiled.containsKey(parts[0])) {
                Path folder = Path.of(parts[0]).getParent();
                if (compiler.run(null, System.err, System.err, "-proc:none", "-d", folder.toString(), parts[0]) != 0) System.exit(1);
                compiled.put(parts[0], new URLClassLoader(new URL[] {folder.toUri().toURL()}).loadClass("Verify"));
            }
            Map<String, String> environment = new HashMap<>();
            for (String variable : Arrays.copyOfRange(parts, 3, parts.length)) {
                String[] halves = new String(Base64.getDecoder().decode(variable), StandardCharsets.UTF_8).split("=", 2);
                environment.put(halves[0], halves[1]);
            }
            var check = compiled.get(parts[0]).getDeclaredMethod("check", Path.class, Path.class, Map.class);
            check.setAccessible(true);
            Object verdict = check.invoke(null, Path.of(parts[1]), Path.of(parts[2]), environment);
            System.out.println((verdict.equals("valid") ? 0 : 1) + " " + verdict);
        }
    }
}
