<?php
// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// Senders in PHP: python3 ../drive.py php make.php -- php -S 127.0.0.1:8091 relay.php | python3 ../write.py
const NOW = 1767225600;
const TEXT = 'kq3V7dPz0sX9bT2mLw8Rf5';
$php = 'php ' . PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION;

function text(string $name): string { return file_get_contents(__DIR__ . "/../bodies/$name"); }
function job(string $cause, string $slug, string $what, string $scheme, array $headers, string $body, array $more = []): void
{
    global $php;
    $type = $more['type'] ?? 'application/json';
    unset($more['type']);
    echo json_encode($more + ['cause' => $cause, 'slug' => $slug, 'made_by' => $php, 'what' => $what, 'scheme' => $scheme,
        'secrets' => [['label' => 'current', 'value' => TEXT]],
        'signed' => ['target' => "/hooks/$scheme", 'headers' => [['Content-Type', $type], ...$headers]],
        'body_base64' => base64_encode($body)], JSON_UNESCAPED_SLASHES), "\n";
}
function github(string $m, string $key = TEXT): array { return [['X-GitHub-Event', 'push'], ['X-Hub-Signature-256', 'sha256=' . hash_hmac('sha256', $m, $key)]]; }
function dropbox(string $m, string $key = TEXT): array { return [['X-Dropbox-Signature', hash_hmac('sha256', $m, $key)]]; }
function shopify(string $m, string $key = TEXT): array { return [['X-Shopify-Hmac-Sha256', base64_encode(hash_hmac('sha256', $m, $key, true))]]; }
function soc(string $m, int $t = NOW - 6): array { return [['X-Timestamp', "$t"], ['X-Signature-256', hash_hmac('sha256', "$t.$m", TEXT)]]; }
function paystack(string $m): array { return [['X-Paystack-Signature', hash_hmac('sha512', $m, TEXT)]]; }
function slack(string $m, int $t = NOW - 2): array { return [['X-Slack-Request-Timestamp', "$t"], ['X-Slack-Signature', 'v0=' . hash_hmac('sha256', "v0:$t:$m", TEXT)]]; }

$push = text('github-push.json');
job('A9', 'php-json-encode', 'the relay wrote json_encode(json_decode($body)): / became \/', 'github', github($push), $push, ['hop' => 'json_encode', 'accept' => ['A12']]);
$b = '{"event":"charge.success","data":{"id":302961,"reference":"qTPrJoy9Bx","callback":"https:\/\/shop.example.com\/paid","amount":10000}}';
job('A9', 'php-unescaped-slashes', 'the sender signs \/ as PHP writes it, the relay adds JSON_UNESCAPED_SLASHES', 'paystack', paystack($b), $b, ['hop' => 'json_encode-slashes', 'accept' => ['A12']]);
$b = '{"event":"order.created","order":{"id":7001,"buyer":"Jürgen Groß","city":"Łódź","gift":false}}';
job('A10', 'php-json-encode', 'json_encode without JSON_UNESCAPED_UNICODE in the relay: ü became \u00fc', 'socwarden', soc($b), $b, ['hop' => 'json_encode']);
$b = json_encode(['event' => 'order.created', 'buyer' => 'Jürgen Groß', 'note' => '東京']);
job('A10', 'php-unescaped-unicode', 'the sender signs PHP\'s \u escapes, the relay adds JSON_UNESCAPED_UNICODE', 'shopify', shopify($b), $b, ['hop' => 'json_encode-unicode']);
$b = '{"event":"push","url":"https://example.com/é","note":"a/b ü"}';
job('A10', 'php-slash-and-letters', 'one json_encode escaped both slashes and letters: two marks of the same writer', 'dropbox', dropbox($b), $b, ['hop' => 'json_encode', 'accept' => ['A9', 'A12']]);
$b = '{"event":"comment","text":"<b>R&D</b> if (a < b)","id":77}';
job('A11', 'php-hex-tag', 'the relay writes with JSON_HEX_TAG and JSON_HEX_AMP: \u003C, \u003E, \u0026', 'github', github($b), $b, ['hop' => 'hex']);
$b = text('shopify-customer.json');
job('A3', 'php-pretty', 'JSON_PRETTY_PRINT in the relay: four blanks; a sender that signs its compact form would look the same', 'shopify', shopify($b), $b, ['hop' => 'pretty', 'accept' => ['A6']]);
$b = '{"weight":136.0,"length":20.5,"parcels":[2.0,3.0]}';
job('A7', 'php-zero-fraction', 'json_encode without JSON_PRESERVE_ZERO_FRACTION: 136.0 became 136', 'dropbox', dropbox($b), $b, ['hop' => 'zero-fraction-lost']);
$b = '{"event":"deal.updated","custom":{},"tags":[]}';
job('A33', 'php-empty-object', 'json_decode(.., true) and json_encode turn {} into []: which of the two it was is lost', 'github', github($b), $b, ['hop' => 'arrays', 'provable' => false]);
$b = text('github-push.json');
job('A18', 'php-line-before-tag', 'a blank line before the opening tag of the relay\'s script stands in front of the body', 'github', github($b), $b, ['hop' => 'blank-line', 'accept' => ['A17']]);
$b = "{\"zen\":\"Keep it logically awesome.\",\"hook_id\":109948940}\n";
job('A17', 'php-trim', 'trim(file_get_contents("php://input")) took the newline at the end', 'slack', slack($b), $b, ['hop' => 'trim', 'accept' => ['A18']]);
$b = '{"event":"order.created","buyer":"Jürgen Groß","city":"Málaga"}';
job('A14', 'php-iconv-latin1', 'iconv(UTF-8, ISO-8859-1) in the relay: one byte per letter', 'socwarden', soc($b), $b, ['hop' => 'latin1']);
$b = '{"action":"opened","number":2,"title":"Fix the cart: 1 + 1 = 2 & more"}';
job('A22', 'php-payload-field', 'the relay wrapped the signed JSON as form field payload', 'github', github($b), $b, ['hop' => 'payload-field', 'accept' => ['A27']]);
$b = 'user_name=Steve&command=%2Fweather&text=94070%20in%20celsius%20~now&team_id=T0001';
job('A22', 'php-http-build-query', 'parse_str and http_build_query: %20 became +', 'slack', slack($b), $b, ['hop' => 'form', 'type' => 'application/x-www-form-urlencoded']);
$null = 'null';
job('A25', 'php-json-encode-null', 'json_decode of a body that was read twice gives NULL; the sender signed json_encode(NULL)', 'shopify', shopify(json_encode(json_decode(''))), '{"id":77,"state":"enabled"}', ['message_base64' => base64_encode($null)]);

// Wrong kinds of digest, secret, key.
$b = '{"event":"charge.success","data":{"id":302961,"amount":10000}}';
job('D1', 'php-sha256-for-512', 'the sender calls hash_hmac(\'sha256\', ..) where Paystack\'s scheme is SHA-512', 'paystack', [['X-Paystack-Signature', hash_hmac('sha256', $b, TEXT)]], $b, ['verdict' => 'malformed', 'undo' => ['recipe' => ['algorithm' => 'hmac-sha256']]]);
job('D1', 'php-sha1-in-sha256-header', 'SHA-1 behind sha256=: the sender took the algorithm from an old tutorial', 'github', [['X-Hub-Signature-256', 'sha256=' . hash_hmac('sha1', $b, TEXT)]], $b, ['verdict' => 'malformed', 'undo' => ['recipe' => ['algorithm' => 'hmac-sha1']]]);
job('D2', 'php-hash-secret-body', 'hash(\'sha256\', $secret . $body) in place of hash_hmac', 'dropbox', [['X-Dropbox-Signature', hash('sha256', TEXT . $b)]], $b, ['undo' => ['recipe' => ['algorithm' => 'sha256', 'message' => [['kind' => 'secret'], ['kind' => 'body']]]]]);
job('D2', 'php-hash-body-secret', 'hash(\'sha256\', $body . $secret) in place of hash_hmac', 'shopify', [['X-Shopify-Hmac-Sha256', base64_encode(hash('sha256', $b . TEXT, true))]], $b, ['undo' => ['recipe' => ['algorithm' => 'sha256', 'message' => [['kind' => 'body'], ['kind' => 'secret']]]]]);
job('D3', 'php-arguments-swapped', 'hash_hmac(\'sha256\', $secret, $body): data and key in the wrong order', 'github', [['X-Hub-Signature-256', 'sha256=' . hash_hmac('sha256', TEXT, $b)]], $b, ['undo' => ['swap' => true]]);
job('D4', 'php-hash-of-hash', 'hash_hmac over hash(\'sha256\', $body) in hexadecimal', 'dropbox', [['X-Dropbox-Signature', hash_hmac('sha256', hash('sha256', $b), TEXT)]], $b, ['undo' => ['recipe' => ['message' => [['kind' => 'body', 'hash' => 'sha256', 'encoding' => 'hex-lower']]]]]);
job('C2', 'php-hex-for-base64', 'the sender left out base64_encode(.., true): hexadecimal where Shopify\'s scheme is base64', 'shopify', [['X-Shopify-Hmac-Sha256', hash_hmac('sha256', $b, TEXT)]], $b, ['verdict' => 'malformed', 'undo' => ['recipe' => ['signature' => ['encoding' => 'hex-lower']]]]);
job('C2', 'php-base64-of-hex', 'base64_encode(hash_hmac(..)) without the binary flag: base64 of the hexadecimal text', 'shopify', [['X-Shopify-Hmac-Sha256', base64_encode(hash_hmac('sha256', $b, TEXT))]], $b, ['verdict' => 'malformed', 'undo' => ['recipe' => ['signature' => ['encoding' => 'base64-hex']]]]);
job('C1', 'php-no-prefix', 'the sender writes the digest without sha256=', 'github', [['X-Hub-Signature-256', hash_hmac('sha256', $b, TEXT)]], $b, ['verdict' => 'malformed', 'undo' => ['headers' => [['X-Hub-Signature-256', 'sha256=' . hash_hmac('sha256', $b, TEXT)]]]]);
job('C1', 'php-prefix-too-much', 'the sender writes sha512= in front of a digest that Paystack sends bare', 'paystack', [['X-Paystack-Signature', 'sha512=' . hash_hmac('sha512', $b, TEXT)]], $b, ['verdict' => 'malformed', 'undo' => ['headers' => [['X-Paystack-Signature', hash_hmac('sha512', $b, TEXT)]]]]);
// The secret was stored with file_put_contents of a form's textarea, or read from an .env file that keeps quotes.
file_put_contents($f = tempnam(sys_get_temp_dir(), 'sec'), TEXT . PHP_EOL);
$stored = file_get_contents($f);
unlink($f);
job('B4', 'php-file-newline', 'file_get_contents of the secret\'s file keeps the newline at its end', 'github', github($b), $b, ['secrets' => [['label' => 'deploy', 'value' => $stored]], 'secret' => 'deploy', 'undo' => ['secret' => TEXT]]);
job('B4', 'php-textarea-crlf', 'pasted into a textarea of a form: a browser sends CRLF', 'paystack', paystack($b), $b, ['secrets' => [['label' => 'admin form', 'value' => TEXT . "\r\n"]], 'secret' => 'admin form', 'undo' => ['secret' => TEXT]]);
$ini = parse_ini_string('WEBHOOK_SECRET="' . TEXT . '"', false, INI_SCANNER_RAW);
preg_match('/=(.*)$/', 'WEBHOOK_SECRET="' . TEXT . '"', $raw);
job('B5', 'php-env-quotes', 'an .env file was split at = by hand: the quotes are part of the stored secret', 'dropbox', dropbox($b), $b, ['secrets' => [['label' => 'env file', 'value' => $raw[1]]], 'secret' => 'env file', 'undo' => ['secret' => $ini['WEBHOOK_SECRET']]]);
$umlaut = 'Zürcher Schlüssel 2026';
job('B11', 'php-latin1-key', 'the sender holds its secret in ISO-8859-1, the receiver in UTF-8', 'github', github($b, iconv('UTF-8', 'ISO-8859-1', $umlaut)), $b, ['secrets' => [['label' => 'current', 'value' => $umlaut]], 'secret' => 'current', 'undo' => ['secret_base64' => base64_encode(iconv('UTF-8', 'ISO-8859-1', $umlaut))]]);
