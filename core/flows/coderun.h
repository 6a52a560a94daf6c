// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/endpoint.h"
#include "core/signature/code/verificationcode.h"

#include <QStringList>

namespace tocsin::flows {

// A verifying program of a delivery's scheme together with what it needs to check this very delivery. There
// is no secret in any of it: the one who runs it types it in.
struct CodeRun
{
    QString fileName; // the program's: "verify.py"
    QString program;
    QByteArray head;     // as received; goes to headName
    QByteArray body;     // without the chunk framing; goes to bodyName
    QStringList command; // lines for a POSIX shell, in the folder that holds the three files

    static constexpr QLatin1StringView headName{"head.txt"};
    static constexpr QLatin1StringView bodyName{"body.bin"};
};

// Rejected says in one sentence why the language cannot do it. `endpoint` is the delivery's.
Result<CodeRun> codeRunOf(const domain::Delivery &delivery, const domain::Endpoint &endpoint,
                          const signature::Scheme &scheme, const QString &variant,
                          signature::Language language);

// Writes the three files into the folder, which is made when it is not there. Storage names the file that
// could not be written.
Result<void> saveCodeRun(const CodeRun &run, const QString &folder);

} // namespace tocsin::flows
