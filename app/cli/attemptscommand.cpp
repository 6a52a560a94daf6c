// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/knownschemes.h"
#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"
#include "core/flows/attempts.h"
#include "core/flows/copyas.h"
#include "core/settings/folders.h"
#include "core/storage/deliveryrows.h"

#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

double seconds(Micros span)
{
    return double(span) / double(microsPerSecond);
}

QString spanText(Micros span)
{
    return u"%1 s"_s.arg((qAbs(span) + microsPerSecond / 2) / microsPerSecond);
}

QStringList changesOf(const domain::AttemptRow &row)
{
    QStringList words;
    if (row.changes && row.changes->time)
        words.append(u"time"_s);
    if (row.changes && row.changes->signature)
        words.append(u"signature"_s);
    if (row.changes && row.changes->body)
        words.append(u"body"_s);
    return words;
}

QString deviationOf(const domain::AttemptRow &row)
{
    if (!row.deviation)
        return row.gap ? u"unplanned"_s : QString();
    if (row.onTime)
        return u"on time"_s;
    return u"%1 %2"_s.arg(spanText(*row.deviation), *row.deviation > 0 ? u"late"_s : u"early"_s);
}

template<class T, class Value>
QJsonValue orNull(const std::optional<T> &known, Value value)
{
    return known ? QJsonValue(value(*known)) : QJsonValue();
}

QJsonObject rowJson(const domain::AttemptRow &row)
{
    const domain::AttemptFacts &facts = row.facts;
    return {
        {u"id"_s, facts.id},
        {u"number"_s, row.number},
        {u"received_at"_s, flows::isoUtc(facts.received)},
        {u"signed_at"_s, orNull(facts.signedAt, [](Micros at) { return flows::isoUtc(at); })},
        {u"gap_s"_s, orNull(row.gap, seconds)},
        {u"planned_gap_s"_s, orNull(row.plannedGap, [](qint64 planned) { return planned; })},
        {u"deviation_s"_s, orNull(row.deviation, seconds)},
        {u"on_time"_s, row.deviation ? QJsonValue(row.onTime) : QJsonValue()},
        {u"missed_before"_s, row.missed},
        {u"after_accepted"_s, row.afterAccepted},
        {u"changed"_s, row.changes ? QJsonValue(QJsonArray::fromStringList(changesOf(row))) : QJsonValue()},
        {u"verdict"_s, QString(domain::verdictId(facts.verdict))},
        {u"status"_s, facts.status == 0 ? QJsonValue() : QJsonValue(facts.status)},
        {u"accepted"_s, facts.accepted},
    };
}

// The attempts of one event beside its sender's schedule.
class AttemptsCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Lists every attempt to deliver an event beside the schedule that its sender documents.\n"
            "Exit code 0 when the newest attempt was accepted, else 1."_s);
        parser.addPositionalArgument(u"id"_s, u"The number of one of its deliveries."_s, u"ID"_s);
        parser.addOption({u"store"_s, u"Store file; the default is the user's own."_s, u"FILE"_s});
    }

    void start(const QCommandLineParser &parser) override
    {
        bool good = parser.positionalArguments().size() == 1;
        const domain::DeliveryId id = good ? parser.positionalArguments().constFirst().toLongLong(&good) : 0;
        if (!good || id < 1)
            return fail(Usage, u"attempts takes the number of a delivery, e.g. 17"_s);
        const auto store = chosenStorePath(parser);
        if (!store)
            return fail(CouldNot, store.error().detail);
        const auto history = read(*store, id);
        if (!history)
            return fail(history.error().kind == Error::Kind::NotFound ? No : CouldNot,
                        history.error().detail);
        if (parser.isSet(u"json"_s))
            printObject(*history);
        else
            printText(*history);
        finish(history->state == domain::EventState::Delivered ? Good : No);
    }

private:
    static Result<domain::AttemptHistory> read(const QString &store, domain::DeliveryId id)
    {
        const auto known = knownSchemes();
        if (!known)
            return tl::unexpected(known.error());
        auto database = storage::Database::open(store, storage::Database::Access::ReadOnly);
        if (!database)
            return tl::unexpected(database.error());
        storage::DeliveryRows rows(*database);
        return flows::readAttempts(rows, *known->catalogue, id, wallClock());
    }

    static void printObject(const domain::AttemptHistory &history)
    {
        QJsonArray rows;
        for (const domain::AttemptRow &row : history.rows)
            rows.append(rowJson(row));
        QJsonArray schedule;
        for (const qint64 wait : history.schedule)
            schedule.append(wait);
        const bool due = history.nextDue.has_value();
        printJson({{u"attempts"_s, rows},
                   {u"schedule_s"_s, schedule},
                   {u"state"_s, QString(domain::eventStateId(history.state))},
                   {u"next_due"_s, due ? QJsonValue(flows::isoUtc(*history.nextDue)) : QJsonValue()},
                   {u"next_number"_s, due ? QJsonValue(history.nextNumber) : QJsonValue()},
                   {u"left_out"_s, history.notShown}});
    }

    static void printText(const domain::AttemptHistory &history)
    {
        for (const domain::AttemptRow &row : history.rows) {
            const QStringList changes = changesOf(row);
            printLine(u"%1  #%2  %3  %4  %5  %6  %7  %8"_s.arg(row.number, 3)
                          .arg(row.facts.id, -7)
                          .arg(flows::isoUtc(row.facts.received))
                          .arg(row.gap ? u"+"_s + spanText(*row.gap) : u"first"_s, -8)
                          .arg(deviationOf(row), -10)
                          .arg(QString(domain::verdictId(row.facts.verdict)), -17)
                          .arg(row.facts.status == 0 ? u"none"_s : QString::number(row.facts.status), -4)
                          .arg(!row.changes        ? QString()
                               : changes.isEmpty() ? u"same time, signature and body"_s
                                                   : u"changed: "_s + changes.join(u", "_s)));
            if (row.missed > 0)
                printLine(u"     before it, %1 did not arrive"_s.arg(row.missed));
        }
        QString state(domain::eventStateId(history.state));
        if (history.nextDue)
            state += u", attempt %1 due at %2"_s.arg(history.nextNumber).arg(flows::isoUtc(*history.nextDue));
        printLine(u"state: "_s + state);
    }
};

} // namespace

std::unique_ptr<Command> makeAttemptsCommand()
{
    return std::make_unique<AttemptsCommand>();
}

} // namespace tocsin::cli
