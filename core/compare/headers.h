// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/compare/difference.h"
#include "core/domain/httpmessage.h"

namespace tocsin::compare {

// Fields of the same name (without case) belong together: first those whose values are equal, then the rest
// in order. What is left over of a name that both sides have is a duplicate field, of others added or
// removed. Then: values, case of the names, and which fields stand in another order.
Findings compareHeaders(const QList<domain::HeaderField> &left, const QList<domain::HeaderField> &right);

} // namespace tocsin::compare
