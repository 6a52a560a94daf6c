// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace tocsin::signature {

// Something in a body that explains a failure but cannot be proved by computing it again: what was lost is
// gone.
struct BodySign
{
    QByteArray cause;      // "A8", "A23", "A29", "A32", "A33"
    QString what;          // plain English, names the place
    qsizetype offset = -1; // of the byte it is about; -1 = none
    bool certain = false;  // a fact about the body, else a hint

    bool operator==(const BodySign &) const = default;
};

// At most one sign of a kind. A8: an integer that a double would print just so; A23: U+FFFD, which stands for
// bytes that were lost; A29: fewer or more bytes than Content-Length says, JSON that ends early; A32: a name
// that stands twice or is __proto__; A33: members that are null, which some programs leave out.
QList<BodySign> bodySigns(QByteArrayView body, const domain::HttpMessage &message);

} // namespace tocsin::signature
