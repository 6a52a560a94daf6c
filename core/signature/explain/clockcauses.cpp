// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/timespan.h"
#include "core/signature/explain/signs.h"
#include "core/signature/timestamp.h"

#include <QDateTime>

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::plainSeconds;
using domain::Verdict;

constexpr qint64 minute = 60;
constexpr qint64 hour = 3600;
constexpr qint64 slack = 10;                       // seconds that a request takes, and clocks differ anyway
constexpr qint64 longestLife = 10 * 366 * 86400LL; // of a capture; beyond that the unit is another

QString inWords(qint64 age)
{
    return age < 0 ? u"%1 in the future"_s.arg(plainSeconds(-age)) : u"%1 old"_s.arg(plainSeconds(age));
}

QString utc(Micros at)
{
    return QDateTime::fromMSecsSinceEpoch(at / 1000, Qt::UTC).toString(Qt::ISODate);
}

// "2 h behind" is what a clock in local time looks like. Zones are whole hours from UTC, some by a half or a
// quarter more.
bool isZoneOffset(qint64 age)
{
    constexpr qint64 odd[] = {150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825}; // minutes
    const qint64 off = std::abs(age);
    const auto isNear = [off](qint64 offset) { return std::abs(off - offset) <= slack; };
    for (qint64 hours = 1; hours <= 14; ++hours) {
        if (isNear(hours * hour))
            return true;
    }
    return std::any_of(std::begin(odd), std::end(odd), [&](qint64 m) { return isNear(m * minute); });
}

Cause causeOf(const char *id, Certainty certainty, Party party, const QString &detail, const QString &change)
{
    Cause cause;
    cause.id = id;
    cause.certainty = certainty;
    cause.party = party;
    cause.detail = detail;
    cause.change = change;
    return cause;
}

class ClockCauses
{
public:
    ClockCauses(const ExplainRequest &request, const Recipe &recipe, const Verification &v)
        : m_request(request)
        , m_recipe(recipe)
        , m_v(v)
    {}

    QList<Cause> all() const
    {
        if (m_v.verdict == Verdict::Malformed)
            return {unreadable()};
        if (!m_v.ageSeconds || (m_v.verdict != Verdict::ValidStale && m_v.verdict != Verdict::ValidFuture))
            return {};
        if (const auto unit = otherUnit())
            return {*unit};
        QList<Cause> causes;
        if (m_v.verdict == Verdict::ValidFuture)
            causes.append(proved("F6", figures(), u"compare the clocks of sender and receiver"_s));
        else
            causes.append(proved(
                "F4", figures(),
                u"let the sender send the event anew, with a time of its own: what is this old may be a "
                "replay"_s));
        addReasons(causes);
        return causes;
    }

private:
    Cause proved(const char *id, const QString &detail, const QString &change,
                 Party party = Party::Clock) const
    {
        Cause cause = causeOf(id, Certainty::Proved, party, detail, change);
        const auto matched = std::find_if(m_v.trials.begin(), m_v.trials.end(),
                                          [](const SecretTrial &trial) { return trial.matched; });
        cause.secretLabel = matched == m_v.trials.end() ? m_v.secretLabel : matched->label;
        cause.variant = m_v.variant;
        cause.signature = m_v.received.value(0).left(8);
        return cause;
    }

    QString figures() const
    {
        QString text = u"the signature is genuine; it is %1, and %2 are allowed"_s.arg(
            inWords(*m_v.ageSeconds), plainSeconds(m_recipe.timestamp.windowSeconds));
        if (m_v.signedAt)
            text += u" (signed at %1, received at %2)"_s.arg(utc(*m_v.signedAt), utc(m_request.now));
        return text;
    }

    // The digest is right, the time is none in the unit that is set.
    Cause unreadable() const
    {
        for (const TimeUnit unit :
             {TimeUnit::SecondsOrMilliseconds, TimeUnit::Iso8601Utc, TimeUnit::HttpDate}) {
            const auto time = readAs(unit);
            // A nonce of digits is a time of some century in every unit.
            if (time && time->at && std::abs(time->ageSeconds) <= longestLife)
                return proved(
                    "F1",
                    u"the signature is genuine, but its timestamp is in another unit than the scheme "
                    "says; read so it is %1"_s.arg(inWords(time->ageSeconds)),
                    u"correct the timestamp's unit in the scheme, or at the sender"_s, Party::Setting);
        }
        return proved("F8", u"the signature is genuine, but its timestamp does not look like a time"_s,
                      u"say in the scheme where the time stands: a nonce in its place limits no replay"_s,
                      Party::Setting);
    }

    // Read in the other unit the time is now: the unit is wrong, not the clock.
    std::optional<Cause> otherUnit() const
    {
        const qint64 window = std::max<qint64>(m_recipe.timestamp.windowSeconds, 300);
        for (const TimeUnit unit : {TimeUnit::Seconds, TimeUnit::Milliseconds}) {
            if (unit == m_recipe.timestamp.unit || m_recipe.timestamp.unit > TimeUnit::SecondsOrMilliseconds)
                continue;
            const auto other = readAs(unit);
            if (other && other->at && std::abs(other->ageSeconds) <= window)
                return proved("F1",
                              u"%1; read in %2 it is %3"_s.arg(
                                  figures(), unit == TimeUnit::Seconds ? u"seconds"_s : u"milliseconds"_s,
                                  inWords(other->ageSeconds)),
                              u"correct the timestamp's unit in the scheme, or at the sender"_s);
        }
        return std::nullopt;
    }

    std::optional<SignedTime> readAs(TimeUnit unit) const
    {
        TimeSpec spec = m_recipe.timestamp;
        spec.unit = unit;
        spec.maxDigits = 18;
        return readTimestamp(spec, m_v.timestampText, m_request.now);
    }

    // What may be behind it: none of it can be computed.
    void addReasons(QList<Cause> &causes) const
    {
        const qint64 age = *m_v.ageSeconds;
        const qint64 window = m_recipe.timestamp.windowSeconds;
        const auto sign = [&](const char *id, Certainty certainty, const QString &detail,
                              const QString &change) {
            causes.append(causeOf(id, certainty, Party::Clock, detail, change));
        };
        TimeSpec dated;
        dated.unit = TimeUnit::HttpDate;
        const QByteArray date = m_request.message.first("Date");
        const auto sent = date.isNull() ? std::nullopt : readTimestamp(dated, date, m_request.now);
        const QString check = u"compare this machine's clock and the sender's with a time server"_s;
        if (!sent || !sent->at) {
            sign("F2", Certainty::Possible,
                 u"one of the two clocks may be wrong; the request has no Date header to tell"_s, check);
        } else if (std::abs(sent->ageSeconds) > std::max(window, slack)) {
            sign("F2", age < 0 ? Certainty::Likely : Certainty::Possible,
                 age < 0
                     ? u"Date says that it was sent %1 from now: one of the two clocks is wrong"_s.arg(
                           plainSeconds(-sent->ageSeconds))
                     : u"Date says that it was sent %1 ago: it took that long, or one of the two clocks is "
                       "wrong"_s.arg(plainSeconds(sent->ageSeconds)),
                 check);
        }
        if (isZoneOffset(age))
            sign("F3", Certainty::Possible,
                 u"%1 is as far as a time zone is from UTC: a local time may have been taken for UTC"_s.arg(
                     plainSeconds(std::abs(age))),
                 u"take the timestamp for UTC on both sides"_s);
        const bool sentJustNow = sent && std::abs(sent->ageSeconds) <= slack;
        if (age > 0 && age <= std::max(3 * window, hour) && !sentJustNow)
            sign("F5", Certainty::Possible, u"a queue or proxy on the way may have held it"_s,
                 u"look how long the hops on the way keep a request"_s);
    }

    const ExplainRequest &m_request;
    const Recipe &m_recipe;
    const Verification &m_v;
};

} // namespace

QList<Cause> clockCauses(const ExplainRequest &request, const Recipe &recipe, const Verification &v)
{
    return ClockCauses(request, recipe, v).all();
}

} // namespace tocsin::signature
