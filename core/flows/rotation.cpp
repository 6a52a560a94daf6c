// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/rotation.h"

#include "core/flows/explainer.h"
#include "core/flows/webhookdesk.h"
#include "core/signature/verify.h"
#include "core/storage/deliverybrowser.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace tocsin::flows {

using domain::Verdict;
using storage::SignatureHistory;

namespace {

constexpr Micros day = 24 * 3600 * microsPerSecond;

SecretStanding standingOf(const SignatureHistory::SecretUse &use, bool isNewest, int quietDays)
{
    if (isNewest)
        return SecretStanding::Current;
    return quietDays >= quietDaysToRetire && use.laterByOthers >= laterToRetire ? SecretStanding::Replaced
                                                                                : SecretStanding::Waning;
}

bool isRight(Verdict verdict)
{
    return verdict == Verdict::Valid || verdict == Verdict::ValidStale || verdict == Verdict::ValidFuture;
}

// What the worker needs, by value.
struct ValueTask
{
    QList<signature::Scheme> schemes;
    QList<signature::NamedSecret> values; // of one label
    QList<domain::Delivery> deliveries;   // newest first
    std::shared_ptr<const Routes> routes;
    QString endpoint;

    LabelTrial work() const
    {
        LabelTrial trial{values.first().label, int(deliveries.size()), {}};
        int retired = 0;
        for (const signature::NamedSecret &value : values) {
            ValueUse use;
            use.retired = value.retired;
            use.order = value.retired ? retired++ : 0;
            for (const domain::Delivery &delivery : deliveries) {
                if (!isRight(verdictOf(value, delivery)))
                    continue;
                ++use.verified;
                use.lastMatch = std::max(use.lastMatch, delivery.row.received);
            }
            trial.values.append(use);
        }
        return trial;
    }

    Verdict verdictOf(const signature::NamedSecret &value, const domain::Delivery &delivery) const
    {
        const auto known =
            std::find_if(schemes.begin(), schemes.end(), [&delivery](const signature::Scheme &scheme) {
                return scheme.id == delivery.row.signature.scheme;
            });
        if (known == schemes.end())
            return Verdict::Unsigned;
        const Route *route = routes ? routes->byName(endpoint) : nullptr;
        return signature::verify(*known, delivery.capture.message, {&value, 1}, delivery.capture.lastByte,
                                 circumstancesOf(route, delivery.capture))
            .verdict;
    }
};

} // namespace

QList<SecretJudgement> judgeRotation(const SignatureHistory &history, const QStringList &labels, Micros now)
{
    QList<SecretJudgement> judged;
    QStringList seen;
    for (const SignatureHistory::SecretUse &use : history.secrets) { // the newest match comes first
        const int quiet = int(std::max<Micros>(0, now - use.last) / day);
        judged.append(
            {use.label, standingOf(use, judged.isEmpty(), quiet), labels.contains(use.label), quiet, use});
        seen.append(use.label);
    }
    for (const QString &label : labels) {
        if (!seen.contains(label))
            judged.append({label, SecretStanding::NeverMatched, true, 0, {label}});
    }
    return judged;
}

RotationCheck::RotationCheck(WebhookDesk &desk, QObject *parent) : QObject(parent), m_desk(desk)
{
    m_pool.setMaxThreadCount(1);
}

RotationCheck::~RotationCheck()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void RotationCheck::ask(const QString &endpoint, Micros from, Micros bucketLength, int buckets)
{
    const quint64 asked = ++m_asked;
    m_desk.browser().signatureHistory(endpoint, from, bucketLength, buckets, this,
                                      [this, asked, endpoint](const Result<SignatureHistory> &history) {
                                          if (asked != m_asked)
                                              return;
                                          if (!history) {
                                              emit failed(history.error());
                                              return;
                                          }
                                          emit answered(*history);
                                          for (const SignatureHistory::SecretUse &use : history->secrets)
                                              tryValues(endpoint, use.label);
                                      });
}

void RotationCheck::tryValues(const QString &endpoint, const QString &label)
{
    const QList<signature::NamedSecret> &known = m_desk.explainer().grounds().secrets;
    const bool keepsRetired =
        std::any_of(known.begin(), known.end(), [&label](const signature::NamedSecret &secret) {
            return secret.label == label && secret.retired;
        });
    if (!keepsRetired)
        return;
    m_desk.browser().newest(
        endpoint, label, mostTried, this,
        [this, asked = m_asked, endpoint, label](const Result<QList<domain::Delivery>> &deliveries) {
            if (asked == m_asked && deliveries && !deliveries->isEmpty())
                tryOn(endpoint, label, *deliveries);
        });
}

void RotationCheck::tryOn(const QString &endpoint, const QString &label,
                          const QList<domain::Delivery> &deliveries)
{
    const ExplainGrounds &grounds = m_desk.explainer().grounds();
    ValueTask task;
    task.schemes = grounds.schemes;
    task.deliveries = deliveries;
    task.routes = grounds.routes;
    task.endpoint = endpoint;
    for (const signature::NamedSecret &secret : grounds.secrets) {
        if (secret.label == label)
            task.values.append(secret);
    }
    if (task.values.isEmpty())
        return;
    QtConcurrent::run(&m_pool, [task = std::move(task)] {
        return task.work();
    }).then([this, asked = m_asked](const LabelTrial &trial) {
        QMetaObject::invokeMethod(
            this,
            [this, asked, trial] {
                if (asked == m_asked)
                    emit valuesTried(trial);
            },
            Qt::QueuedConnection);
    });
}

} // namespace tocsin::flows
