// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/idempotencykey.h"

#include <QCryptographicHash>

namespace tocsin::payload {

namespace {

constexpr qsizetype longestKey = 200;

QByteArray sha256(QByteArrayView bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytes);
    return hash.result().toHex();
}

} // namespace

QByteArray makeKey(QByteArrayView prefix, std::initializer_list<QByteArray> parts)
{
    QByteArray key;
    key.reserve(longestKey);
    key.append(prefix);
    for (const QByteArray &part : parts) {
        key.append(':');
        if (parts.size() > 1)
            key.append(QByteArray::number(part.size())).append('.');
        key.append(part);
    }
    if (key.size() > longestKey)
        return prefix.toByteArray() + ":sha256:" + sha256(key);
    return key;
}

QByteArray keyOfBody(QByteArrayView body)
{
    return "sha256:" + sha256(body);
}

} // namespace tocsin::payload
