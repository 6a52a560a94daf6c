// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/rawhead.h"

namespace tocsin::domain {

namespace {

QByteArrayView withoutBlanks(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype end = rest.indexOf('\n');
    QByteArrayView line = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

QList<HeaderField> readFields(QByteArrayView lines)
{
    QList<HeaderField> fields;
    while (!lines.isEmpty()) {
        const QByteArrayView line = takeLine(lines);
        if (line.isEmpty())
            continue;
        if ((line.front() == ' ' || line.front() == '\t') && !fields.isEmpty()) {
            fields.last().value += ' ' + withoutBlanks(line).toByteArray();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            fields.append({line.toByteArray(), {}});
        else
            fields.append(
                {line.first(colon).toByteArray(), withoutBlanks(line.sliced(colon + 1)).toByteArray()});
    }
    return fields;
}

void readHead(HttpMessage &message)
{
    QByteArrayView rest(message.head);
    const QByteArrayView requestLine = takeLine(rest);
    const qsizetype afterMethod = requestLine.indexOf(' ');
    const qsizetype afterTarget = requestLine.lastIndexOf(' ');
    message.method = (afterMethod < 0 ? requestLine : requestLine.first(afterMethod)).toByteArray();
    if (afterMethod >= 0 && afterTarget > afterMethod)
        message.target = requestLine.sliced(afterMethod + 1, afterTarget - afterMethod - 1).toByteArray();
    message.headers = readFields(rest);
}

} // namespace tocsin::domain
