// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/hops.h"

#include <QStringList>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr const char *hopHeaders[] = {
    "Via",       "CF-Ray",          "X-Amz-Cf-Id", "X-Forwarded-For", "X-Forwarded-Host",
    "Forwarded", "X-Amzn-Trace-Id", "X-Vercel-Id", "Fly-Request-Id"};

} // namespace

QString hopsOf(const domain::HttpMessage &message)
{
    QStringList hops;
    for (const char *header : hopHeaders) {
        if (message.countOf(header) > 0)
            hops += QString::fromLatin1(header);
    }
    return hops.join(u", "_s);
}

} // namespace tocsin::signature
