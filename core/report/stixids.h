// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QString>

namespace tocsin::report {

// Deterministic identifiers, so that the same thing exported twice is one thing where it arrives.

// Of a cyber-observable: UUIDv5 in the STIX name space over the canonical JSON of what contributes to its
// identity (STIX 2.1 section 2.9).
QString observableId(QLatin1StringView type, const QJsonObject &contributing);
// Of any other object: UUIDv5 in our own name space, as that section wants it for those.
QString objectId(QLatin1StringView type, const QString &name);

// RFC 8785 for what contributing properties are made of: objects, strings and booleans.
QByteArray canonicalJson(const QJsonObject &object);

} // namespace tocsin::report
