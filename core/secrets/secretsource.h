// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QStringView>

class QIODevice;

namespace tocsin::secrets {

constexpr qsizetype maxSourceSize = 65'536; // bytes, the final newline included

// Where the command line is told to take a secret from; the secret itself is never an argument.
struct SecretSource
{
    enum class Kind { Environment, File, Keychain, StandardInput };
    Kind kind = Kind::StandardInput;
    QString name; // variable, path or label; empty for standard input

    bool operator==(const SecretSource &) const = default;
};

// "env:NAME", "file:PATH", "keychain:LABEL" or "-". Rejected, with the four forms named; the text is not
// repeated in the message, because what was typed may be a secret.
Result<SecretSource> parseSource(QStringView text);

// Reads an environment variable as it is, a file or standard input to its end, less one final line feed (or
// carriage return and line feed) that editors and echo add; every other byte counts. A label of the keychain
// is Rejected: that is for a SecretStore. Blocks. Kinds: NotFound, Rejected (empty), Limited (over
// maxSourceSize), Storage.
Result<Secret> readSource(const SecretSource &source);
// The same for an open device; what names it in messages.
Result<Secret> readDevice(QIODevice &device, const QString &what);

} // namespace tocsin::secrets
