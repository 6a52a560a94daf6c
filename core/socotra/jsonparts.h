// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace tocsin::socotra {

// One member of an object: places in the text that it was read from.
struct RawMember
{
    QString name; // decoded
    QByteArrayView value;
};

// The members in their order. Nothing when the text is no JSON object.
std::optional<QList<RawMember>> rawMembers(QByteArrayView object);
// The last one of that name, which is the one that counts; null when there is none.
QByteArrayView rawMember(const QList<RawMember> &members, QStringView name);

bool isJsonObject(QByteArrayView value);
bool isJsonArray(QByteArrayView value);
QString textOf(QByteArrayView value);                // decoded, or as spelled; empty for null and containers
std::optional<bool> flagOf(QByteArrayView value);    // true, false, and strings that spell them
std::optional<qint64> wholeOf(QByteArrayView value); // a number, or a string of digits (socotra.md 1.6)

QByteArray quoted(const QString &text);

} // namespace tocsin::socotra
