// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/genericpayload.h"

#include <QStringDecoder>

#include <algorithm>

namespace tocsin::payload {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype looked = 65'536; // bytes of a body that decide between text and binary

QString firstWord(const Members &members, std::initializer_list<Name> names, qsizetype limit)
{
    for (const Name name : names) {
        if (members.has(name) && members.isString(name))
            return members.word(name, limit);
    }
    return {};
}

bool isForm(const domain::HttpMessage &message)
{
    const QByteArray type = message.first("Content-Type").trimmed().toLower();
    return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data");
}

bool hasControls(QByteArrayView bytes)
{
    for (const char c : bytes) {
        const auto code = uchar(c);
        if ((code < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1b') || code == 0x7f)
            return true;
    }
    return false;
}

bool isText(QByteArrayView body)
{
    const QByteArrayView start = body.first(std::min(body.size(), looked));
    if (hasControls(start))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder.decode(start);
    return !decoder.hasError(); // a character that the cut splits is no error yet
}

QString firstLine(QByteArrayView body)
{
    const QByteArrayView start = body.first(std::min(body.size(), looked)).trimmed();
    const qsizetype end = start.indexOf('\n');
    const QByteArrayView line = end < 0 ? start : start.first(end);
    constexpr qsizetype bytesPerUnit = 4; // so that a character split at the end is cut off
    return cutText(QString::fromUtf8(line.first(std::min(line.size(), lineLimit * bytesPerUnit))).trimmed(),
                   lineLimit);
}

// What a person would read as a line: no broken JSON, no markup, no token.
bool isProse(const QString &line)
{
    constexpr qsizetype longestWord = 60;
    static const QString data = u"{[<\""_s;
    if (line.isEmpty() || data.contains(line.front()))
        return false;
    qsizetype word = 0;
    return std::all_of(line.begin(), line.end(), [&](QChar c) {
        word = c.isSpace() ? 0 : word + 1;
        return word <= longestWord || c.unicode() > 0x7E; // not every script has blanks
    });
}

} // namespace

void decodeGenericJson(const JsonBody &body, domain::PayloadSummary &summary)
{
    const Members &top = body.top;
    summary.format = u"json"_s;
    if (!body.isObject)
        return;
    summary.event = firstWord(top, {Name::Event, Name::Type, Name::EventType, Name::Action}, wordLimit);
    summary.title = firstWord(top, {Name::Summary, Name::Title, Name::Message, Name::Name}, lineLimit);
    summary.severityText = firstWord(top, {Name::Severity, Name::Level, Name::Priority}, wordLimit);
    summary.severity = domain::severityFromPayload(summary.severityText);
    summary.actor = firstWord(top, {Name::Actor, Name::Username, Name::User}, wordLimit);
    summary.address = firstWord(top, {Name::Ip}, wordLimit);
    summary.risk = top.number(Name::RiskScore);
    summary.link = firstWord(top, {Name::Url}, linkLimit);
    const Micros stated = top.time(Name::Timestamp);
    summary.stated = stated != 0 ? stated : top.time(Name::CreatedAt);
}

void decodeOther(const domain::HttpMessage &message, domain::PayloadSummary &summary)
{
    if (message.body.isEmpty()) {
        summary.format = u"empty"_s;
    } else if (isForm(message)) {
        summary.format = u"form"_s;
    } else if (isText(message.body)) {
        summary.format = u"text"_s;
        if (const QString line = firstLine(message.body); isProse(line))
            summary.title = line;
    } else {
        summary.format = u"binary"_s;
    }
}

} // namespace tocsin::payload
