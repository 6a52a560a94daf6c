// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/socotra/integration.h"

namespace tocsin::socotra {

// Bodies of POST and PUT. Always the complete representation (3.4): url, every header, and with security
// settings hmacEnabled, secret, secureSSL, and the tag when there is one. They hold secrets. The draft must
// have passed checkNew() or checkEdit().
Secret addBody(const Draft &draft);

// What the base has beside what the draft knows stays, byte for byte: spelling, order, members that nobody
// documents. Without name, type and tenantLocator, which PUT does not take. Malformed: the base has lost its
// raw text.
Result<Secret> updateBody(const Draft &draft, const Integration &base);

// "integrations/a%2Fb": one segment, whatever the name holds.
QByteArray integrationPath(const QString &name);
QByteArray divertedPath(const QString &webhook);

// An integration as a file may hold it: without secret and without the values of sensitive headers, every
// other member byte for byte.
QByteArray withoutSecrets(const Integration &integration);

} // namespace tocsin::socotra
