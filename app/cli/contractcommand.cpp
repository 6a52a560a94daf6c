// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"
#include "core/contract/compare.h"
#include "core/contract/schema.h"
#include "core/flows/contractreading.h"
#include "core/flows/copyas.h"
#include "core/flows/requestfile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

using storage::ContractKey;
using storage::ContractStore;

Error usage(const QString &text)
{
    return {Error::Kind::Rejected, text};
}

Result<QByteArray> readFile(const QString &path, qsizetype most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage, u"%1: %2"_s.arg(path, file.errorString()));
    if (file.size() > most)
        return fail(Error::Kind::Limited, u"%1 has more than %2 bytes"_s.arg(path).arg(most));
    return file.read(most);
}

// The payload in a file: JSON as it stands, or the body of a request.
Result<QByteArray> readPayload(const QString &path)
{
    auto bytes = readFile(path, 4 * contract::mostBody);
    if (!bytes)
        return bytes;
    const QByteArray start = bytes->trimmed().left(1);
    if (start.isEmpty() || QByteArray("{[\"-0123456789tfn").contains(start))
        return bytes;
    return flows::readRequestFile(path).map([](const domain::HttpMessage &message) { return message.body; });
}

QJsonArray driftsJson(const QList<domain::Drift> &drifts)
{
    QJsonArray list;
    for (const domain::Drift &drift : drifts)
        list.append(QJsonObject{{u"kind"_s, QString(domain::driftKindId(drift.kind))},
                                {u"place"_s, QString::fromUtf8(drift.place)},
                                {u"pointer"_s, QString::fromUtf8(drift.pointer)},
                                {u"was"_s, drift.was},
                                {u"now"_s, drift.now}});
    return list;
}

class ContractCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Infers a JSON Schema (draft 2020-12) from payloads and says in what others differ from it.\n"
            "  infer FILE...            from files: JSON, or HTTP/1.1 requests\n"
            "  infer --endpoint NAME    from what was captured, a schema for each event\n"
            "  check FILE... --schema S files against a schema that infer has written\n"
            "  check [--endpoint NAME]  what was captured against accepted contracts, or against --schema\n"
            "  list                     the accepted contracts\n"
            "check exits with 1 when something differs. Values are never printed, but words of a fixed set."_s);
        parser.addPositionalArgument(u"action"_s, u"infer, check or list."_s);
        parser.addPositionalArgument(u"file"_s, u"Payloads."_s, u"[FILE...]"_s);
        parser.addOptions({
            {u"store"_s, u"Store file; the default is the user's own."_s, u"FILE"_s},
            {u"endpoint"_s, u"Only deliveries to this endpoint."_s, u"NAME"_s},
            {u"event"_s, u"Only deliveries of this event; \"\" for those that name none."_s, u"NAME"_s},
            {u"limit"_s, u"Infer from the newest N deliveries."_s, u"N"_s,
             QString::number(flows::usualSamples)},
            {u"after"_s, u"Check only deliveries with a greater number."_s, u"ID"_s, u"0"_s},
            {u"schema"_s, u"The schema to check against."_s, u"FILE"_s},
            {u"accept"_s, u"Keep what was inferred as contract: what arrives later is checked against it."_s},
        });
    }

    void start(const QCommandLineParser &parser) override
    {
        const auto code = readArguments(parser).and_then([this] { return run(); });
        if (!code) {
            const Error::Kind kind = code.error().kind;
            return fail(kind == Error::Kind::Rejected   ? Usage
                        : kind == Error::Kind::NotFound ? No
                                                        : CouldNot,
                        visible(code.error().detail, 600));
        }
        finish(*code);
    }

private:
    Result<void> readArguments(const QCommandLineParser &parser)
    {
        m_json = parser.isSet(u"json"_s);
        m_accept = parser.isSet(u"accept"_s);
        m_files = parser.positionalArguments();
        m_action = m_files.isEmpty() ? QString() : m_files.takeFirst();
        const auto store = chosenStorePath(parser);
        if (!store)
            return tl::unexpected(store.error());
        m_storePath = *store;
        m_endpoint = parser.value(u"endpoint"_s);
        if (parser.isSet(u"event"_s))
            m_event = parser.value(u"event"_s);
        bool limit = false;
        bool after = false;
        m_limit = parser.value(u"limit"_s).toInt(&limit);
        m_after = parser.value(u"after"_s).toLongLong(&after);
        if (!limit || m_limit < 1 || !after || m_after < 0)
            return tl::unexpected(usage(u"--limit and --after take numbers"_s));
        if (m_action != u"infer"_s && m_action != u"check"_s && m_action != u"list"_s)
            return tl::unexpected(usage(u"use: contract infer | check | list"_s));
        if (m_accept && (m_action != u"infer"_s || !m_files.isEmpty()))
            return tl::unexpected(usage(u"--accept goes with infer --endpoint"_s));
        if (!parser.isSet(u"schema"_s))
            return {};
        if (m_action != u"check"_s)
            return tl::unexpected(usage(u"--schema goes with check"_s));
        const auto text = readFile(parser.value(u"schema"_s), contract::largestSchema);
        if (!text)
            return tl::unexpected(text.error());
        auto shape = contract::readSchema(*text);
        if (!shape)
            return tocsin::fail(Error::Kind::Malformed, u"--schema: "_s + shape.error().detail);
        m_schema = std::move(*shape);
        return {};
    }

    Result<int> run()
    {
        if (m_action == u"list"_s)
            return list();
        if (m_action == u"infer"_s)
            return m_files.isEmpty() ? inferStore() : inferFiles();
        return m_files.isEmpty() ? checkStore() : checkFiles();
    }

    void printSchema(const contract::Shape &shape, const QString &title, qint64 samples, qint64 skipped) const
    {
        const QByteArray schema = contract::writeSchema(shape, title, contract::Counts::Leave);
        if (!m_json)
            return printLine(QString::fromUtf8(schema.trimmed()));
        printJson({{u"schema"_s, QJsonDocument::fromJson(schema).object()},
                   {u"samples"_s, samples},
                   {u"skipped"_s, skipped}});
    }

    Result<int> inferFiles()
    {
        contract::Shape shape;
        for (const QString &path : std::as_const(m_files)) {
            const auto taken = readPayload(path).and_then(
                [&shape](const QByteArray &body) { return contract::absorb(shape, body); });
            if (!taken)
                return tocsin::fail(taken.error().kind, u"%1: %2"_s.arg(path, taken.error().detail));
        }
        printSchema(shape, {}, m_files.size(), 0);
        return int(Good);
    }

    Result<storage::Database> openStore() const
    {
        return storage::Database::open(m_storePath, storage::Database::Access::ReadOnly);
    }

    Result<int> inferStore()
    {
        if (m_endpoint.isEmpty())
            return tl::unexpected(usage(u"infer takes files, or --endpoint NAME"_s));
        auto store = openStore();
        if (!store)
            return tl::unexpected(store.error());
        const auto keys = m_event ? Result<QList<ContractKey>>(QList<ContractKey>{{m_endpoint, *m_event}})
                                  : flows::contractKeys(*store, m_endpoint);
        if (!keys)
            return tl::unexpected(keys.error());
        int inferredOnes = 0;
        for (const ContractKey &key : *keys) {
            const auto inferred = flows::inferContract(*store, key, m_limit);
            if (!inferred && inferred.error().kind == Error::Kind::NotFound && !m_event)
                continue; // another event may be JSON
            if (!inferred)
                return tl::unexpected(inferred.error());
            printSchema(inferred->shape, flows::contractTitle(key), inferred->samples, inferred->skipped);
            ++inferredOnes;
            if (auto kept = m_accept ? keep(key, *inferred) : Result<void>(); !kept)
                return tl::unexpected(kept.error());
        }
        if (inferredOnes == 0)
            return tocsin::fail(Error::Kind::NotFound,
                                u"there is no JSON delivery to \"%1\" to infer from"_s.arg(m_endpoint));
        return int(Good);
    }

    Result<void> keep(const ContractKey &key, const flows::InferredContract &inferred) const
    {
        return ContractStore::open(m_storePath).and_then([&](ContractStore &&contracts) {
            return contracts.accept({key, contract::writeSchema(inferred.shape, {}, contract::Counts::Note),
                                     inferred.samples, wallClock(), inferred.upTo});
        });
    }

    bool isWanted(const ContractKey &key) const
    {
        return (m_endpoint.isEmpty() || key.endpoint == m_endpoint) && (!m_event || key.event == *m_event);
    }

    Result<QList<storage::StoredContract>> accepted() const
    {
        if (!QFileInfo::exists(ContractStore::pathFor(m_storePath)))
            return QList<storage::StoredContract>();
        auto all = ContractStore::open(m_storePath).and_then([](ContractStore &&contracts) {
            return contracts.contracts();
        });
        if (all)
            all->removeIf([this](const storage::StoredContract &one) { return !isWanted(one.key); });
        return all;
    }

    Result<int> list()
    {
        const auto all = accepted();
        if (!all)
            return tl::unexpected(all.error());
        for (const storage::StoredContract &one : *all) {
            if (m_json)
                printJson({{u"endpoint"_s, one.key.endpoint},
                           {u"event"_s, one.key.event},
                           {u"samples"_s, one.samples},
                           {u"accepted_at"_s, flows::isoUtc(one.accepted)},
                           {u"checked_up_to"_s, one.checkedUpTo}});
            else
                printLine(u"%1  %2  from %3, accepted %4"_s.arg(visible(one.key.endpoint), -16)
                              .arg(visible(one.key.event), -24)
                              .arg(one.samples)
                              .arg(flows::isoUtc(one.accepted)));
        }
        return all->isEmpty() ? int(No) : int(Good);
    }

    void printDrifts(const QString &what, const QList<domain::Drift> &drifts, QJsonObject object) const
    {
        if (m_json) {
            object.insert(u"drifts"_s, driftsJson(drifts));
            return printJson(object);
        }
        for (const domain::Drift &drift : drifts) {
            QString line = u"%1  %2  %3"_s.arg(
                visible(what), QString(domain::driftKindId(drift.kind)),
                drift.pointer.isEmpty() ? u"(whole body)"_s : visible(QString::fromUtf8(drift.pointer)));
            if (!drift.was.isEmpty())
                line += u"  was "_s + visible(drift.was);
            if (!drift.now.isEmpty())
                line += u"  now "_s + visible(drift.now);
            printLine(line);
        }
    }

    // The last line of a check; in JSON no lines mean that all fits.
    int summed(qint64 checked, qint64 differing) const
    {
        if (!m_json)
            printLine(differing == 0 ? u"%1 checked, all fit"_s.arg(checked)
                                     : u"%1 checked, %2 differ"_s.arg(checked).arg(differing));
        return differing == 0 ? Good : No;
    }

    Result<int> checkFiles()
    {
        if (!m_schema)
            return tl::unexpected(usage(u"check of files takes --schema FILE"_s));
        qint64 differing = 0;
        for (const QString &path : std::as_const(m_files)) {
            const auto body = readPayload(path);
            if (!body)
                return tl::unexpected(body.error());
            const QList<domain::Drift> drifts = contract::compare(*m_schema, *body);
            differing += drifts.isEmpty() ? 0 : 1;
            printDrifts(path, drifts, {{u"file"_s, path}});
        }
        return summed(m_files.size(), differing);
    }

    struct Check
    {
        ContractKey key;
        contract::Shape shape;
    };

    Result<std::vector<Check>> checks(storage::Database &store) const
    {
        std::vector<Check> all;
        if (m_schema) {
            if (m_endpoint.isEmpty())
                return tl::unexpected(usage(u"--schema goes with files or with --endpoint"_s));
            const auto keys = flows::contractKeys(store, m_endpoint);
            if (!keys)
                return tl::unexpected(keys.error());
            for (const ContractKey &key : *keys) {
                if (isWanted(key))
                    all.push_back({key, *m_schema});
            }
            return all;
        }
        const auto stored = accepted();
        if (!stored)
            return tl::unexpected(stored.error());
        for (const storage::StoredContract &one : *stored) {
            auto shape = contract::readSchema(one.schema);
            if (!shape)
                return tl::unexpected(shape.error());
            all.push_back({one.key, std::move(*shape)});
        }
        return all;
    }

    Result<int> checkStore()
    {
        auto store = openStore();
        if (!store)
            return tl::unexpected(store.error());
        const auto all = checks(*store);
        if (!all)
            return tl::unexpected(all.error());
        if (all->empty())
            return tocsin::fail(Error::Kind::NotFound,
                                u"no contract is accepted for that; see infer --accept"_s);
        qint64 checked = 0;
        qint64 differing = 0;
        for (const Check &one : *all) {
            const auto take = [&](domain::DeliveryId id, Micros received, const QByteArray &body) {
                const QList<domain::Drift> drifts = contract::compare(one.shape, body);
                ++checked;
                if (drifts.isEmpty())
                    return true;
                ++differing;
                printDrifts(u"#%1"_s.arg(id), drifts,
                            {{u"id"_s, id},
                             {u"received_at"_s, flows::isoUtc(received)},
                             {u"endpoint"_s, one.key.endpoint},
                             {u"event"_s, one.key.event}});
                return true;
            };
            const auto read = flows::readPayloads(*store, one.key, m_after,
                                                  std::numeric_limits<domain::DeliveryId>::max(), take);
            if (!read)
                return tl::unexpected(read.error());
        }
        return summed(checked, differing);
    }

    QString m_action;
    QStringList m_files;
    QString m_storePath;
    QString m_endpoint;
    std::optional<QString> m_event;
    std::optional<contract::Shape> m_schema;
    domain::DeliveryId m_after = 0;
    int m_limit = 0;
    bool m_json = false;
    bool m_accept = false;
};

} // namespace

std::unique_ptr<Command> makeContractCommand()
{
    return std::make_unique<ContractCommand>();
}

} // namespace tocsin::cli
