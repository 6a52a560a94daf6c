// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/keyrotationrun.h"
#include "app/cli/keytext.h"
#include "app/cli/secretstorearguments.h"
#include "app/cli/terminal.h"

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using Action = KeyRequest::Action;
using flows::KeyEntry;
using flows::KeyList;
using flows::MadeKey;
using socmate::Offered;

namespace {

// API keys and API clients of a server; the connection is an administrator's.
class KeysCommand final : public AnalystCommand
{
public:
    void declare(QCommandLineParser &parser) const override;
    void interrupt() override;

protected:
    Result<void> read(const QCommandLineParser &parser) override;
    void run() override;

private:
    void list();
    void may();
    void create();
    void withEntry(const std::function<void(const KeyEntry &)> &go);
    void rotate(const KeyEntry &entry);
    void regenerate(const KeyEntry &entry);
    void disable(const KeyEntry &entry);
    void handOver(const MadeKey &made);
    void putInto(const MadeKey &made);
    void tell(const MadeKey &made, const Result<void> &placed);
    static QString kindWord(domain::IssuedKind kind);

    KeyRequest m_request;
    std::unique_ptr<storage::AnalystBook> m_book;
    std::unique_ptr<flows::KeyOffice> m_office;
    std::unique_ptr<KeyRotationRun> m_rotation;
};

void KeysCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Administers API keys and API clients; the connection must be an administrator's token.\n"
        "A server that offers no list, or no disabling, is asked for what it has: then what was made from "
        "here\n"
        "is listed. rotate makes a key, tests it, swaps it in the connection that uses the old one and "
        "disables\n"
        "that, each step written down: run again, it goes on. may tells what a connection's credential may "
        "do.\n\n"
        "A value is told once. It is stored, or printed with --show, and nowhere else."_s);
    declareKeyArguments(parser);
    declareConnection(parser);
}

Result<void> KeysCommand::read(const QCommandLineParser &parser)
{
    auto request = readKeyArguments(parser);
    if (!request)
        return tl::unexpected(request.error());
    m_request = *std::move(request);
    return {};
}

QString KeysCommand::kindWord(domain::IssuedKind kind)
{
    return kind == domain::IssuedKind::Client ? u"client"_s : u"key"_s;
}

void KeysCommand::run()
{
    m_book = std::make_unique<storage::AnalystBook>(analystFilePath());
    m_office =
        std::make_unique<flows::KeyOffice>(*m_book, secretStore(), auditing(), secretSourceOf(secretStore()));
    const auto all = stores().connections.connections();
    if (!all)
        return failBy(all.error());
    m_office->setConnections(*all);
    m_office->use(connection());
    switch (m_request.action) {
    case Action::List:
        return list();
    case Action::Create:
        return create();
    case Action::Rotate:
        return withEntry([this](const KeyEntry &entry) {
            m_request.kind == domain::IssuedKind::Client ? regenerate(entry) : rotate(entry);
        });
    case Action::Disable:
        return withEntry([this](const KeyEntry &entry) { disable(entry); });
    case Action::May:
        return may();
    }
}

void KeysCommand::list()
{
    m_office->list(m_request.kind, this, [this](const Result<KeyList> &list) {
        if (!list)
            return failBy(list.error());
        if (!list->isOffered)
            printError(u"this server offers no list: these are the ones that were made from here"_s);
        const Micros now = wallClock();
        if (!isJson() && !list->entries.isEmpty())
            printLine(keyHeading());
        for (const KeyEntry &entry : list->entries) {
            if (isJson())
                printJson(keyJson(entry, list->isOffered, now));
            else
                printLine(keyLine(entry, list->isOffered, now));
        }
        finish(list->entries.isEmpty() ? No : Good);
    });
}

void KeysCommand::may()
{
    m_office->capabilities(connection(), this, [this](const Result<QList<flows::Capability>> &found) {
        if (!found)
            return failBy(found.error());
        bool any = false;
        for (const flows::Capability &one : *found) {
            isJson() ? printJson(capabilityJson(one)) : printLine(capabilityLine(one));
            any = any || one.standing == flows::Standing::May;
        }
        finish(any ? Good : No);
    });
}

void KeysCommand::create()
{
    m_office->create(m_request.draft, this, [this](const Result<MadeKey> &made) {
        if (!made)
            return failBy(made.error());
        if (made->unrecorded)
            printError(u"it was made, but is not written down here: %1"_s.arg(
                visible(made->unrecorded->detail, 400)));
        handOver(*made);
    });
}

// It is there and worth nothing if its value is lost: a place that fails is told together with the way out.
void KeysCommand::handOver(const MadeKey &made)
{
    if (!m_request.into.isEmpty())
        return putInto(made);
    if (m_request.store.isEmpty())
        return tell(made, {});
    m_office->keep(made, m_request.store, this, [this, made](const Result<void> &kept) { tell(made, kept); });
}

void KeysCommand::putInto(const MadeKey &made)
{
    const QList<domain::Connection> all = m_office->connections();
    const auto known = std::ranges::find_if(all, [this](const domain::Connection &one) {
        return one.name == m_request.into || one.id == m_request.into;
    });
    domain::Connection target = m_office->connectionFor(made);
    target.name = m_request.into;
    if (known != all.cend()) {
        if (known->api != connection().api || known->id == connection().id)
            return tell(made, tocsin::fail(Error::Kind::Rejected,
                                           u"\"%1\" is the administrator's, or of another server"_s.arg(
                                               visible(known->name, 80))));
        target = *known;
    }
    m_office->useIn(made, target, this, [this, made](const Result<QString> &used) {
        tell(made, used ? Result<void>() : tl::unexpected(used.error()));
    });
}

void KeysCommand::tell(const MadeKey &made, const Result<void> &placed)
{
    const QString value = QString::fromUtf8(made.value.reveal());
    const bool isClient = made.entry.kind == domain::IssuedKind::Client;
    if (isJson()) {
        QJsonObject line = keyJson(made.entry, true, wallClock());
        line[u"secret_label"_s] = m_request.store;
        line.remove(u"listed"_s);
        line.remove(u"state"_s);
        if (isClient)
            line[u"token_endpoint"_s] = made.tokenEndpoint.toString();
        if (m_request.shows)
            line[isClient ? u"client_secret"_s : u"api_key"_s] = value;
        printJson(line);
    } else {
        printLine(u"%1 \"%2\" (%3), id %4"_s.arg(kindWord(made.entry.kind), visible(made.entry.name, 80),
                                                 visible(made.entry.publicId, 60),
                                                 visible(made.entry.serverId, 60)));
        if (isClient)
            printLine(u"tokens from %1"_s.arg(visible(made.tokenEndpoint.toString(), 200)));
        if (m_request.shows)
            printLine(value);
    }
    if (placed)
        return finish(Good);
    const QString lost = m_request.shows ? QString()
                                         : u"; its value is lost: disable it (tocsinctl keys disable %1) and "
                                           "make another"_s.arg(visible(made.entry.serverId, 60));
    fail(CouldNot, sentenceOf(placed.error(), connection()) + lost);
}

void KeysCommand::withEntry(const std::function<void(const KeyEntry &)> &go)
{
    m_office->list(m_request.kind, this, [this, go](const Result<KeyList> &list) {
        if (!list)
            return failBy(list.error());
        QList<KeyEntry> found;
        for (const KeyEntry &entry : list->entries) {
            const bool isId = entry.serverId == m_request.what || entry.publicId == m_request.what;
            if (isId)
                return go(entry);
            if (entry.name == m_request.what && entry.disabled == 0 && entry.active.value_or(true))
                found.append(entry);
        }
        if (found.size() == 1)
            return go(found.first());
        const QString word = kindWord(m_request.kind);
        if (found.size() > 1)
            return fail(Usage, u"several are called \"%1\": name one by its id, see keys list"_s.arg(
                                   visible(m_request.what, 80)));
        const QString more = list->isOffered ? QString() : u" among those that were made from here"_s;
        fail(No, u"there is no %1 \"%2\"%3"_s.arg(word, visible(m_request.what, 80), more));
    });
}

void KeysCommand::rotate(const KeyEntry &entry)
{
    m_rotation = std::make_unique<KeyRotationRun>(*m_office, secretStore(), m_request, isJson());
    m_rotation->start(entry, [this](const Result<int> &code) {
        if (!code)
            return failBy(code.error());
        finish(*code);
    });
}

void KeysCommand::regenerate(const KeyEntry &entry)
{
    if (!m_request.shows && m_request.store.isEmpty() && m_request.into.isEmpty())
        return fail(Usage,
                    u"say where the new secret goes, it is told once: --store LABEL, --into CONNECTION "
                    "or --show"_s);
    m_office->regenerate(entry, this, [this](const Result<std::optional<MadeKey>> &renewed) {
        if (!renewed)
            return failBy(renewed.error());
        if (!*renewed)
            return fail(No, u"this server offers no new secret for a client: create another one, and disable "
                            "this one"_s);
        handOver(**renewed);
    });
}

void KeysCommand::disable(const KeyEntry &entry)
{
    m_office->disable(entry, this, [this, entry](const Result<Offered> &ended) {
        if (!ended)
            return failBy(ended.error());
        if (*ended == Offered::No)
            return fail(No, u"this server offers no disabling: end \"%1\" (%2) in its web app"_s.arg(
                                visible(entry.name, 80), visible(entry.publicId, 60)));
        if (isJson())
            printJson({{u"disabled"_s, entry.serverId}, {u"used_by"_s, entry.usedBy.join(u", "_s)}});
        else
            printLine(u"disabled: \"%1\" opens nothing any more"_s.arg(visible(entry.name, 80)));
        finish(Good);
    });
}

void KeysCommand::interrupt()
{
    fail(CouldNot, m_rotation ? u"interrupted; run the same again, and it goes on where it was"_s
                              : u"interrupted; keys list tells what was made"_s);
}

} // namespace

std::unique_ptr<Command> makeKeysCommand()
{
    return std::make_unique<KeysCommand>();
}

} // namespace tocsin::cli
