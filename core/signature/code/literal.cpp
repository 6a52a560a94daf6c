// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/literal.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

bool isPlain(char c)
{
    constexpr QByteArrayView marks(" !%&()*+,-./:;<=>?@[]^_|~");
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.contains(c);
}

} // namespace

QString escaped(QByteArrayView bytes, Escape escape)
{
    QString text;
    for (const char c : bytes) {
        const uint value = uchar(c);
        if (isPlain(c))
            text += QLatin1Char(c);
        else if (c == '\n')
            text += u"\\n"_s;
        else if (escape == Escape::Octal)
            text += u"\\%1"_s.arg(value, 3, 8, QChar(u'0'));
        else
            text += (escape == Escape::Hex ? u"\\x%1"_s : u"\\u00%1"_s).arg(value, 2, 16, QChar(u'0'));
    }
    return text;
}

QString inComment(QStringView text)
{
    QString safe;
    for (const QChar c : text) {
        const bool letter = c.isLetterOrNumber() && !c.isSurrogate();
        safe += letter || u" .,-_()+"_s.contains(c) ? c : QChar(u'?');
    }
    return safe;
}

} // namespace tocsin::signature::code
