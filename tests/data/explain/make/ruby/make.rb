# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
# Senders and pipes in Ruby: python3 ../drive.py ruby make.rb | python3 ../write.py
require 'base64'
require 'json'
require 'openssl'

NOW = 1767225600
SECRET = 'pW4nLz81Qe0vTy6RkBd3'.freeze
HERE = __dir__

def body(name) = File.binread(File.join(HERE, '..', 'bodies', name))
def hex(key, text, digest = 'SHA256') = OpenSSL::HMAC.hexdigest(digest, key, text)
def base64(key, text) = Base64.strict_encode64(OpenSSL::HMAC.digest('SHA256', key, text))

def headers(scheme, text, key, t = NOW - 7)
  case scheme
  when 'github' then { 'X-GitHub-Event' => 'push', 'X-Hub-Signature-256' => "sha256=#{hex(key, text)}" }
  when 'shopify' then { 'X-Shopify-Hmac-Sha256' => base64(key, text) }
  when 'linear' then { 'Linear-Delivery' => '234d1a4e', 'Linear-Signature' => hex(key, text) }
  when 'dropbox' then { 'X-Dropbox-Signature' => hex(key, text) }
  when 'socwarden' then { 'X-Timestamp' => t.to_s, 'X-Signature-256' => hex(key, "#{t}.".b + text.b) }
  when 'typeform' then { 'Typeform-Signature' => "sha256=#{base64(key, text)}" }
  when 'paystack' then { 'X-Paystack-Signature' => hex(key, text, 'SHA512') }
  end
end

def job(cause, slug, what, scheme, text, signed: nil, key: SECRET, set: nil, **more)
  line = { cause:, slug: "ruby-#{slug}", made_by: "ruby #{RUBY_VERSION[/\d+\.\d+/]}", what:, scheme:, secrets: [{ label: 'current', value: SECRET }],
           signed: { target: "/hooks/#{scheme}", headers: [['Content-Type', 'application/json']] + (set || headers(scheme, (signed || text).b, key)).to_a },
           body_base64: Base64.strict_encode64(text) }
  line[:message_base64] = Base64.strict_encode64(signed) if signed
  puts JSON.generate(line.merge(more))
end

# A command that reads the body as `raw` and prints what the expression makes of it.
def pipe(code) = ['ruby', '-rjson', '-rbase64', '-e', "raw = STDIN.binmode.read.force_encoding('UTF-8'); STDOUT.binmode.write(#{code})"]

now_ms = (NOW - 3) * 1000
spaced = "{\"action\": \"create\", \"type\": \"Issue\", \"data\": {\"title\": \"Größe ändern\", \"estimate\": 136.0, \"labels\": [], \"parent\": null}, \"webhookTimestamp\": #{now_ms}}"
job('A1', 'generate-keeps-floats', 'JSON.generate(JSON.parse(body)): blanks are gone, 136.0 stays', 'linear', spaced, hop: pipe('JSON.generate(JSON.parse(raw))'))
push = body('github-push.json')
job('A3', 'pretty-generate', 'JSON.pretty_generate writes [] for an empty list; a sender that signs its compact form would look the same', 'github', push, hop: pipe('JSON.pretty_generate(JSON.parse(raw))'), accept: ['A6'])
job('A5', 'signs-to-s', 'the sender signs payload.to_s, which is {"a"=>nil}, and sends payload.to_json', 'shopify',
    JSON.generate('id' => 7, 'paid' => true, 'note' => nil, 'lines' => ['a', 2]), signed: { 'id' => 7, 'paid' => true, 'note' => nil, 'lines' => ['a', 2] }.to_s)
job('A10', 'ascii-generate', 'JSON.generate(.., ascii_only: true) in the relay', 'dropbox', '{"name":"Søren Ångström","city":"København"}', hop: pipe('JSON.generate(JSON.parse(raw), ascii_only: true)'))
job('A9', 'escape-slash', 'JSON.generate(.., escape_slash: true) writes \/', 'paystack', '{"event":"charge.success","data":{"url":"https://shop.example.com/paid/1","amount":100}}', hop: pipe('JSON.generate(JSON.parse(raw), escape_slash: true)'), accept: ['A12'])
job('A16', 'unicode-normalize', 'unicode_normalize(:nfd) in the relay', 'typeform', '{"event_id":"LtWXD3crgy","answer":"Crème brûlée à Málaga"}', hop: pipe('raw.unicode_normalize(:nfd)'))
job('A17', 'puts', 'puts adds a newline', 'linear', spaced, hop: pipe('"".b').tap { |c| c[-1] = 'puts STDIN.read' }, accept: ['A18'])
job('A17', 'chomp', 'the sender signs the newline at the end, the relay chomps', 'socwarden', body('socwarden-alert.json') + "\n", hop: pipe('raw.chomp'), accept: ['A18'])
job('A18', 'heredoc', 'a template put the body into a heredoc: two blanks in front, a newline behind', 'shopify', body('shopify-customer.json'), hop: pipe('"  #{raw}\n"'))
job('A20', 'urlsafe-base64', 'Base64.urlsafe_encode64(.., padding: false) for a queue', 'github', body('github-push-unicode.json'), hop: pipe('Base64.urlsafe_encode64(raw, padding: false)'))
job('A13', 'emoji-ascii', 'an emoji became an escaped surrogate pair; being all that is not ASCII, it is a case of A10 too', 'github', '{"action":"created","comment":{"body":"nice 🦀"}}', hop: pipe('JSON.generate(JSON.parse(raw), ascii_only: true)'), accept: ['A10'])
job('A31', 'delete-tabs', 'squeezing by hand: every tab became a blank', 'typeform', "{\t\"event_id\":\t\"LtWXD3crgy\",\t\"score\":\t3}", hop: pipe('raw.tr("\t", " ")'), accept: ['A3'])
job('A33', 'compact-nulls', 'Hash#compact dropped what was nil', 'shopify', body('shopify-customer.json'), hop: pipe('JSON.generate(JSON.parse(raw).compact)'), provable: false)

text = '{"event":"charge.success","data":{"id":302961,"amount":10000}}'
job('D1', 'sha256-for-sha1', 'the sender signs with SHA-384 where the scheme is SHA-512', 'paystack', text, set: { 'X-Paystack-Signature' => hex(SECRET, text, 'SHA384') }, verdict: 'malformed', undo: { recipe: { algorithm: 'hmac-sha384' } })
job('D4', 'raw-pre-hash', 'the sender signs the bytes of the body\'s SHA-256', 'shopify', text, set: { 'X-Shopify-Hmac-Sha256' => base64(SECRET, OpenSSL::Digest::SHA256.digest(text)) },
    undo: { recipe: { message: [{ kind: 'body', hash: 'sha256', encoding: 'raw' }] } })
job('C2', 'encode64-line', 'Base64.encode64 of a hexadecimal digest, where Typeform\'s scheme is base64 of the digest', 'typeform', text, set: { 'Typeform-Signature' => "sha256=#{Base64.encode64(hex(SECRET, text)).delete("\n")}" }, verdict: 'malformed', undo: { recipe: { signature: { encoding: 'base64-hex' } } })
job('B4', 'gets', 'gets keeps the newline of what was typed', 'dropbox', text, secrets: [{ label: 'typed', value: "#{SECRET}\n" }], secret: 'typed', undo: { secret: SECRET })
job('B10', 'digest-as-key', 'the sender derives its key: SHA-256 of the secret, in hexadecimal', 'github', text, key: OpenSSL::Digest::SHA256.hexdigest(SECRET), undo: { secret: OpenSSL::Digest::SHA256.hexdigest(SECRET) })
job('', 'wrong-secret-pretty', 'written anew and signed with a secret that is not stored: nothing can be proved', 'github', push, key: 'not-in-the-store', hop: pipe('JSON.pretty_generate(JSON.parse(raw))'), provable: false)
