# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0

# Every line `name TAB base64` through Ruby's json, or with the argument "rails" through ActiveSupport; answers
# `profile TAB name TAB base64` or `-` for refused.
require "base64"
require "json"
rails = ARGV[0] == "rails"
if rails
  require "active_support"
  require "active_support/json"
end
if ARGV[1] == "version"
  puts rails ? "ActiveSupport #{ActiveSupport::VERSION::STRING}, Ruby #{RUBY_VERSION}" : "json #{JSON::VERSION}, Ruby #{RUBY_VERSION}"
  exit
end
forms = rails ? { "rails" => ->(v) { v.to_json } } : {
  "ruby" => ->(v) { JSON.generate(v) },
  "ruby-pretty" => ->(v) { JSON.pretty_generate(v) },
  "ruby-inspect" => ->(v) { v.inspect },
  "ruby-ascii" => ->(v) { JSON.generate(v, ascii_only: true) },
}
STDIN.each_line do |line|
  name, body = line.chomp.split("\t")
  forms.each do |profile, form|
    out = begin
      Base64.strict_encode64(form.call(JSON.parse(Base64.decode64(body).force_encoding("UTF-8"), max_nesting: 512)))
    rescue StandardError
      "-"
    end
    puts [profile, name, out].join("\t")
  end
end
