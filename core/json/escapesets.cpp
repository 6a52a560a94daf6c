// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The sets of escapes by name.

#include "core/json/escapes.h"

namespace tocsin::json::escapes {

namespace {

using NonAscii = Escapes::NonAscii;
using Lone = Escapes::Lone;
using Broken = Escapes::Broken;
using Hex = Escapes::Hex;
using Table = std::array<char, 128>;

constexpr Table with(Table table, const char *characters, char form)
{
    for (; *characters; ++characters)
        table[size_t(*characters)] = form;
    return table;
}

constexpr Table slashed(Table table)
{
    return with(table, "/", '/');
}

// What nearly all do: the quote, the backslash, five control characters by letter and the others by number.
constexpr Table usual()
{
    Table table = {};
    for (size_t c = 0; c < 32; ++c)
        table[c] = 'u';
    table['"'] = '"';
    table['\\'] = '\\';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    return table;
}

constexpr Table usualAndDelete()
{
    return with(usual(), "\x7f", 'u');
}

// Go 1.21 and older: \b and \f by number.
constexpr Table oldGo()
{
    return with(usual(), "\b\f", 'u');
}

constexpr Table webSafe = with(with(usual(), "<>", 'U'), "&'\"", 'u');

constexpr Escapes anew(Table table, NonAscii nonAscii, Lone lone, Broken broken, Hex hex = Hex::Lower)
{
    return {true, table, nonAscii, hex, lone, broken, false, false, false, false};
}

// Sets that leave what stands there.
constexpr Escapes added(Table table, NonAscii nonAscii, Hex hex = Hex::AsFound)
{
    return {false, table, nonAscii, hex, Lone::Escape, Broken::Keep, false, false, false, false};
}

constexpr Escapes undone(bool slash, bool ascii, bool nonAscii, bool pairs)
{
    return {false,        {},    NonAscii::Plain, Hex::AsFound, Lone::Escape,
            Broken::Keep, slash, ascii,           nonAscii,     pairs};
}

} // namespace

constinit const Escapes javaScript = anew(usual(), NonAscii::Plain, Lone::Escape, Broken::Replace);
constinit const Escapes python = anew(usualAndDelete(), NonAscii::All, Lone::Escape, Broken::Refuse);
constinit const Escapes pythonUtf8 = anew(usual(), NonAscii::Plain, Lone::Refuse, Broken::Refuse);
constinit const Escapes php = anew(slashed(usual()), NonAscii::All, Lone::Refuse, Broken::Refuse);
constinit const Escapes phpPlainSlash = anew(usual(), NonAscii::All, Lone::Refuse, Broken::Refuse);
constinit const Escapes phpUnicode = anew(slashed(usual()), NonAscii::Lines, Lone::Refuse, Broken::Refuse);
constinit const Escapes phpPlain = anew(usual(), NonAscii::Lines, Lone::Refuse, Broken::Refuse);
constinit const Escapes phpHex = anew(slashed(webSafe), NonAscii::All, Lone::Refuse, Broken::Refuse);
constinit const Escapes ruby = anew(usual(), NonAscii::Plain, Lone::Refuse, Broken::Refuse);
constinit const Escapes rubyAscii = anew(usual(), NonAscii::All, Lone::Refuse, Broken::Refuse);
constinit const Escapes rails =
    anew(with(usual(), "<>&", 'u'), NonAscii::Lines, Lone::Refuse, Broken::Refuse);
constinit const Escapes go =
    anew(with(oldGo(), "<>&", 'u'), NonAscii::Lines, Lone::Replace, Broken::ReplaceBytes);
constinit const Escapes goPlain = anew(oldGo(), NonAscii::Lines, Lone::Replace, Broken::ReplaceBytes);
constinit const Escapes goRaw = added(with({}, "<>&", 'u'), NonAscii::Lines);
constinit const Escapes go122 =
    anew(with(usual(), "<>&", 'u'), NonAscii::Lines, Lone::Replace, Broken::ReplaceBytes);
constinit const Escapes gson =
    anew(with(usual(), "<>&='", 'u'), NonAscii::Lines, Lone::Question, Broken::Replace);
constinit const Escapes gsonPlain = anew(usual(), NonAscii::Lines, Lone::Question, Broken::Replace);
constinit const Escapes jackson = anew(usual(), NonAscii::Plain, Lone::Question, Broken::Refuse, Hex::Upper);
constinit const Escapes jacksonAscii = anew(usual(), NonAscii::All, Lone::Escape, Broken::Refuse, Hex::Upper);
constinit const Escapes perl = anew(usual(), NonAscii::Plain, Lone::Refuse, Broken::Refuse);
constinit const Escapes perlAscii = anew(usual(), NonAscii::All, Lone::Refuse, Broken::Refuse);
constinit const Escapes dotnet =
    anew(with(usual(), "\"&'+<>`\x7f", 'u'), NonAscii::All, Lone::Replace, Broken::Refuse, Hex::Upper);
constinit const Escapes dotnetRelaxed =
    anew(usualAndDelete(), NonAscii::Relaxed, Lone::Replace, Broken::Refuse, Hex::Upper);
constinit const Escapes newtonsoft = anew(usual(), NonAscii::LinesAndNel, Lone::Replace, Broken::Replace);
constinit const Escapes jq = anew(usualAndDelete(), NonAscii::Plain, Lone::Refuse, Broken::Replace);
constinit const Escapes jqAscii = anew(usualAndDelete(), NonAscii::All, Lone::Refuse, Broken::Replace);
constinit const Escapes meta =
    added(slashed(with(with({}, "<", 'U'), "%@", 'u')), NonAscii::All, Hex::AsFound);

constinit const Escapes ascii = added({}, NonAscii::All);
constinit const Escapes asciiUpper = added({}, NonAscii::All, Hex::Upper);
constinit const Escapes asciiSlash = added(slashed({}), NonAscii::All);
constinit const Escapes slash = added(slashed({}), NonAscii::Plain);
constinit const Escapes slashGone = undone(true, false, false, false);
constinit const Escapes unicodeGone = undone(false, false, true, false);
constinit const Escapes markup = added(with({}, "<>&", 'u'), NonAscii::Plain);
constinit const Escapes markupGone = undone(false, true, false, false);
constinit const Escapes hexLower = added({}, NonAscii::Plain, Hex::Lower);
constinit const Escapes hexUpper = added({}, NonAscii::Plain, Hex::Upper);
constinit const Escapes pairs = added({}, NonAscii::Pairs);
constinit const Escapes pairsGone = undone(false, false, false, true);

} // namespace tocsin::json::escapes
