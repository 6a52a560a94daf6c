// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/markdowntext.h"

#include <algorithm>

namespace tocsin::report {

using namespace Qt::StringLiterals;

bool isHidden(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xd800 && c <= 0xdfff) ||
           (c >= 0xe0000 && c <= 0xe007f);
}

QString visible(QStringView text, bool keepLines)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        if (isHidden(c) && !(keepLines && (c == U'\n' || c == U'\t')))
            out += u"<U+%1>"_s.arg(QString::number(uint(c), 16).toUpper(), 4, u'0');
        else
            out += QChar::fromUcs4(c);
    }
    return out;
}

namespace {

QString shown(const QString &text, qsizetype most)
{
    const QString out = visible(QStringView(text).left(most), false);
    return text.size() > most ? out + u'…' : out;
}

} // namespace

QString codeSpan(const QString &text, qsizetype most)
{
    const QString content = shown(text, most);
    if (content.isEmpty())
        return u"(empty)"_s;
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : content) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    // One blank at each end is taken off by the reader.
    const bool padded = content.startsWith(u'`') || content.endsWith(u'`') || content.startsWith(u' ') ||
                        content.endsWith(u' ');
    return padded ? fence + u' ' + content + u' ' + fence : fence + content + fence;
}

QString codeSpan(const QByteArray &text, qsizetype most)
{
    return codeSpan(QString::fromUtf8(text.left(most * 4)), most);
}

QString escaped(const QString &text, qsizetype most)
{
    QString out;
    const QString content = shown(text, most);
    for (qsizetype i = 0; i < content.size(); ++i) {
        const QChar c = content[i];
        const bool link = (c == u':' && QStringView(content).sliced(i + 1).startsWith(u"//")) ||
                          (c == u'.' && QStringView(content).first(i).endsWith(u"www", Qt::CaseInsensitive));
        if (link || QStringView(u"\\`*_[]<>#|&~@!").contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

} // namespace tocsin::report
