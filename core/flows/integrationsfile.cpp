// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/integrationsfile.h"

#include "core/secrets/privatefile.h"
#include "core/socotra/portable.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using socotra::Integration;

namespace {

constexpr qint64 longest = 16 * 1024 * 1024; // bytes

} // namespace

Result<QList<Integration>> readIntegrationsFile(const QString &path)
{
    const auto text = secrets::readPrivateFile(path, longest);
    if (!text)
        return fail(Error::Kind::Storage, u"%1: %2"_s.arg(path, text.error().detail));
    const auto read = socotra::readExport(*text);
    if (!read)
        return fail(Error::Kind::Malformed, u"%1: %2"_s.arg(path, read.error().detail));
    return read;
}

Result<void> writeIntegrationsFile(const QString &path, const QList<Integration> &integrations,
                                   const QString &tenant, Micros now)
{
    return secrets::replacePrivateFile(path, socotra::exportText(integrations, tenant, now));
}

} // namespace tocsin::flows
