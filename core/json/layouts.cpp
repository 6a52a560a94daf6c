// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/layouts.h"

namespace tocsin::json {

namespace {

using namespace Qt::StringLiterals;
using Space = Layout::Space;
using Order = Layout::Order;

// Small words that a layout is put together with.
constexpr Layout compact()
{
    Layout layout;
    layout.space = Space::Compact;
    return layout;
}

constexpr Layout kept()
{
    return {};
}

constexpr Layout spaced(Layout layout)
{
    layout.space = Space::Spaced;
    return layout;
}

constexpr Layout indented(Layout layout, QLatin1StringView indent,
                          QLatin1StringView newline = QLatin1StringView("\n"))
{
    layout.space = Space::Indented;
    layout.indent = indent;
    layout.newline = newline;
    return layout;
}

constexpr Layout sorted(Layout layout, Order order = Order::Bytewise)
{
    layout.order = order;
    return layout;
}

constexpr Layout escaped(Layout layout, const Escapes &escapes)
{
    layout.escapes = &escapes;
    return layout;
}

// A value that was read into the language's own types.
constexpr Layout decoded(Layout layout, Numbers numbers)
{
    layout.duplicates = Layout::Duplicates::LastWins;
    layout.numbers = numbers;
    return layout;
}

constexpr Layout numbers(Layout layout, Numbers form)
{
    layout.numbers = form;
    return layout;
}

constexpr Layout empties(Layout layout, Layout::Empty empty)
{
    layout.empty = empty;
    return layout;
}

constexpr Layout colon(Layout layout, QLatin1StringView text)
{
    layout.colon = text;
    return layout;
}

constexpr Layout inlined(Layout layout)
{
    layout.inlineArrays = true;
    return layout;
}

constexpr Layout withoutNulls(Layout layout)
{
    layout.dropNulls = true;
    return layout;
}

constexpr Layout listsForEmpty(Layout layout)
{
    layout.emptyObjectsAsArrays = true;
    return layout;
}

constexpr Layout ended(Layout layout)
{
    layout.trailingNewline = true;
    return layout;
}

constexpr auto two = QLatin1StringView("  ");
constexpr auto three = QLatin1StringView("   ");
constexpr auto four = QLatin1StringView("    ");
constexpr auto tab = QLatin1StringView("\t");
constexpr auto crlf = QLatin1StringView("\r\n");
constexpr auto spacedColon = QLatin1StringView(" : ");

namespace e = escapes;

constexpr Layout javaScript =
    sorted(decoded(escaped(compact(), e::javaScript), Numbers::JavaScript), Order::IndexFirst);
constexpr Layout python = decoded(escaped(compact(), e::python), Numbers::Python);
constexpr Layout pythonUtf8 = decoded(escaped(compact(), e::pythonUtf8), Numbers::Python);
constexpr Layout php = decoded(escaped(compact(), e::php), Numbers::Php);
constexpr Layout phpPlain = decoded(escaped(compact(), e::phpPlain), Numbers::Php);
constexpr Layout ruby = decoded(escaped(compact(), e::ruby), Numbers::Ruby);
constexpr Layout gson = decoded(escaped(compact(), e::gson), Numbers::Keep);
constexpr Layout jackson = decoded(escaped(compact(), e::jackson), Numbers::Java);
constexpr Layout perl = sorted(decoded(escaped(compact(), e::perl), Numbers::Perl));
constexpr Layout newtonsoft = decoded(escaped(compact(), e::newtonsoft), Numbers::Newtonsoft);
constexpr Layout jq = decoded(escaped(compact(), e::jq), Numbers::Jq);
constexpr Layout goMap = sorted(decoded(escaped(compact(), e::go), Numbers::Go));

constexpr NamedLayout all[] = {
    {"compact"_L1, "without white space"_L1, compact()},
    {"spaced"_L1, "with a blank behind every comma and colon"_L1, spaced(kept())},
    {"indent-2"_L1, "indented by two blanks"_L1, indented(kept(), two)},
    {"indent-4"_L1, "indented by four blanks"_L1, indented(kept(), four)},
    {"indent-tab"_L1, "indented by tabs"_L1, indented(kept(), tab)},
    {"indent-2-crlf"_L1, "indented by two blanks, lines end with CRLF"_L1, indented(kept(), two, crlf)},
    {"indent-4-crlf"_L1, "indented by four blanks, lines end with CRLF"_L1, indented(kept(), four, crlf)},
    {"indent-tab-crlf"_L1, "indented by tabs, lines end with CRLF"_L1, indented(kept(), tab, crlf)},
    {"sorted"_L1, "without white space, names sorted by bytes"_L1, sorted(compact())},
    {"sorted-spaced"_L1, "with blanks behind commas and colons, names sorted by bytes"_L1,
     sorted(spaced(kept()))},
    {"jcs"_L1, "canonical as RFC 8785 says"_L1,
     sorted(numbers(escaped(compact(), e::javaScript), Numbers::JavaScript), Order::Utf16)},
    {"ascii"_L1, "characters beyond ASCII as lower case \\u escapes"_L1, escaped(kept(), e::ascii)},
    {"ascii-upper"_L1, "characters beyond ASCII as upper case \\u escapes"_L1,
     escaped(kept(), e::asciiUpper)},
    {"ascii-slash"_L1, "characters beyond ASCII and slashes escaped"_L1, escaped(kept(), e::asciiSlash)},
    {"slash"_L1, "slashes escaped"_L1, escaped(kept(), e::slash)},
    {"plain-slash"_L1, "slashes not escaped"_L1, escaped(kept(), e::slashGone)},
    {"unicode"_L1, "characters beyond ASCII not escaped"_L1, escaped(kept(), e::unicodeGone)},
    {"markup"_L1, "<, > and & escaped"_L1, escaped(kept(), e::markup)},
    {"plain-markup"_L1, "printable ASCII not escaped"_L1, escaped(kept(), e::markupGone)},
    {"hex-lower"_L1, "escapes in lower case"_L1, escaped(kept(), e::hexLower)},
    {"hex-upper"_L1, "escapes in upper case"_L1, escaped(kept(), e::hexUpper)},
    {"pairs"_L1, "emoji and other characters above U+FFFF as escaped pairs"_L1, escaped(kept(), e::pairs)},
    {"plain-pairs"_L1, "emoji and other characters above U+FFFF not escaped"_L1,
     escaped(kept(), e::pairsGone)},
    {"meta"_L1, "escaped as Meta does before it signs"_L1, escaped(kept(), e::meta)},
    {"without-point-zero"_L1, "whole numbers without .0"_L1, numbers(kept(), Numbers::WithoutPointZero)},
    {"with-point-zero"_L1, "whole numbers with .0"_L1, numbers(kept(), Numbers::WithPointZero)},
    {"without-nulls"_L1, "without white space and members that are null"_L1, withoutNulls(compact())},
    {"unique"_L1, "without white space and repeated names"_L1, decoded(compact(), Numbers::Keep)},

    {"javascript"_L1, "parsed and written by JavaScript"_L1, javaScript},
    {"javascript-indent-2"_L1, "parsed and written by JavaScript, two blanks"_L1, indented(javaScript, two)},
    {"javascript-indent-4"_L1, "parsed and written by JavaScript, four blanks"_L1,
     indented(javaScript, four)},
    {"javascript-indent-tab"_L1, "parsed and written by JavaScript, tabs"_L1, indented(javaScript, tab)},
    {"python"_L1, "parsed and written by Python's json"_L1, spaced(python)},
    {"python-compact"_L1, "parsed and written by Python's json, compact"_L1, python},
    {"python-utf8"_L1, "parsed and written by Python's json, ensure_ascii off"_L1, spaced(pythonUtf8)},
    {"python-utf8-compact"_L1, "parsed and written by Python's json, compact, ensure_ascii off"_L1,
     pythonUtf8},
    {"python-sorted"_L1, "parsed and written by Python's json, compact, sorted"_L1, sorted(python)},
    {"python-sorted-spaced"_L1, "parsed and written by Python's json, sorted"_L1, sorted(spaced(python))},
    {"python-indent-2"_L1, "parsed and written by Python's json, two blanks"_L1, indented(python, two)},
    {"python-indent-4"_L1, "parsed and written by Python's json, four blanks"_L1, indented(python, four)},
    {"python-indent-tab"_L1, "parsed and written by Python's json, tabs"_L1, indented(python, tab)},
    {"php"_L1, "compact with the escapes of PHP"_L1, escaped(compact(), e::php)},
    {"php-decoded"_L1, "parsed and written by PHP"_L1, php},
    {"php-array"_L1, "parsed into arrays and written by PHP"_L1, listsForEmpty(php)},
    {"php-precision-17"_L1, "parsed and written by PHP, serialize_precision 17"_L1,
     numbers(php, Numbers::Php17)},
    {"php-point-zero"_L1, "parsed and written by PHP, JSON_PRESERVE_ZERO_FRACTION"_L1,
     numbers(php, Numbers::PhpPointZero)},
    {"php-plain-slash"_L1, "parsed and written by PHP, JSON_UNESCAPED_SLASHES"_L1,
     escaped(php, e::phpPlainSlash)},
    {"php-unicode"_L1, "parsed and written by PHP, JSON_UNESCAPED_UNICODE"_L1, escaped(php, e::phpUnicode)},
    {"php-plain"_L1, "parsed and written by PHP, slashes and Unicode unescaped"_L1, phpPlain},
    {"php-hex"_L1, "parsed and written by PHP, JSON_HEX_*"_L1, escaped(php, e::phpHex)},
    {"php-pretty"_L1, "parsed and written by PHP, JSON_PRETTY_PRINT"_L1, indented(php, four)},
    {"php-pretty-plain"_L1, "parsed and written by PHP, pretty, slashes and Unicode unescaped"_L1,
     indented(phpPlain, four)},
    {"ruby"_L1, "parsed and written by Ruby's json"_L1, ruby},
    {"ruby-ascii"_L1, "parsed and written by Ruby's json, ascii_only"_L1, escaped(ruby, e::rubyAscii)},
    {"ruby-pretty"_L1, "parsed and written by Ruby's json, pretty_generate"_L1,
     empties(indented(ruby, two), Layout::Empty::Broken)},
    {"rails"_L1, "parsed and written by Rails"_L1, numbers(escaped(ruby, e::rails), Numbers::Rails)},
    {"go"_L1, "strings written by Go, members in order"_L1, escaped(compact(), e::go)},
    {"go-plain"_L1, "strings written by Go without its HTML escapes"_L1, escaped(compact(), e::goPlain)},
    {"go-1.22"_L1, "strings written by Go 1.22 or later"_L1, escaped(compact(), e::go122)},
    {"go-raw"_L1, "compacted by Go (RawMessage)"_L1, escaped(compact(), e::goRaw)},
    {"go-indent"_L1, "indented by Go (RawMessage)"_L1, indented(escaped(compact(), e::goRaw), two)},
    {"go-map"_L1, "parsed into a map and written by Go"_L1, goMap},
    {"go-map-plain"_L1, "parsed into a map and written by Go without its HTML escapes"_L1,
     escaped(goMap, e::goPlain)},
    {"gson"_L1, "parsed and written by Gson"_L1, gson},
    {"gson-without-nulls"_L1, "parsed and written by Gson, nulls left out"_L1, withoutNulls(gson)},
    {"gson-plain"_L1, "parsed and written by Gson without HTML escapes"_L1, escaped(gson, e::gsonPlain)},
    {"gson-pretty"_L1, "parsed and written by Gson, pretty"_L1, indented(gson, two)},
    {"gson-map"_L1, "parsed into a map and written by Gson"_L1, numbers(gson, Numbers::JavaDoubles)},
    {"jackson"_L1, "parsed and written by Jackson"_L1, jackson},
    {"jackson-ascii"_L1, "parsed and written by Jackson, ESCAPE_NON_ASCII"_L1,
     escaped(jackson, e::jacksonAscii)},
    {"jackson-pretty"_L1, "parsed and written by Jackson, pretty"_L1,
     inlined(empties(colon(indented(jackson, two), spacedColon), Layout::Empty::Blank))},
    {"perl"_L1, "parsed and written by JSON::PP, canonical"_L1, perl},
    {"perl-ascii"_L1, "parsed and written by JSON::PP, canonical, ascii"_L1, escaped(perl, e::perlAscii)},
    {"perl-pretty"_L1, "parsed and written by JSON::PP, canonical, pretty"_L1,
     ended(colon(indented(perl, three), spacedColon))},
    {"dotnet"_L1, "strings written by System.Text.Json"_L1, escaped(compact(), e::dotnet)},
    {"dotnet-relaxed"_L1, "strings written by System.Text.Json, relaxed escaping"_L1,
     escaped(compact(), e::dotnetRelaxed)},
    {"dotnet-indented"_L1, "written by System.Text.Json, indented"_L1,
     indented(escaped(compact(), e::dotnet), two)},
    {"newtonsoft"_L1, "parsed and written by Newtonsoft.Json"_L1, newtonsoft},
    {"newtonsoft-indented"_L1, "parsed and written by Newtonsoft.Json, indented on Windows"_L1,
     indented(newtonsoft, two, crlf)},
    {"jq"_L1, "parsed and written by jq 1.6"_L1, jq},
    {"jq-sorted"_L1, "parsed and written by jq 1.6, sorted"_L1, sorted(jq)},
    {"jq-ascii"_L1, "parsed and written by jq 1.6, ascii"_L1, escaped(jq, e::jqAscii)},
    {"jq-pretty"_L1, "parsed and written by jq 1.6, indented"_L1, ended(indented(jq, two))},
    {"jq-tab"_L1, "parsed and written by jq 1.6, tabs"_L1, indented(jq, tab)},
};

} // namespace

std::span<const NamedLayout> layouts()
{
    return all;
}

const Layout *layout(QByteArrayView id)
{
    for (const NamedLayout &named : all) {
        if (QByteArrayView(named.id.data(), named.id.size()) == id)
            return &named.layout;
    }
    return nullptr;
}

} // namespace tocsin::json
