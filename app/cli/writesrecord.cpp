// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/writesrecord.h"

#include "app/cli/terminal.h"
#include "core/settings/folders.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;

std::unique_ptr<flows::Auditing> recordWrites()
{
    auto auditing = std::make_unique<flows::Auditing>(settings::auditPath());
    QObject::connect(auditing.get(), &flows::Auditing::failed, auditing.get(),
                     [](const audit::Entry &entry, const Error &error) {
                         printError(u"warning: %1 to %2 was sent and is not in the record: %3"_s.arg(
                             visible(entry.what, 40), visible(entry.target), visible(error.detail, 400)));
                     });
    return auditing;
}

} // namespace tocsin::cli
