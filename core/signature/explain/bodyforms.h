// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>

namespace tocsin::signature {

// Another body that may have been signed in place of the one received. When a signature fits one of these
// bytes, the cause is proved.
struct BodyForm
{
    QByteArray cause; // "A1" to "A33": the group of causes; A6 has the bytes of A1, A2 and A4
    QByteArray id; // stable, unique among the forms of one body: "json/compact", "text/without-last-newline"
    QString what;  // plain English: how the signed body differs from the received one
    QByteArray bytes;
    bool frequent = false; // one of the few dozen that most failures come down to
    qint64 cost = 0;       // bytes that were written since the form before: this one and what was no new form
};

struct BodyFormLimits
{
    int forms = 1000;
    qsizetype formBytes = 16 * 1024 * 1024;   // of one form; longer ones are left out
    qsizetype totalBytes = 512 * 1024 * 1024; // of all forms that were made
};

// How the search ended.
struct BodyFormCount
{
    int forms = 0;        // that were visited
    qsizetype bytes = 0;  // their sizes together
    bool stopped = false; // by the visitor
    bool limited = false; // by a limit of any kind: some forms were left out
};

using BodyFormVisitor = std::function<bool(BodyForm &&form)>; // false: enough

// Visits the forms of a received body, cheap and frequent ones first, each distinct one once and never the
// body itself. Nothing is made before it is asked for. Any bytes are safe input; the work is bounded by the
// limits.
BodyFormCount forEachBodyForm(QByteArrayView body, const domain::HttpMessage &message,
                              const BodyFormLimits &limits, const BodyFormVisitor &visit);

} // namespace tocsin::signature
