// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/connection.h"
#include "core/flows/secretuses.h"

#include <QMap>
#include <QPointer>
#include <QThreadPool>

namespace tocsin::logs {
class LogBook;
}

namespace tocsin::flows {

// What goes when a connection is forgotten, and what stays.
struct ForgetPlan
{
    domain::Connection connection;
    bool isOpen = false;
    qint64 incidents = 0; // with their notes and raw texts
    qint64 investigations = 0;
    qint64 notices = 0;
    QStringList secrets;                  // labels that nothing else uses
    QMap<QString, QString> sharedSecrets; // labels that stay, and what else uses them
    QStringList words;                    // by which lines of the log are known
    int logLines = 0;

    bool operator==(const ForgetPlan &) const = default;
};

// Wipes a connection out of this machine: its lines in the log, its secrets, then its cache and itself, so
// that after an error it is still there and can be forgotten again. The record of writes keeps what was sent
// to it: that is what the record is for. Lives on the main thread.
class ForgetPlaces final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ForgetPlaces)

public:
    // The book of the log may be null: there is none to be cleaned then.
    ForgetPlaces(SecretUses &uses, AnalystDesk &analyst, secrets::SecretStore &store, logs::LogBook *log);
    ~ForgetPlaces() override;

    // NotFound; Rejected for the sandbox, which is made at each start; Storage.
    void plan(const QString &connection, QObject *context, Handler<ForgetPlan> handler);
    // Storage, NoKeychain: says what could not be wiped.
    void forget(const ForgetPlan &plan, QObject *context, Handler<void> handler);

private:
    struct Counts
    {
        qint64 incidents = 0;
        qint64 investigations = 0;
        qint64 notices = 0;
    };
    // The files of the log take longer to read than a frame has.
    template<class T, class Work, class Done>
    void inBackground(Work work, Done done)
    {
        m_pool.start([this, work, done] { // the destructor waits for it
            QMetaObject::invokeMethod(
                this, [done, result = T(work())] { done(result); }, Qt::QueuedConnection);
        });
    }
    void addSecrets(ForgetPlan &plan) const;
    QString otherUser(const SecretRow &row, const domain::Connection &mine) const;
    void whenUsesAreKnown(const QString &id, QObject *context, const Handler<ForgetPlan> &handler);
    void countKept(const ForgetPlan &plan, QObject *context, const Handler<ForgetPlan> &handler);
    void removeSecrets(const ForgetPlan &plan, QStringList left, QObject *context,
                       const Handler<void> &handler);

    SecretUses &m_uses;
    AnalystDesk &m_analyst;
    secrets::SecretStore &m_store;
    logs::LogBook *const m_log;
    QThreadPool m_pool;
};

} // namespace tocsin::flows
