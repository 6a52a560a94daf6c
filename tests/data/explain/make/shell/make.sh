#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
# Senders that sign with openssl, and pipes of jq, curl, Perl and coreutils: python3 ../drive.py bash make.sh | python3 ../write.py
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
now=1767225600
secret=T5r8Vn2Xq7Lk0Zs4
bodies=../bodies
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mac() { openssl dgst "-${2:-sha256}" -hmac "${3-$secret}" -r "$1" | cut -d' ' -f1; }
mac64() { openssl dgst -sha256 -hmac "${2-$secret}" -binary "$1" | base64 -w0; }

# job CAUSE SLUG MADE_BY WHAT SCHEME FILE HEADERS-JSON [MORE-JSON] [COMMAND...]
job() {
    local cause=$1 slug=$2 by=$3 what=$4 scheme=$5 file=$6 headers=$7 more=${8:-"{}"}
    shift $(($# < 8 ? $# : 8))
    jq -cn --arg cause "$cause" --arg slug "$slug" --arg by "$by" --arg what "$what" --arg scheme "$scheme" --arg secret "$secret" \
        --arg body "$(base64 -w0 "$file")" --argjson headers "$headers" --argjson more "$more" \
        '{cause: $cause, slug: $slug, made_by: $by, what: $what, scheme: $scheme, secrets: [{label: "current", value: $secret}],
          signed: {target: "/hooks/\($scheme)", headers: ([["Content-Type", "application/json"]] + $headers)}, body_base64: $body}
         + (if ($ARGS.positional | length) > 0 then {hop: $ARGS.positional} else {} end) + $more' --args -- "$@"
}
github() { printf '[["X-GitHub-Event","push"],["X-Hub-Signature-256","sha256=%s"]]' "$(mac "$1" sha256 "${2-$secret}")"; }
dropbox() { printf '[["X-Dropbox-Signature","%s"]]' "$(mac "$1")"; }
shopify() { printf '[["X-Shopify-Hmac-Sha256","%s"]]' "$(mac64 "$1")"; }
timed() { # what is signed, timestamp and a separator in front
    printf '%s%s' "$2" "$3" | cat - "$1" > "$work/timed"
    mac "$work/timed"
}
slack() { printf '[["X-Slack-Request-Timestamp","%s"],["X-Slack-Signature","v0=%s"]]' $((now - 9)) "$(timed "$1" "v0:$((now - 9))" :)"; }
socwarden() { printf '[["X-Timestamp","%s"],["X-Signature-256","%s"]]' $((now - 9)) "$(timed "$1" $((now - 9)) .)"; }

jq="$(jq --version | tr - ' ')"
perl="perl $(perl -e 'printf "%vd", $^V' | cut -d. -f1,2)"
push=$bodies/github-push.json
canonical='; a sender that signs its compact form would look the same'

job A3 jq-dot "$jq" "jq . in a script: two blanks and a newline at the end$canonical" github $push "$(github $push)" '{"accept":["A6"]}' jq .
job A3 jq-tab "$jq" "jq --tab -j in a script$canonical" slack $bodies/slack-plain.json "$(slack $bodies/slack-plain.json)" '{"accept":["A6"]}' jq --tab -j .
job A1 jq-compact "$jq" 'jq -cj of an indented body' dropbox $bodies/stripe-charge.json "$(dropbox $bodies/stripe-charge.json)" '{}' jq -cj .
job A17 jq-newline "$jq" 'jq -c adds a newline to a body that was compact before' shopify $bodies/shopify-customer.json "$(shopify $bodies/shopify-customer.json)" '{"accept":["A18"]}' jq -c .
job A10 jq-ascii "$jq" 'jq --ascii-output -cj: all that is not ASCII is escaped' github $bodies/github-push-unicode.json "$(github $bodies/github-push-unicode.json)" '{}' jq --ascii-output -cj .
printf '{"event":"shipped","to":"O\\u0027Brien \\/ S\\u00f8n","amount":12}' > "$work/escaped"
job A10 jq-escapes-gone "$jq" 'jq -cj undid \u and \/ that were signed: two marks of one writer' socwarden "$work/escaped" "$(socwarden "$work/escaped")" '{"accept":["A9","A12"],"provable":false}' jq -cj .
job A8 jq-big-numbers "$jq" 'jq 1.6 reads numbers as doubles: the last digits of ids are lost' dropbox $bodies/shopify-order.json "$(dropbox $bodies/shopify-order.json)" '{"provable":false}' jq -cj .
job A33 jq-del-nulls "$jq" 'del(.. | nulls) in a clean-up' dropbox $bodies/shopify-customer.json "$(dropbox $bodies/shopify-customer.json)" '{"provable":false}' jq -cj 'with_entries(select(.value != null))'
job A4 jq-sort-keys "$jq" 'jq -S: the order that was signed is lost' github $push "$(github $push)" '{"provable":false}' jq -S -cj .
job A28 jq-data-only "$jq" 'jq .data: the envelope is gone' dropbox $bodies/standard-invoice.json "$(dropbox $bodies/standard-invoice.json)" '{"provable":false}' jq -cj .data
job A26 jq-raw-string "$jq" 'jq -Rs reads the body as text and writes it as a JSON string, with a newline at the end' slack $bodies/slack-plain.json "$(slack $bodies/slack-plain.json)" '{}' jq -Rs .

# curl -d @file takes newlines out; what it sends is caught by nc's part: a listener of its own
printf '{"zen":"Speak like a human.","hook_id":109948940}\n' > "$work/line"
curl_hop='python3 curl.py -d @-'
job A17 curl-d "curl $(curl -V | sed -n '1s/curl \([0-9.]*\).*/\1/p')" 'curl -d @file leaves newlines out; --data-binary would keep them' github "$work/line" "$(github "$work/line")" '{"accept":["A18"]}' $curl_hop
printf '{\n"zen":"Speak like a human.",\n"hook_id":109948940\n}' > "$work/lines"
job A17 curl-d-lines "curl $(curl -V | sed -n '1s/curl \([0-9.]*\).*/\1/p')" 'curl -d @file leaves out the newlines inside too' shopify "$work/lines" "$(shopify "$work/lines")" '{"accept":["A1","A18"],"provable":false}' $curl_hop
job A17 bash-echo "bash ${BASH_VERSINFO[0]}" 'echo "$body" adds a newline' slack $bodies/slack-plain.json "$(slack $bodies/slack-plain.json)" '{"accept":["A18"]}' bash -c 'body=$(cat); echo "$body"'
job A17 bash-substitution "bash ${BASH_VERSINFO[0]}" '$(cat) takes all newlines at the end, printf %s adds none' dropbox "$work/line" "$(dropbox "$work/line")" '{"accept":["A18"]}' bash -c 'body=$(cat); printf %s "$body"'
job A19 perl-crlf "$perl" 'the :crlf layer of Perl: LF became CRLF' dropbox $bodies/stripe-charge.json "$(dropbox $bodies/stripe-charge.json)" '{"accept":["A3"]}' perl -e 'binmode STDOUT, ":crlf"; print <STDIN>'
printf '{\r\n\t"a": 1,\r\n\t"b": ["x", "y"]\r\n}\r\n' > "$work/crlf"
job A19 tr-d-cr "coreutils $(tr --version | sed -n '1s/.* //p')" "tr -d '\\r': CRLF became LF" github "$work/crlf" "$(github "$work/crlf")" '{"accept":["A3"]}' tr -d '\r'
job A31 expand "coreutils $(tr --version | sed -n '1s/.* //p')" 'expand -t 2: tabs became blanks' socwarden "$work/crlf" "$(socwarden "$work/crlf")" '{"accept":["A3"]}' expand -t 2
job A31 perl-pack-nul "$perl" 'pack "Z*": a NUL at the end, as in C' slack $bodies/slack-plain.json "$(slack $bodies/slack-plain.json)" '{}' perl -e 'undef $/; print pack "Z*", <STDIN>'
job A14 iconv-utf16be "iconv of glibc $(iconv --version | sed -n '1s/.* //p')" 'iconv -t UTF-16BE on the way' shopify $bodies/github-push-unicode.json "$(shopify $bodies/github-push-unicode.json)" '{}' iconv -f UTF-8 -t UTF-16BE
job A16 uconv-nfd "uconv of ICU $(uconv --version | sed -n 's/.*ICU \([0-9]*\).*/\1/p')" 'uconv -x any-nfd on the way' dropbox $bodies/github-push-unicode.json "$(dropbox $bodies/github-push-unicode.json)" '{}' uconv -f UTF-8 -t UTF-8 -x any-nfd
job A20 base64-wrapped "coreutils $(tr --version | sed -n '1s/.* //p')" 'base64 breaks its lines at 76 and ends with a newline' github $push "$(github $push)" '{}' base64
job A21 gzip "gzip $(gzip --version | sed -n '1s/.* //p')" 'gzip -9n on the way, without any header that says so' slack $bodies/slack-plain.json "$(slack $bodies/slack-plain.json)" '{}' gzip -9n

sorted=$bodies/sorted-alert.json
job A4 perl-json-pp "JSON::PP on $perl" 'JSON::PP without canonical writes keys in the order of a hash table; the sender signs sorted keys' github $sorted "$(github $sorted)" '{"accept":["A6"]}' env PERL_HASH_SEED=7 perl -MJSON::PP -0777 -ne 'print JSON::PP->new->utf8->encode(decode_json($_))'
job A3 perl-json-pp-pretty "JSON::PP on $perl" "JSON::PP->pretty: three blanks, a blank in front of the colon, a newline at the end$canonical" dropbox $sorted "$(dropbox $sorted)" '{"accept":["A6"]}' perl -MJSON::PP -0777 -ne 'print JSON::PP->new->utf8->canonical->pretty->encode(decode_json($_))'
printf '{"buyer":"Zoë","city":"Łódź","total":12}' > "$work/letters"
job A10 perl-json-pp-ascii "JSON::PP on $perl" 'JSON::PP->ascii in the relay' shopify "$work/letters" "$(shopify "$work/letters")" '{}' perl -MJSON::PP -0777 -ne 'print JSON::PP->new->ascii->canonical->encode(decode_json($_))'
job A14 perl-encode-twice "$perl" 'print of bytes through a :utf8 layer: encoded twice' dropbox "$work/letters" "$(dropbox "$work/letters")" '{}' perl -0777 -ne 'binmode STDOUT, ":utf8"; print'

# Secrets as the shell leaves them.
echo "$secret" > "$work/secret"
b64secret=$(printf %s "$secret" | base64)
job B4 echo-newline "bash ${BASH_VERSINFO[0]}" 'echo wrote the secret into its file, and the file was taken as it is' github $push "$(github $push)" "$(jq -cn --rawfile s "$work/secret" --arg good "$secret" '{secrets:[{label:"mounted file",value:$s}],secret:"mounted file",undo:{secret:$good}}')"
job B7 kubectl-base64 "coreutils $(tr --version | sed -n '1s/.* //p')" 'the secret was copied as a cluster keeps it: base64 of the text' slack $bodies/slack-plain.json "$(slack $bodies/slack-plain.json)" "$(jq -cn --arg s "$b64secret" --arg good "$secret" '{secrets:[{label:"from cluster",value:$s}],secret:"from cluster",undo:{secret:$good}}')"
job B7 hexdump-secret "coreutils $(tr --version | sed -n '1s/.* //p')" 'the secret was stored as od -tx1 prints it; the scheme uses the text' dropbox $push "$(dropbox $push)" "$(jq -cn --arg s "$(printf %s "$secret" | od -An -v -tx1 | tr -d ' \n')" --arg good "$secret" '{secrets:[{label:"current",value:$s}],secret:"current",undo:{secret:$good},accept:["B8"]}')"
hexkey=5a0b8c7d6e4f10293847566574839201aabbccddeeff00112233445566778899
job B8 openssl-text-key "openssl $(openssl version | cut -d' ' -f2)" 'openssl dgst -hmac takes the hexadecimal text as key; Squarespace decodes it' squarespace $push "$(printf '[["Squarespace-Signature","%s"]]' "$(mac $push sha256 $hexkey)")" "$(jq -cn --arg s $hexkey '{secrets:[{label:"current",value:$s}],secret:"current",undo:{recipe:{key:{form:"utf8"}}}}')"
hexed=$(openssl dgst -sha512 -mac HMAC -macopt hexkey:$hexkey -r $push | cut -d' ' -f1)
job B8 openssl-hexkey "openssl $(openssl version | cut -d' ' -f2)" 'openssl -macopt hexkey: decodes what Paystack uses as text' paystack $push "[[\"X-Paystack-Signature\",\"$hexed\"]]" "$(jq -cn --arg s $hexkey '{secrets:[{label:"current",value:$s}],secret:"current",undo:{recipe:{key:{form:"hex"}}}}')"
job B12 bash-unset "bash ${BASH_VERSINFO[0]}" 'openssl dgst -hmac "$SECRET" with SECRET not set' dropbox $push "[[\"X-Dropbox-Signature\",\"$(openssl dgst -sha256 -hmac "" -r $push | cut -d' ' -f1)\"]]" '{"undo":{"secret":""}}'
job D2 sha256sum "coreutils $(tr --version | sed -n '1s/.* //p')" 'sha256sum of secret and body in place of an HMAC' dropbox $push "[[\"X-Dropbox-Signature\",\"$(cat <(printf %s "$secret") $push | sha256sum | cut -d' ' -f1)\"]]" '{"undo":{"recipe":{"algorithm":"sha256","message":[{"kind":"secret"},{"kind":"body"}]}}}'
job C3 openssl-upper "openssl $(openssl version | cut -d' ' -f2)" 'the digest as openssl -c prints it, in pairs with colons' dropbox $push "[[\"X-Dropbox-Signature\",\"$(openssl dgst -sha256 -hmac "$secret" -c $push | sed 's/.*= //')\"]]" "$(jq -cn --arg h "$(mac $push)" '{verdict:"malformed",accept:["C4","C6"],undo:{headers:[["X-Dropbox-Signature",$h]]}}')"
job C1 openssl-file-name "openssl $(openssl version | cut -d' ' -f2)" 'the whole line of openssl dgst: HMAC-SHA2-256(stdin)= in front of the digest' dropbox $push "[[\"X-Dropbox-Signature\",\"$(openssl dgst -sha256 -hmac "$secret" < $push)\"]]" "$(jq -cn --arg h "$(mac $push)" '{verdict:"malformed",undo:{headers:[["X-Dropbox-Signature",$h]]}}')"

# Clocks, really shifted.
shifted() { # by: the sender runs under faketime
    local t
    t=$(TZ=UTC faketime -f "$1" date +%s)
    printf '[["X-Timestamp","%s"],["X-Signature-256","%s"]]' "$t" "$(timed $push "$t" .)"
}
fake="faketime $(faketime --version 2>&1 | sed -n '1s/.* //p')"
job F6 faketime-ahead "$fake" 'the sender ran with its clock a quarter of an hour ahead' socwarden $push "$(shifted '2026-01-01 00:15:07')" '{"verdict":"valid-future","accept":["F2","F3"],"undo":{"now":1767226507}}'
job F4 faketime-last-year "$fake" 'the machine lived a year ago' socwarden $push "$(shifted '2025-01-01 00:00:11')" '{"verdict":"valid-stale","accept":["F2"],"undo":{"now":1735689611}}'
t=$(TZ=Asia/Kolkata perl -MTime::Local -e 'print timegm(localtime(1767225597))')
job F3 perl-timegm-localtime "$perl" 'timegm(localtime) in India: local time taken for UTC, five and a half hours ahead' socwarden $push "$(printf '[["X-Timestamp","%s"],["X-Signature-256","%s"]]' "$t" "$(timed $push "$t" .)")" "$(jq -cn --argjson t "$t" '{verdict:"valid-future",accept:["F2","F6"],undo:{now:$t}}')"
t=$(TZ=America/New_York perl -MTime::Local -e 'print timegm(localtime(1767225597))')
job F3 perl-new-york "$perl" 'timegm(localtime) in New York: five hours behind' socwarden $push "$(printf '[["X-Timestamp","%s"],["X-Signature-256","%s"]]' "$t" "$(timed $push "$t" .)")" "$(jq -cn --argjson t "$t" '{verdict:"valid-stale",accept:["F2","F4"],undo:{now:$t}}')"
