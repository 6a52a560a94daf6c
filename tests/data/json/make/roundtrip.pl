#!/usr/bin/perl
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0

# Every line `name TAB base64` through JSON::PP; answers `profile TAB name TAB base64` or `-` for refused. Always in
# canonical order: without it the order of a hash differs from run to run.
use strict;
use warnings;
use JSON::PP;
use MIME::Base64;

if (@ARGV) { print "JSON::PP $JSON::PP::VERSION, Perl $^V\n"; exit }
my %forms = (
    'perl' => JSON::PP->new->utf8->canonical->allow_nonref,
    'perl-ascii' => JSON::PP->new->ascii->canonical->allow_nonref,
    'perl-pretty' => JSON::PP->new->utf8->canonical->pretty->allow_nonref,
);
my $reader = JSON::PP->new->utf8->allow_nonref;
local $SIG{__WARN__} = sub {};
while (my $line = <STDIN>) {
    chomp $line;
    my ($name, $body) = split /\t/, $line;
    for my $profile (sort keys %forms) {
        my $out = eval { encode_base64($forms{$profile}->encode($reader->decode(decode_base64($body))), '') };
        print join("\t", $profile, $name, $out // '-'), "\n";
    }
}
