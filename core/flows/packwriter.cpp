// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/packwriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

tl::unexpected<Error> exists(const QString &path)
{
    return fail(Error::Kind::Rejected, u"\"%1\" exists already; name something new"_s.arg(path));
}

// Never over something that is there.
Result<void> writeNew(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly)) {
        if (file.exists())
            return exists(path);
        return fail(Error::Kind::Storage, u"cannot write \"%1\": %2"_s.arg(path, file.errorString()));
    }
    if (file.write(bytes) == bytes.size() && file.flush())
        return {};
    const QString reason = file.errorString();
    file.remove();
    return fail(Error::Kind::Storage, u"cannot write \"%1\": %2"_s.arg(path, reason));
}

} // namespace

Result<void> writePackFolder(const QString &path, const QList<EvidenceFile> &files)
{
    if (const QFileInfo info(path); info.exists() || info.isSymLink())
        return exists(path);
    if (!QDir().mkdir(path, ownerOnly | QFile::ExeOwner))
        return fail(Error::Kind::Storage,
                    u"cannot make the folder \"%1\": does the folder around it exist?"_s.arg(path));
    for (const EvidenceFile &file : files) {
        if (auto written = writeNew(path + u'/' + file.name, file.bytes); !written) {
            QDir(path).removeRecursively(); // all of it is ours
            return written;
        }
    }
    return {};
}

Result<void> writePackZip(const QString &path, const QList<EvidenceFile> &files, Micros now)
{
    if (const QFileInfo info(path); info.exists() || info.isSymLink())
        return exists(path);
    return zipArchive(QFileInfo(path).completeBaseName(), files, now).and_then([&](const QByteArray &bytes) {
        return writeNew(path, bytes);
    });
}

} // namespace tocsin::flows
