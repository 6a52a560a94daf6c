// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/terminal.h"

#include <QJsonDocument>

#include <cstdio>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

bool steers(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xd800 && c <= 0xdfff);
}

} // namespace

QString visible(const QString &text, qsizetype most)
{
    QString shown;
    const auto points = text.left(most).toUcs4();
    for (const uint c : points) {
        if (steers(c))
            shown += u"<U+%1>"_s.arg(c, 4, 16, QChar(u'0')).toUpper();
        else
            shown += QString::fromUcs4(reinterpret_cast<const char32_t *>(&c), 1);
    }
    return text.size() > most ? shown + u'…' : shown;
}

QString columns(const QList<std::pair<QString, int>> &cells)
{
    QString line;
    for (const auto &[text, width] : cells) {
        if (!line.isEmpty())
            line += u"  "_s;
        line += width < 0 ? text.rightJustified(-width) : text.leftJustified(width);
    }
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

void printBytes(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
}

void printLine(const QString &line)
{
    printBytes(line.toUtf8() + '\n');
}

void printJson(const QJsonObject &object)
{
    printBytes(escapedJson(QJsonDocument(object).toJson(QJsonDocument::Compact)) + '\n');
}

QByteArray escapedJson(const QByteArray &text)
{
    // Outside of strings JSON is ASCII, so an escape may replace any other character that could steer a
    // terminal. Layout is outside of strings too: within them it is escaped already.
    const QString json = QString::fromUtf8(text);
    QString safe;
    safe.reserve(json.size());
    for (const QChar c : json) {
        const bool isLayout = c == u'\n' || c == u'\r' || c == u'\t';
        if (!c.isSurrogate() && !isLayout && steers(c.unicode()))
            safe += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            safe += c;
    }
    return safe.toUtf8();
}

void printError(const QString &line)
{
    const QByteArray bytes = u"tocsinctl: %1\n"_s.arg(line).toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

void flushOutput()
{
    std::fflush(stdout);
}

} // namespace tocsin::cli
