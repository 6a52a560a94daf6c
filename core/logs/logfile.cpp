// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/logs/logfile.h"

#include <QDir>
#include <QFileInfo>

namespace tocsin::logs {

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

tl::unexpected<Error> cannot(const QString &path, const QString &why)
{
    return fail(Error::Kind::Storage, u"the log %1 cannot be written: %2"_s.arg(path, why));
}

} // namespace

LogFile::LogFile(const QString &folder, qint64 largest, int kept)
    : m_folder(folder)
    , m_largest(largest)
    , m_kept(kept)
{}

QString LogFile::path(int age) const
{
    return m_folder + (age == 0 ? u"/tocsin.log"_s : u"/tocsin.%1.log"_s.arg(age));
}

QStringList LogFile::paths() const
{
    QStringList found;
    for (int age = 0; age <= m_kept; ++age) {
        if (QFileInfo::exists(path(age)))
            found.append(path(age));
    }
    return found;
}

Result<void> LogFile::open()
{
    if (m_file.isOpen())
        return {};
    if (!QFileInfo(m_folder).isDir()) {
        const QFileInfo above(QFileInfo(m_folder).absolutePath()); // the folder of our data
        constexpr auto ownFolder = ownerOnly | QFile::ExeOwner;
        const bool hasAbove = above.isDir() || (QDir().mkpath(above.absolutePath()) &&
                                                QDir().mkdir(above.filePath(), ownFolder));
        if (!hasAbove || !QDir().mkdir(m_folder, ownFolder))
            return cannot(path(0), u"the folder cannot be made"_s);
    }
    m_file.setFileName(path(0));
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append, ownerOnly))
        return cannot(path(0), m_file.errorString());
    m_file.setPermissions(ownerOnly); // one that was there may be open to others
    return {};
}

void LogFile::rotate()
{
    m_file.close();
    QFile::remove(path(m_kept));
    for (int age = m_kept - 1; age >= 0; --age)
        QFile::rename(path(age), path(age + 1));
}

Result<void> LogFile::write(const QByteArray &line)
{
    if (auto opened = open(); !opened)
        return opened;
    if (m_file.size() > 0 && m_file.size() + line.size() > m_largest) {
        rotate();
        if (auto opened = open(); !opened)
            return opened;
    }
    if (m_file.write(line) == line.size() && m_file.flush())
        return {};
    const QString why = m_file.errorString();
    m_file.close();
    return cannot(path(0), why);
}

Result<void> LogFile::removeLines(const std::function<bool(const QByteArray &line)> &isGone)
{
    m_file.close();
    for (const QString &one : paths()) {
        QFile before(one);
        if (!before.open(QIODevice::ReadOnly))
            return cannot(one, before.errorString());
        QByteArray left;
        bool changed = false;
        while (!before.atEnd()) {
            const QByteArray line = before.readLine();
            const bool gone = isGone(line);
            changed = changed || gone;
            if (!gone)
                left += line;
        }
        before.close();
        if (!changed)
            continue;
        const QString beside = one + u".new"_s;
        QFile after(beside);
        QFile::remove(beside);
        if (!after.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly) ||
            after.write(left) != left.size() || !after.flush())
            return cannot(one, after.errorString());
        after.close();
        if (!QFile::remove(one) || !QFile::rename(beside, one))
            return cannot(one, u"it cannot be replaced"_s);
    }
    return {};
}

} // namespace tocsin::logs
