// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/sessionmention.h"

#include "core/payload/socmatepayload.h"

namespace tocsin::payload {

QString sessionNamed(QByteArrayView body)
{
    json::TokenReader reader(jsonText(body));
    const JsonBody read(reader);
    return isSocmate(read) ? read.data.word(Name::SessionId) : QString();
}

} // namespace tocsin::payload
