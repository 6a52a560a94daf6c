// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/visibletext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

bool isInvisible(char32_t c)
{
    if (c >= 0x80 && c < 0xa0)
        return true;
    switch (c) {
    case 0x00ad:
    case 0x034f:
    case 0x061c:
    case 0x115f:
    case 0x1160:
    case 0x17b4:
    case 0x17b5:
    case 0x3164:
    case 0xfeff:
    case 0xffa0:
    case 0x2028:
    case 0x2029:
        return true;
    default:
        break;
    }
    return (c >= 0x180b && c <= 0x180e) || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || (c >= 0xfff0 && c <= 0xfffb) || (c >= 0xfe00 && c <= 0xfe0e) ||
           (c >= 0xe0000 && c <= 0xe0fff);
}

namespace {

void appendVisible(QString &out, char32_t c, bool keepLines)
{
    if (keepLines && (c == U'\n' || c == U'\t'))
        out += QChar(char16_t(c));
    else if (c < 0x20)
        out += QChar(char16_t(0x2400 + c));
    else if (c == 0x7f)
        out += QChar(0x2421);
    else if (isInvisible(c))
        out += u"⟨U+%1⟩"_s.arg(uint(c), 4, 16, QLatin1Char('0')).toUpper();
    else
        out += QChar::fromUcs4(c);
}

} // namespace

QString visibleText(QStringView text, qsizetype cap, bool keepLines)
{
    QString out;
    out.reserve(qMin(text.size(), cap) + 16);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i >= cap)
            return out + u"… (+%1)"_s.arg(QLocale().toString(text.size() - i));
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        } else if (text[i].isSurrogate()) {
            c = QChar::ReplacementCharacter;
        }
        appendVisible(out, c, keepLines);
    }
    return out;
}

QString visibleText(QByteArrayView utf8, qsizetype cap, bool keepLines)
{
    // A character takes at most four bytes: what lies beyond can never be shown.
    const QString head = QString::fromUtf8(utf8.first(qMin(utf8.size(), cap * 4)));
    QString out = visibleText(head, cap, keepLines);
    if (utf8.size() > cap * 4 && head.size() <= cap)
        out += u"…"_s;
    return out;
}

QString toolTipText(QStringView text, qsizetype cap)
{
    if (text.isEmpty())
        return {};
    return u"<qt><p style=\"white-space:pre-wrap\">"_s + visibleText(text, cap, true).toHtmlEscaped() +
           u"</p></qt>"_s;
}

} // namespace tocsin::ui
