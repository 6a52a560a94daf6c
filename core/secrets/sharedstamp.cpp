// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/sharedstamp.h"

#include "core/secrets/privatefile.h"

#include <QLoggingCategory>
#include <QUuid>

namespace tocsin::secrets {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.secrets.sharedstamp")

constexpr qint64 longest = 64; // bytes

} // namespace

SharedStamp::SharedStamp(const QString &path, QObject *parent) : QObject(parent), m_path(path) {}

QByteArray SharedStamp::word() const
{
    return m_path.isEmpty() ? QByteArray() : readPrivateFile(m_path, longest).value_or(QByteArray());
}

void SharedStamp::renew()
{
    if (m_path.isEmpty())
        return;
    m_known = QUuid::createUuid().toByteArray(QUuid::Id128);
    if (const auto written = replacePrivateFile(m_path, m_known); !written)
        qCWarning(log) << "other programs are not told of a changed secret:" << written.error().detail;
}

void SharedStamp::watch()
{
    if (m_path.isEmpty() || m_watch)
        return;
    if (word().isEmpty())
        renew(); // which makes the folder as well
    m_known = word();
    m_watch = std::make_unique<FileWatch>(m_path);
    connect(m_watch.get(), &FileWatch::touched, this, &SharedStamp::look);
}

void SharedStamp::look()
{
    const QByteArray now = word();
    if (now.isEmpty() || now == m_known)
        return;
    m_known = now;
    emit movedOn();
}

} // namespace tocsin::secrets
