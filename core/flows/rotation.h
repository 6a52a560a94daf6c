// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/storage/signaturehistory.h"

#include <QObject>
#include <QStringList>
#include <QThreadPool>

namespace tocsin::flows {

class WebhookDesk;

// Where a secret stands in a rotation.
enum class SecretStanding : quint8 {
    NeverMatched, // it has verified nothing that is stored
    Current,      // it verified the newest delivery that any secret verified
    Waning,       // another one matched since; too lately, or too seldom, to call it replaced
    Replaced,     // others alone have matched for long enough: it may be retired
};

struct SecretJudgement
{
    QString label;
    SecretStanding standing = SecretStanding::NeverMatched;
    bool atEndpoint = true; // false: its deliveries are stored, the endpoint does not name it any more
    int quietDays = 0;      // whole days since its last match
    storage::SignatureHistory::SecretUse use;
};

// The one in use first, then those that matched before, then those that never did.
QList<SecretJudgement> judgeRotation(const storage::SignatureHistory &history, const QStringList &labels,
                                     Micros now);

// Replaced is who has been quiet for so many days, with so many deliveries verified by others since. Senders
// that try again for days sign with the secret of the first try.
inline constexpr int quietDaysToRetire = 7;
inline constexpr qint64 laterToRetire = 10;

// How the values under one label fare: a rotation keeps the former ones.
struct ValueUse
{
    bool retired = false;
    int order = 0;        // of the retired ones, 0 = the newest
    int verified = 0;     // of those that were tried
    Micros lastMatch = 0; // received; 0 = none
};

struct LabelTrial
{
    QString label;
    int tried = 0; // newest deliveries that this label had verified
    QList<ValueUse> values;
};

// Asks the store how the secrets of an endpoint were used, and tries the values of those labels that keep
// retired ones on the newest deliveries they verified, on a thread of its own. Lives on the main thread.
class RotationCheck final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RotationCheck)

public:
    explicit RotationCheck(WebhookDesk &desk, QObject *parent = nullptr);
    ~RotationCheck() override;

    // A later question takes the place of an earlier one.
    void ask(const QString &endpoint, Micros from, Micros bucketLength, int buckets);

    static constexpr int mostTried = 100; // deliveries of one label

signals:
    void answered(const tocsin::storage::SignatureHistory &history);
    void valuesTried(const tocsin::flows::LabelTrial &trial); // after answered()
    void failed(const tocsin::Error &error);

private:
    void tryValues(const QString &endpoint, const QString &label);
    void tryOn(const QString &endpoint, const QString &label, const QList<domain::Delivery> &deliveries);

    WebhookDesk &m_desk;
    quint64 m_asked = 0;
    QThreadPool m_pool;
};

} // namespace tocsin::flows
