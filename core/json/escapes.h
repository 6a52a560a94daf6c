// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/bytebuffer.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>

namespace tocsin::json {

// How a serialiser writes the inside of strings. The named sets are those of real ones;
// tests/data/json/reformat holds what the real ones print.
struct Escapes
{
    enum class NonAscii : quint8 {
        Plain,
        Lines,       // U+2028 and U+2029 are escaped
        LinesAndNel, // and U+0085
        Pairs,       // those above U+FFFF
        Relaxed,     // .NET: what is not assigned, private, a separator or above U+FFFF is escaped
        All,
    };
    enum class Lone : quint8 { Escape, Replace, Question, Refuse };     // surrogates without their other half
    enum class Broken : quint8 { Keep, Replace, ReplaceBytes, Refuse }; // bytes that are not UTF-8
    enum class Hex : quint8 { Lower, Upper, AsFound };

    // true: every string is decoded and written anew. false: what stands there stays, except as said below.
    bool anew = true;
    // For every ASCII character: 0 plain, 'u' as \u00xx, 'U' the same in upper case, else the letter after
    // '\'.
    std::array<char, 128> ascii = {};
    NonAscii nonAscii = NonAscii::Plain;
    Hex hex = Hex::Lower;
    Lone lone = Lone::Escape;
    Broken broken = Broken::Keep;
    // Without anew: escapes that are taken away.
    bool undoSlash = false;
    bool undoAscii = false; // of the other printable ASCII characters that need none
    bool undoNonAscii = false;
    bool undoPairs = false; // of characters above U+FFFF alone
};

namespace escapes {
extern const Escapes javaScript, python, pythonUtf8, php, phpPlainSlash, phpUnicode, phpPlain, phpHex, ruby,
    rubyAscii, rails, go, goPlain, goRaw, go122, gson, gsonPlain, jackson, jacksonAscii, perl, perlAscii,
    dotnet, dotnetRelaxed, newtonsoft, jq, jqAscii, meta, ascii, asciiUpper, asciiSlash, slash, slashGone,
    unicodeGone, markup, markupGone, hexLower, hexUpper, pairs, pairsGone;
}

// Appends the inside of a string (what is between its quotes, as a reader has checked it). False when that
// serialiser would have refused it.
bool appendEscaped(QByteArray &out, QByteArrayView inner, const Escapes &escapes);
bool appendEscaped(ByteBuffer &out, QByteArrayView inner, const Escapes &escapes);

void appendUtf8(QByteArray &out, char32_t point);

// What the inside stands for, as UTF-8; lone surrogates as the three bytes they would have, bytes that are
// not UTF-8 as they are, so that different names stay different.
QByteArray plainBytes(QByteArrayView inner);

} // namespace tocsin::json
