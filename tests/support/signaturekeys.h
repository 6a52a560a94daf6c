// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/privatekey.h"
#include "tests/support/signaturedata.h"

#include <QJsonArray>

namespace tocsin::test {

// The key of that name in tests/data/signature/primitives/private-keys.json.
inline signature::PrivateKey privateKey(QLatin1StringView name)
{
    using namespace Qt::StringLiterals;
    for (const QJsonValue &test :
         readSignatureData(u"primitives/private-keys.json"_s)["tests"_L1].toArray()) {
        if (test["name"_L1].toString() == name)
            return signature::PrivateKey::parse(Secret(test["text"_L1].toString().toLatin1())).value();
    }
    qFatal("no such key");
}

} // namespace tocsin::test
