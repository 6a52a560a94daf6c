// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/deliveryselection.h"
#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"
#include "core/flows/copyas.h"
#include "core/rules/evaluate.h"
#include "core/storage/deliveryrows.h"
#include "core/storage/deliverystore.h"
#include "core/storage/replaystore.h"

#include <QFile>

#include <optional>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// Reads and edits a store in the foreground; a listener that writes to the same file at the same time is
// fine.
class DeliveriesCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Works on captured deliveries. A filter is written as in the window, e.g.\n"
            "  verdict:mismatch severity>=high since:2h \"free text\" -path:/health"_s);
        parser.addPositionalArgument(
            u"action"_s, u"list [FILTER] | show ID | export [FILTER] | pin FILTER | unpin FILTER | "
                         "delete FILTER"_s);
        parser.addPositionalArgument(u"what"_s, u"Filter words, or the number of a delivery."_s,
                                     u"[FILTER|ID]"_s);
        parser.addOptions({
            {u"store"_s, u"Store file; the default is the user's own."_s, u"FILE"_s},
            {u"limit"_s, u"At most N deliveries, the newest."_s, u"N"_s},
            {u"format"_s, u"Of export: jsonl, http, har or curl."_s, u"F"_s, u"jsonl"_s},
        });
    }

    void prepare(QStringList &arguments) const override { spellNegations(arguments); }

    void start(const QCommandLineParser &parser) override
    {
        m_json = parser.isSet(u"json"_s);
        const auto store = chosenStorePath(parser);
        if (!store)
            return fail(CouldNot, store.error().detail);
        m_store = *store;
        m_format = parser.value(u"format"_s);
        bool good = true;
        if (parser.isSet(u"limit"_s))
            m_limit = parser.value(u"limit"_s).toInt(&good);
        if (!good || m_limit < 0)
            return fail(Usage, u"--limit takes a number"_s);
        QStringList words = parser.positionalArguments();
        const QString action = words.isEmpty() ? QString() : words.takeFirst();
        const auto code = open().and_then([&] { return run(action, words.join(u' ')); });
        if (!code)
            return fail(code.error().kind == Error::Kind::Rejected ? Usage : CouldNot, code.error().detail);
        finish(*code);
    }

private:
    Result<void> open()
    {
        auto database = storage::Database::open(m_store, storage::Database::Access::ReadOnly);
        if (!database)
            return tl::unexpected(database.error());
        m_database.emplace(std::move(*database));
        m_rows.emplace(*m_database);
        return {};
    }

    Result<int> run(const QString &action, const QString &what)
    {
        if (action == u"show"_s)
            return show(what);
        const bool edits = action == u"pin"_s || action == u"unpin"_s || action == u"delete"_s;
        if (action != u"list"_s && action != u"export"_s && !edits)
            return tocsin::fail(Error::Kind::Rejected,
                                u"use: deliveries list | show | export | pin | unpin | delete"_s);
        if (edits && what.isEmpty())
            return tocsin::fail(Error::Kind::Rejected,
                                u"%1 needs a filter, so that it is clear what it acts on"_s.arg(action));
        const auto ids =
            findDeliveries(*m_database, what, action == u"list"_s && m_limit == 0 ? 50 : m_limit);
        if (!ids)
            return tl::unexpected(ids.error());
        if (ids->isEmpty() && action != u"export"_s)
            return int(No);
        if (action == u"list"_s)
            return list(*ids);
        return edits ? edit(action, *ids) : exportAll(*ids);
    }

    Result<int> list(const QList<domain::DeliveryId> &ids)
    {
        const auto rows = m_rows->rows(ids);
        if (!rows)
            return tl::unexpected(rows.error());
        for (const domain::DeliveryRow &row : *rows) {
            if (m_json) {
                printJson(flows::rowToJson(row));
                continue;
            }
            const QString what = row.summary.title.isEmpty()
                                     ? QString::fromLatin1(row.method + ' ' + row.target)
                                     : row.summary.title;
            printLine(u"%1  %2  %3  %4  %5  %6"_s.arg(row.id, 7)
                          .arg(flows::isoUtc(row.received))
                          .arg(row.endpoint, -12)
                          .arg(QString(domain::verdictId(row.signature.verdict)), -17)
                          .arg(QString(domain::severityId(row.summary.severity)), -8)
                          .arg(visible(what, 80)));
        }
        return int(Good);
    }

    Result<int> show(const QString &text)
    {
        bool good = false;
        const domain::DeliveryId id = text.toLongLong(&good);
        if (!good)
            return tocsin::fail(Error::Kind::Rejected, u"show takes the number of a delivery, e.g. 17"_s);
        const auto delivery = m_rows->load(id);
        if (!delivery && delivery.error().kind == Error::Kind::NotFound)
            return printError(delivery.error().detail), int(No);
        if (!delivery)
            return tl::unexpected(delivery.error());
        if (m_json) {
            printJson(flows::toJson(*delivery));
            return int(Good);
        }
        const domain::DeliveryRow &row = delivery->row;
        printLine(
            u"delivery   %1 at %2, endpoint %3"_s.arg(row.id).arg(flows::isoUtc(row.received), row.endpoint));
        printLine(u"verdict    %1 %2 %3"_s.arg(QString(domain::verdictId(row.signature.verdict)),
                                               row.signature.scheme, row.signature.secretLabel));
        printLine(u"attempt    %1 of %2"_s.arg(row.attempt).arg(delivery->attemptsOfEvent));
        printLine(u"answered   %1"_s.arg(answerWords(*delivery)));
        if (!delivery->capture.reason.isEmpty())
            printLine(u"reason     %1"_s.arg(visible(delivery->capture.reason)));
        if (!delivery->handshake.isEmpty())
            printLine(u"handshake  %1"_s.arg(visible(delivery->handshake, 400)));
        if (delivery->rules)
            printRules(*delivery->rules);
        if (!delivery->note.isEmpty())
            printLine(u"note       %1"_s.arg(visible(delivery->note)));
        const QByteArray head = delivery->capture.message.head;
        const QList<QByteArray> lines = head.split('\n');
        for (const QByteArray &line : lines)
            printLine(visible(QString::fromUtf8(line.trimmed()), 1000));
        printLine(visible(QString::fromUtf8(delivery->capture.message.body), 100'000));
        return int(Good);
    }

    static QString answerWords(const domain::Delivery &delivery)
    {
        if (delivery.row.responseStatus != 0)
            return QString::number(delivery.row.responseStatus);
        const bool byRule =
            delivery.rules && !delivery.rules->rule.isEmpty() && delivery.rules->plan.isSilent();
        return byRule ? u"nothing: the rule ended the connection"_s : u"nothing: the connection was gone"_s;
    }

    static void printRules(const domain::RuledAnswer &rules)
    {
        if (!rules.rule.isEmpty())
            printLine(u"rule       %1"_s.arg(visible(rules.rule)));
        for (const domain::RuleTraceLine &line : rules.trace) {
            printLine(
                u"trace      %1  %2  %3"_s.arg(QString(rules::outcomeId(line.outcome)), -11)
                    .arg(line.rule.isEmpty() ? u"all"_s : visible(line.rule), visible(line.reason, 400)));
        }
    }

    Result<int> exportAll(const QList<domain::DeliveryId> &ids)
    {
        if (m_format != u"jsonl"_s && m_format != u"http"_s && m_format != u"har"_s && m_format != u"curl"_s)
            return tocsin::fail(Error::Kind::Rejected, u"--format takes jsonl, http, har or curl"_s);
        QList<domain::Delivery> kept; // HAR is one document
        for (const domain::DeliveryId id : ids) {
            const auto delivery = m_rows->load(id);
            if (!delivery)
                return tl::unexpected(delivery.error());
            if (m_format == u"jsonl"_s)
                printJson(flows::toJson(*delivery));
            else if (m_format == u"http"_s)
                printBytes(flows::toRawHttp(delivery->capture));
            else if (m_format == u"curl"_s)
                printBytes(flows::toCurl(delivery->capture, flows::urlOf(delivery->capture)));
            else
                kept.append(*delivery);
        }
        if (m_format == u"har"_s)
            printJson(flows::toHar(kept));
        return int(Good);
    }

    Result<int> edit(const QString &action, const QList<domain::DeliveryId> &ids)
    {
        auto store = storage::DeliveryStore::open(m_store);
        if (!store)
            return tl::unexpected(store.error());
        const auto done =
            action == u"delete"_s ? (*store)->remove(ids) : (*store)->pin(ids, action == u"pin"_s);
        if (!done)
            return tl::unexpected(done.error());
        // What was answered to them goes with them.
        if (action == u"delete"_s && QFile::exists(storage::ReplayStore::pathFor(m_store))) {
            const auto forgotten = storage::ReplayStore::open(m_store).and_then(
                [&ids](storage::ReplayStore answers) { return answers.forget(ids); });
            if (!forgotten)
                return tl::unexpected(forgotten.error());
        }
        if (m_json)
            printJson({{u"changed"_s, ids.size()}});
        else
            printLine(
                u"%1 %2"_s.arg(ids.size()).arg(action == u"delete"_s ? u"deleted"_s : action + u"ned"_s));
        return int(Good);
    }

    std::optional<storage::Database> m_database;
    std::optional<storage::DeliveryRows> m_rows;
    QString m_store;
    QString m_format;
    int m_limit = 0;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeDeliveriesCommand()
{
    return std::make_unique<DeliveriesCommand>();
}

} // namespace tocsin::cli
