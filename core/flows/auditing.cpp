// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/auditing.h"

#include <QLoggingCategory>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcAudit, "tocsin.audit")

// The label tells which credential it was; it is no part of the credential.
QString signedInAs(const domain::Connection &connection)
{
    switch (connection.signIn) {
    case domain::SignIn::ApiKey:
        return u"API key \"%1\""_s.arg(connection.secretLabel);
    case domain::SignIn::BearerToken:
        return u"token \"%1\""_s.arg(connection.secretLabel);
    case domain::SignIn::ClientCredentials:
        return u"client \"%1\""_s.arg(connection.clientId);
    }
    return {};
}

} // namespace

QString whoOf(const domain::Connection &connection)
{
    return connection.name + u" / "_s + signedInAs(connection);
}

QString whoOf(const socotra::Tenant &tenant)
{
    return tenant.name + u" / "_s + tenant.userName;
}

audit::Entry entryOf(const QString &who, const http::SentWrite &write, Micros now)
{
    audit::Entry entry;
    entry.at = now;
    entry.who = who;
    entry.what = QString::fromLatin1(write.method);
    entry.target = write.target;
    entry.answer = write.answer;
    return entry;
}

Auditing::Worker::Worker(QString path, QObject &home)
    : ReadingThread(u"audit"_s, home)
    , m_path(std::move(path))
{}

Auditing::Worker::~Worker()
{
    end([this] { m_log.reset(); });
}

Result<void> Auditing::Worker::open()
{
    if (m_log)
        return {};
    auto log = audit::AuditLog::open(m_path);
    if (!log)
        return tl::unexpected(log.error());
    m_log.emplace(std::move(*log));
    return {};
}

Auditing::Auditing(const QString &path, QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(path, *this))
{}

Auditing::~Auditing() = default;

void Auditing::watch(socmate::SocmateApi &api)
{
    connect(&api, &socmate::SocmateApi::wrote, this,
            [this, who = whoOf(api.connection())](const http::SentWrite &write) { recordWrite(who, write); });
}

void Auditing::watch(socotra::SocotraApi &api)
{
    connect(&api, &socotra::SocotraApi::wrote, this,
            [this, who = whoOf(api.tenant())](const http::SentWrite &write) { recordWrite(who, write); });
}

void Auditing::recordWrite(const QString &who, const http::SentWrite &write)
{
    record(entryOf(who, write, wallClock()));
}

void Auditing::record(const audit::Entry &entry, const QList<Secret> &secrets)
{
    ++m_pending;
    m_worker->ask<audit::Entry>(
        this,
        [this, entry, secrets](const Result<audit::Entry> &done) {
            --m_pending;
            if (done) {
                emit recorded(*done);
                return;
            }
            qCWarning(lcAudit, "a write could not be recorded: %s", qUtf8Printable(done.error().detail));
            emit failed(audit::cleaned(entry, secrets), done.error());
        },
        [worker = m_worker.get(), entry, secrets] { return worker->log().append(entry, secrets); });
}

void Auditing::entries(qint64 before, int atMost, QObject *context, Handler<QList<audit::Entry>> handler)
{
    m_worker->ask<QList<audit::Entry>>(
        context, std::move(handler),
        [worker = m_worker.get(), before, atMost] { return worker->log().entries(before, atMost); });
}

void Auditing::head(QObject *context, Handler<audit::Head> handler)
{
    m_worker->ask<audit::Head>(context, std::move(handler),
                               [worker = m_worker.get()] { return worker->log().head(); });
}

void Auditing::verify(const std::optional<audit::Head> &noted, QObject *context,
                      Handler<audit::Check> handler)
{
    m_worker->ask<audit::Check>(context, std::move(handler),
                                [worker = m_worker.get(), noted] { return worker->log().verify(noted); });
}

} // namespace tocsin::flows
