# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0

# Runs every line of a job file as `ruby PROGRAM HEAD BODY` would, in one process; see driver.cjs.
require 'stringio'

own = ENV.to_h
$VERBOSE = nil
File.foreach(ARGV[0].dup, chomp: true) do |line|
  program, head, body, *variables = line.split("\t")
  ENV.replace(own.merge(variables.to_h { |variable| variable.unpack1('m').force_encoding('UTF-8').split('=', 2) }))
  ARGV.replace([head, body])
  said, code = StringIO.new, 0
  $stdout = said
  begin
    load program, true
  rescue SystemExit => e
    code = e.status
  rescue StandardError => e
    code = 3
    said << "crashed: #{e.inspect}"
  end
  $stdout = STDOUT
  puts "#{code} #{said.string.lines.first.to_s.chomp}"
end
