<?php
// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// php -S 127.0.0.1:8091 relay.php: passes a request on with the body that the way named in X-Hop makes of it.
$raw = file_get_contents('php://input');
$utf8 = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE;
$ways = [
    'json_encode' => fn() => json_encode(json_decode($raw)),
    'json_encode-slashes' => fn() => json_encode(json_decode($raw), JSON_UNESCAPED_SLASHES),
    'json_encode-unicode' => fn() => json_encode(json_decode($raw), JSON_UNESCAPED_UNICODE),
    'arrays' => fn() => json_encode(json_decode($raw, true), $utf8),
    'pretty' => fn() => json_encode(json_decode($raw), JSON_PRETTY_PRINT | $utf8),
    'hex' => fn() => json_encode(json_decode($raw), JSON_HEX_TAG | JSON_HEX_AMP | $utf8),
    'zero-fraction-lost' => fn() => json_encode(json_decode($raw), $utf8),
    'trim' => fn() => trim($raw),
    'latin1' => fn() => iconv('UTF-8', 'ISO-8859-1', $raw),
    'payload-field' => fn() => http_build_query(['payload' => $raw]),
    'form' => fn() => http_build_query((function () use ($raw) { parse_str($raw, $fields); return $fields; })()),
    'blank-line' => function () use ($raw) { // what a line before <?php does to a script that prints the body
        $file = tempnam(sys_get_temp_dir(), 'hop');
        file_put_contents($file, "\n<?php echo \$raw;");
        ob_start();
        include $file;
        unlink($file);
        return ob_get_clean();
    },
    'raw' => fn() => $raw,
];
$body = $ways[$_SERVER['HTTP_X_HOP']]();
$headers = ['Host: hooks.example.com', 'Connection: close'];
foreach (getallheaders() as $name => $value)
    if (!in_array(strtolower($name), ['host', 'connection', 'content-length', 'x-hop']))
        $headers[] = "$name: $value";
file_get_contents('http://127.0.0.1:8090' . $_SERVER['REQUEST_URI'], false, stream_context_create(['http' => [
    'method' => $_SERVER['REQUEST_METHOD'], 'header' => $headers, 'content' => $body, 'protocol_version' => 1.1]]));
