<?php
// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Every line `name TAB base64` through json_decode and json_encode; answers `profile TAB name TAB base64` or `-`.
$forms = [
    'php' => [false, 0, -1],
    'php-decoded' => [false, 0, -1],
    'php-array' => [true, 0, -1],
    'php-precision-17' => [false, 0, 17],
    'php-point-zero' => [false, JSON_PRESERVE_ZERO_FRACTION, -1],
    'php-plain-slash' => [false, JSON_UNESCAPED_SLASHES, -1],
    'php-unicode' => [false, JSON_UNESCAPED_UNICODE, -1],
    'php-plain' => [false, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE, -1],
    'php-hex' => [false, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT, -1],
    'php-pretty' => [false, JSON_PRETTY_PRINT, -1],
    'php-pretty-plain' => [false, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE, -1],
];
while (($line = fgets(STDIN)) !== false) {
    [$name, $body] = explode("\t", rtrim($line, "\n"));
    foreach ($forms as $profile => [$array, $flags, $precision]) {
        ini_set('serialize_precision', (string)$precision);
        $value = json_decode(base64_decode($body), $array, 512);
        $out = json_last_error() === JSON_ERROR_NONE ? json_encode($value, $flags) : false;
        echo $profile, "\t", $name, "\t", $out === false ? '-' : base64_encode($out), "\n";
    }
}
