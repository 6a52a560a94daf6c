// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArrayView>

#include <vector>

namespace tocsin::signature {

struct PemBlock
{
    QByteArray label; // "PUBLIC KEY"
    Secret der;       // may be a private key
};

bool isPem(QByteArrayView text); // holds a BEGIN line

// The blocks of a text (RFC 7468), at most that many. Text between them is passed over; line lengths do not
// count, and the two characters \n, as configuration files have them, stand for a line end. Rejected names
// the block, never its bytes; so is one that is encrypted with a passphrase.
Result<std::vector<PemBlock>> readPem(QByteArrayView text, int atMost);

} // namespace tocsin::signature
