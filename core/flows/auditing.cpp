// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/auditing.h"

#include "core/http/httprequest.h"
#include "core/secrets/privatefile.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

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
    const QString mark = connection.production ? u" (production)"_s : QString();
    return connection.name + mark + u" / "_s + signedInAs(connection);
}

QString whoOf(const socotra::Tenant &tenant)
{
    const QString mark = tenant.production ? u" (production)"_s : QString();
    return tenant.name + mark + u" / "_s + tenant.userName;
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

audit::Entry entryOf(const domain::ReplayAnswer &answer)
{
    audit::Entry entry;
    entry.at = answer.at;
    entry.who = u"this console / delivery %1"_s.arg(answer.delivery);
    switch (answer.kind) {
    case domain::ReplayKind::Exact:
        entry.what = u"replay"_s;
        break;
    case domain::ReplayKind::Edited:
        entry.what = u"replay, edited"_s;
        break;
    case domain::ReplayKind::Forward:
        entry.what = u"relay"_s;
        break;
    }
    entry.target = http::loggable(QUrl(answer.target));
    entry.answer = answer.status == 0 ? answer.error : QString::number(answer.status);
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

Auditing::~Auditing()
{
    if (!m_waiting.isEmpty())
        writeWaiting();
    m_worker.reset(); // waits for its thread, whose answers stand in this object's queue then
    QCoreApplication::sendPostedEvents(this);
}

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

void Auditing::watch(storage::ReplayBook &book)
{
    connect(&book, &storage::ReplayBook::sent, this,
            [this](const domain::ReplayAnswer &answer) { record(entryOf(answer)); });
}

void Auditing::recordWrite(const QString &who, const http::SentWrite &write)
{
    record(entryOf(who, write, wallClock()));
}

// One commit for all that come while another is under way: a relay may send hundreds in a second.
void Auditing::record(const audit::Entry &entry, const QList<Secret> &secrets)
{
    ++m_pending;
    m_waiting.append({entry, secrets});
    if (m_batches == 0)
        writeWaiting();
}

void Auditing::writeWaiting()
{
    if (m_waiting.isEmpty())
        return;
    ++m_batches;
    const auto batch = std::make_shared<QList<audit::Unrecorded>>(std::exchange(m_waiting, {}));
    m_worker->ask<QList<audit::Entry>>(
        this,
        [this, batch](const Result<QList<audit::Entry>> &done) {
            --m_batches;
            settle(*batch, done);
            if (m_batches == 0)
                writeWaiting();
        },
        [worker = m_worker.get(), batch] { return worker->log().append(*batch); });
}

void Auditing::settle(const QList<audit::Unrecorded> &batch, const Result<QList<audit::Entry>> &done)
{
    m_pending -= int(batch.size());
    if (done) {
        for (const audit::Entry &entry : *done)
            emit recorded(entry);
        return;
    }
    for (const audit::Unrecorded &lost : batch)
        emit failed(audit::cleaned(lost.entry, lost.secrets), done.error());
}

void Auditing::entries(qint64 before, int atMost, QObject *context, Handler<QList<audit::Entry>> handler)
{
    writeWaiting();
    m_worker->ask<QList<audit::Entry>>(
        context, std::move(handler),
        [worker = m_worker.get(), before, atMost] { return worker->log().entries(before, atMost); });
}

void Auditing::find(const filter::AuditQuery &query, qint64 before, int atMost, QObject *context,
                    Handler<QList<audit::Entry>> handler)
{
    writeWaiting();
    m_worker->ask<QList<audit::Entry>>(context, std::move(handler),
                                       [worker = m_worker.get(), query, before, atMost, now = wallClock()] {
                                           return worker->log().entries(query, now, before, atMost);
                                       });
}

void Auditing::exportTo(const QString &path, AuditFormat format, const filter::AuditQuery &query,
                        QObject *context, Handler<qint64> handler)
{
    writeWaiting();
    m_worker->ask<qint64>(
        context, std::move(handler),
        [worker = m_worker.get(), path, format, query, now = wallClock()]() -> Result<qint64> {
            auto found = worker->log().entries(query, now, 0, std::numeric_limits<int>::max());
            if (!found)
                return tl::unexpected(found.error());
            std::reverse(found->begin(), found->end());
            return secrets::replacePrivateFile(path, auditFile(*found, format)).map([&found] {
                return qint64(found->size());
            });
        });
}

void Auditing::head(QObject *context, Handler<audit::Head> handler)
{
    writeWaiting();
    m_worker->ask<audit::Head>(context, std::move(handler),
                               [worker = m_worker.get()] { return worker->log().head(); });
}

void Auditing::verify(const std::optional<audit::Head> &noted, QObject *context,
                      Handler<audit::Check> handler)
{
    writeWaiting();
    m_worker->ask<audit::Check>(context, std::move(handler),
                                [worker = m_worker.get(), noted] { return worker->log().verify(noted); });
}

} // namespace tocsin::flows
