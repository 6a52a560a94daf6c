// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/settings/layers.h"

#include <QCommandLineParser>

#include <memory>

namespace tocsin::cli {

// The settings of the user under the policy of this machine, to be read; the file is not made when there is
// none.
class UserSettings
{
public:
    static Result<UserSettings>
    open(const QString &policyFile = settings::policyPath()); // Malformed, Storage: the file cannot be read

    const QSettings &file() const { return *m_file; }

private:
    UserSettings() = default;

    std::unique_ptr<QSettings> m_file;
    std::unique_ptr<settings::LayeredSettings> m_layers;
};

// The store that the window uses: that of the settings, else the one in the data folder. Errors as of
// UserSettings: nobody is to be led to another store because a file could not be read.
Result<QString> defaultStorePath();
// What --store says, else that.
Result<QString> chosenStorePath(const QCommandLineParser &parser);

} // namespace tocsin::cli
