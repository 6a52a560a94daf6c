// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/explain/explanation.h"

#include <QJsonObject>
#include <QStringList>

namespace tocsin::signature {

// An explanation for other programs and for a ticket: the same from the window and from the command line.
// Never holds a secret, the body or more than 8 characters of a signature. Members:
//   verdict scheme variant secret age_s reason complete left_out_forms tried considered{cause: checks}
//   ruled_out capture_next[] causes[{id with certainty party change detail offset scheme variant secret
//   signature}]
// What is not known is null.
QJsonObject explanationJson(const Explanation &explanation);

// The same for people, one line each: "proved   A1 on the way: ...". Texts of the request may stand in it, as
// they were sent: whoever shows it makes control characters visible.
QStringList explanationLines(const Explanation &explanation);

} // namespace tocsin::signature
