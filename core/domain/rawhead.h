// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"

namespace tocsin::domain {

// Fills method, target and headers of a message from its raw head, as far as the head goes. For heads that
// were accepted once (a stored capture): it splits and never judges. Folded lines are joined by a blank (RFC
// 9112 5.2).
void readHead(HttpMessage &message);

// Splits "Name: value" lines that end with CR LF.
QList<HeaderField> readFields(QByteArrayView lines);

} // namespace tocsin::domain
