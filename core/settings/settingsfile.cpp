// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/settingsfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tocsin::settings {

namespace {

using namespace Qt::StringLiterals;

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

tl::unexpected<Error> storage(const QString &path, const QString &reason)
{
    return fail(Error::Kind::Storage,
                u"The settings file %1 cannot be used: %2. Check its permissions and the free space."_s.arg(
                    path, reason));
}

Result<void> ensureFile(const QString &path)
{
    const QDir folder = QFileInfo(path).absoluteDir();
    if (!folder.exists()) {
        const QDir parent = QFileInfo(folder.path()).absoluteDir();
        if (!QDir().mkpath(parent.path()) || !QDir().mkdir(folder.path(), ownerOnly | QFile::ExeOwner))
            return storage(path, u"its folder cannot be made"_s);
    }
    if (QFileInfo(path).isDir())
        return storage(path, u"it is a folder"_s);
    QFile file(path);
    // Made by us rather than by QSettings, so that no moment has wider permissions.
    if (!file.exists() && !file.open(QIODevice::NewOnly | QIODevice::WriteOnly, ownerOnly))
        return storage(path, file.errorString());
    file.close();
#ifdef Q_OS_UNIX
    if (!QFile::setPermissions(path, ownerOnly))
        return storage(path, u"it cannot be made private (0600)"_s);
#endif
    return {};
}

} // namespace

Result<std::unique_ptr<QSettings>> openSettings(const QString &path)
{
    if (auto made = ensureFile(path); !made)
        return tl::unexpected(made.error());
    QFile readable(path);
    if (!readable.open(QIODevice::ReadOnly))
        return storage(path, readable.errorString());
    auto file = std::make_unique<QSettings>(path, QSettings::IniFormat);
    if (file->status() == QSettings::FormatError)
        return fail(
            Error::Kind::Malformed,
            u"The settings file %1 is not a settings file that can be read; correct it, or move it away "
            "to start with the defaults."_s.arg(path));
    if (file->status() != QSettings::NoError)
        return storage(path, u"it cannot be read"_s);
    return file;
}

Result<void> saveSettings(QSettings &file)
{
    file.sync();
    if (file.status() != QSettings::NoError)
        return storage(file.fileName(), u"it cannot be written"_s);
    return {};
}

} // namespace tocsin::settings
