// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/usersettings.h"

#include "core/flows/listenersettings.h"
#include "core/settings/folders.h"
#include "core/settings/settingsfile.h"

#include <QFileInfo>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

Result<UserSettings> UserSettings::open(const QString &policyFile)
{
    UserSettings settings;
    const QString path = settings::settingsPath();
    if (QFileInfo::exists(path)) {
        auto opened = settings::openSettings(path);
        if (!opened)
            return tl::unexpected(opened.error());
        settings.m_file = *std::move(opened);
    } else {
        settings.m_file = std::make_unique<QSettings>(path, QSettings::IniFormat);
    }
    settings.m_layers = std::make_unique<settings::LayeredSettings>(*settings.m_file, policyFile);
    return settings;
}

Result<QString> defaultStorePath()
{
    const auto opened = UserSettings::open();
    if (!opened)
        return tl::unexpected(opened.error());
    const QString chosen = flows::readListenerSettings(opened->file()).options.storePath;
    return chosen.isEmpty() ? settings::dataFolder() + u"/deliveries.db"_s : chosen;
}

Result<QString> chosenStorePath(const QCommandLineParser &parser)
{
    return parser.isSet(u"store"_s) ? parser.value(u"store"_s) : defaultStorePath();
}

} // namespace tocsin::cli
