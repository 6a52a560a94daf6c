// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/httpmessage.h"
#include "core/signature/structuredfield.h"

namespace tocsin::signature {

// The parts of the URL that a request was sent to.
struct TargetUri
{
    QByteArray whole; // without fragment
    QByteArray scheme;
    QByteArray authority; // lower case, without the scheme's own port
    QByteArray path;      // never empty
    QByteArray query;     // with its '?'; "?" when there is none (RFC 9421 section 2.2.7)
};
std::optional<TargetUri> readTargetUri(QByteArrayView url); // absolute only

// The values of all fields of that name, joined as RFC 9421 section 2.1 joins them; nothing when there is
// none.
std::optional<QByteArray> combinedField(const QList<domain::HeaderField> &fields, QByteArrayView name);

// The value of a component of a request (RFC 9421 section 2): fields, also with bs, key, tr and, for
// dictionaries that are known, sf; the derived @method, @target-uri, @authority, @scheme, @request-target,
// @path, @query and @query-param. Malformed names the component.
Result<QByteArray> componentValue(const SfItem &component, const domain::HttpMessage &message,
                                  const TargetUri &target);

} // namespace tocsin::signature
