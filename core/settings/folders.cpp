// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/folders.h"

#include <QStandardPaths>

namespace tocsin::settings {

using namespace Qt::StringLiterals;

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tocsin"_s;
}

QString auditPath()
{
    return dataFolder() + u"/audit.db"_s;
}

QString secretStampPath()
{
    return dataFolder() + u"/secrets.stamp"_s;
}

QString settingsPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/tocsin/tocsin.conf"_s;
}

} // namespace tocsin::settings
