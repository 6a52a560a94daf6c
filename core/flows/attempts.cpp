// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/attempts.h"

#include "core/signature/verify.h"
#include "core/storage/deliveryrows.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QtConcurrentRun>

namespace tocsin::flows {

namespace {

// The signature and the time as the first recipe that finds one reads them. Reading takes no secret.
void readSigned(const domain::Delivery &delivery, const signature::Scheme &scheme,
                domain::AttemptFacts &facts)
{
    for (const signature::Recipe &recipe : scheme.recipes) {
        const signature::Verification read =
            signature::verifyRecipe(recipe, delivery.capture.message, {}, delivery.capture.lastByte);
        if (read.received.isEmpty())
            continue;
        facts.signature = read.received.join('\n');
        facts.signedAt = read.signedAt;
        return;
    }
}

bool isAccepted(int status, const signature::Scheme *scheme)
{
    if (scheme && scheme->reply.status != 0)
        return status == scheme->reply.status;
    return status >= 200 && status < 300;
}

} // namespace

domain::AttemptFacts attemptFacts(const domain::Delivery &delivery, const signature::Scheme *scheme)
{
    domain::AttemptFacts facts;
    facts.id = delivery.row.id;
    facts.number = delivery.row.attempt;
    facts.received = delivery.row.received;
    facts.status = delivery.row.responseStatus;
    facts.accepted = isAccepted(facts.status, scheme);
    facts.verdict = delivery.row.signature.verdict;
    facts.bodyHash = QCryptographicHash::hash(delivery.capture.message.body, QCryptographicHash::Sha256);
    if (!scheme)
        return facts;
    readSigned(delivery, *scheme, facts);
    if (!scheme->retry.attemptHeader.isEmpty()) {
        bool good = false;
        const int count = delivery.capture.message.first(scheme->retry.attemptHeader).toInt(&good);
        if (good && count >= 0 && count < 10'000)
            facts.sendersCount = count;
    }
    return facts;
}

Result<domain::AttemptHistory> readAttempts(storage::DeliveryRows &rows,
                                            const signature::Catalogue &catalogue, domain::DeliveryId id,
                                            Micros now)
{
    auto attempts = rows.attempts(id);
    if (!attempts)
        return tl::unexpected(attempts.error());
    const auto leftOut = std::max<qsizetype>(0, attempts->size() - mostAttemptsShown);
    attempts->remove(0, leftOut);
    QList<domain::AttemptFacts> facts;
    QList<qint64> schedule;
    for (const domain::DeliveryRow &row : std::as_const(*attempts)) {
        const signature::Scheme *scheme = catalogue.find(row.signature.scheme);
        if (scheme && schedule.isEmpty())
            schedule = scheme->retry.delaysSeconds;
        const auto delivery = rows.load(row.id);
        if (delivery)
            facts.append(attemptFacts(*delivery, scheme));
        else if (delivery.error().kind != Error::Kind::NotFound) // deleted in between
            return tl::unexpected(delivery.error());
    }
    if (facts.isEmpty())
        return fail(Error::Kind::NotFound,
                    QStringLiteral("delivery %1 is not in the store any more").arg(id));
    domain::AttemptHistory history = domain::historyOf(facts, schedule, now);
    history.notShown = int(leftOut);
    return history;
}

AttemptReader::AttemptReader(QString storePath, std::shared_ptr<const signature::Catalogue> catalogue,
                             QObject *parent)
    : QObject(parent)
    , m_storePath(std::move(storePath))
    , m_catalogue(std::move(catalogue))
{
    m_pool.setMaxThreadCount(1);
}

AttemptReader::~AttemptReader()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void AttemptReader::setCatalogue(std::shared_ptr<const signature::Catalogue> catalogue)
{
    m_catalogue = std::move(catalogue);
}

void AttemptReader::read(domain::DeliveryId id, QObject *context, Handler<domain::AttemptHistory> handler)
{
    m_pool.clear(); // who asks again does not want the earlier answer
    auto answer = [guard = QPointer<QObject>(context),
                   handler = std::move(handler)](const Result<domain::AttemptHistory> &history) {
        if (guard)
            handler(history);
    };
    m_pool.start([this, id, catalogue = m_catalogue, answer = std::move(answer)] {
        Result<domain::AttemptHistory> history =
            storage::Database::open(m_storePath, storage::Database::Access::ReadOnly)
                .and_then([&catalogue, id](storage::Database &&database) {
                    storage::DeliveryRows rows(database);
                    return readAttempts(rows, *catalogue, id, wallClock());
                });
        QMetaObject::invokeMethod(this, [answer, history] { answer(history); });
    });
}

} // namespace tocsin::flows
