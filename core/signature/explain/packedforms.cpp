// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The body unpacked: the sender signed it before a hop compressed it. The way back cannot be computed, since
// every program compresses in its own way.

#include "core/signature/explain/formsink.h"
#include "core/signature/packedbody.h"

namespace tocsin::signature {

using namespace Qt::StringLiterals;

bool packedForms(FormSink &sink, QByteArrayView body)
{
    auto packed = unpackedBody(body, sink.formBytes());
    return packed ? sink.offer("A21", "packed/" + packed->coding, u"unpacked"_s, std::move(packed->plain))
                  : sink.wants();
}

} // namespace tocsin::signature
