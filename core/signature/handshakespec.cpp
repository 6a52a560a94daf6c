// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/handshakespec.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool belongs(char c, Alphabet alphabet)
{
    switch (alphabet) {
    case Alphabet::Hex:
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    case Alphabet::Token:
        return isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    case Alphabet::Base64:
        return isLetterOrDigit(c) || c == '+' || c == '/' || c == '-' || c == '_';
    case Alphabet::Visible:
        return c > ' ' && c <= '~' && c != '<' && c != '>';
    case Alphabet::Text:
        return c >= ' ' && c <= '~' && c != '<' && c != '>';
    }
    Q_UNREACHABLE();
}

} // namespace

const HandshakeNeed *Handshake::need(const HandshakeValue &value) const
{
    const auto found = std::find_if(has.begin(), has.end(),
                                    [&value](const HandshakeNeed &need) { return need.value == value; });
    return found == has.end() ? nullptr : &*found;
}

QString placeName(const HandshakeValue &value)
{
    const QString name = QString::fromUtf8(value.name);
    switch (value.place) {
    case HandshakeValue::Place::Query:
        return u"query parameter "_s + name;
    case HandshakeValue::Place::Header:
        return u"header "_s + name;
    case HandshakeValue::Place::Json:
        return u"body member "_s + name;
    case HandshakeValue::Place::Parameter:
        return u"parameter "_s + name;
    case HandshakeValue::Place::None:
        break;
    }
    return {};
}

bool isWithin(QByteArrayView text, Alphabet alphabet)
{
    for (int padding = 0; alphabet == Alphabet::Base64 && padding < 2 && text.endsWith('='); ++padding)
        text.chop(1);
    return std::all_of(text.begin(), text.end(), [alphabet](char c) { return belongs(c, alphabet); });
}

} // namespace tocsin::signature
