// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/privatefile.h"

#include "core/base/disk.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include <filesystem>

namespace tocsin::secrets {

namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> storage(const QString &path, const QString &reason)
{
    return fail(Error::Kind::Storage,
                u"%1 cannot be written: %2. Check the folder's permissions and the free space; "
                "what was there before is unchanged."_s.arg(path, reason));
}

bool ensureFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return true;
    const QDir parent = QFileInfo(folder).absoluteDir();
    if (!parent.exists() && !QDir().mkpath(parent.path()))
        return false;
    return QDir().mkdir(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

std::filesystem::path nativePath(const QString &path)
{
    return std::filesystem::path(path.toStdU16String());
}

} // namespace

Result<void> replacePrivateFile(const QString &path, QByteArrayView bytes)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!ensureFolder(folder))
        return storage(path, u"the folder %1 cannot be made"_s.arg(folder));
    // QTemporaryFile creates with O_EXCL and 0600, so that nobody else ever opens it.
    QTemporaryFile file(QFileInfo(path).absoluteFilePath() + u".XXXXXX"_s);
    if (!file.open())
        return storage(path, file.errorString());
    if (file.write(bytes.data(), bytes.size()) != bytes.size() || !file.flush() || !syncFile(file))
        return storage(path, file.errorString());
    const QString written = file.fileName();
    file.close();
    std::error_code error;
    std::filesystem::rename(nativePath(written), nativePath(QFileInfo(path).absoluteFilePath()), error);
    if (error)
        return storage(path, QString::fromLocal8Bit(error.message().c_str()));
    file.setAutoRemove(false);
    syncFolder(folder);
    return {};
}

Result<QByteArray> readPrivateFile(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.exists())
        return fail(Error::Kind::NotFound, u"%1 does not exist."_s.arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage,
                    u"%1 cannot be read: %2. Check its permissions."_s.arg(path, file.errorString()));
    QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFile::NoError)
        return fail(Error::Kind::Storage, u"%1 cannot be read: %2."_s.arg(path, file.errorString()));
    if (bytes.size() > limit)
        return fail(Error::Kind::Limited,
                    u"%1 has more than %2 bytes; is it the right file?"_s.arg(path).arg(limit));
    return bytes;
}

} // namespace tocsin::secrets
