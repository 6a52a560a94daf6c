// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/draftarguments.h"
#include "app/cli/integrationsaction.h"
#include "app/cli/integrationswriting.h"
#include "app/cli/integrationtext.h"
#include "app/cli/terminal.h"
#include "core/base/clock.h"
#include "core/flows/integrationsecret.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using secrets::StoredSecret;
using socotra::Draft;
using socotra::Integration;
using socotra::WebhookDefinition;
using socotra::WriteOutcome;

int toldOutcome(const WriteOutcome &outcome, const QString &name, bool isJson, QString &message)
{
    using State = WriteOutcome::State;
    if (outcome.state == State::Conflict) {
        message = u"somebody has changed \"%1\" meanwhile (%2): nothing was sent"_s.arg(
            visible(name, 80),
            visible(outcome.comparison.of(socotra::FieldVersions::Standing::Theirs).join(u", "_s)));
        return No;
    }
    if (outcome.state == State::NotApplied) {
        message = u"the tenant took it, and its list shows that it was not carried out"_s;
        return CouldNot;
    }
    if (!outcome.readBack)
        printError(u"note: it was accepted, and could then not be read"_s);
    for (const QString &field : outcome.differs)
        printError(u"note: %1 reads back otherwise than it was sent"_s.arg(visible(field)));
    if (outcome.now)
        isJson ? printJson(integrationJson(*outcome.now)) : printLine(integrationLine(*outcome.now));
    return Good;
}

namespace {

// add and update.
class Write final : public IntegrationsAction
{
public:
    explicit Write(bool isNew) : m_isNew(isNew) {}

private:
    Result<void> read(const QCommandLineParser &parser, const QStringList &words) override;
    void run() override;
    void withSecret(const std::function<void(const StoredSecret *)> &go);
    void keep(const Secret &value, const std::function<void(const StoredSecret *)> &go);
    void add();
    void update(const Integration &base);
    Draft changed(Draft draft, const StoredSecret *stored) const;
    void whenVerified(const Draft &draft, const std::function<void()> &go);
    void onWritten(const Result<WriteOutcome> &outcome);

    const bool m_isNew;
    QString m_name;
    DraftChanges m_changes;
    Secret m_former; // that the tenant has told, and signs with until it is sent another one
};

Result<void> Write::read(const QCommandLineParser &parser, const QStringList &words)
{
    m_name = words.value(0);
    if (words.size() != 1 || m_name.isEmpty())
        return fail(Error::Kind::Rejected, m_isNew ? u"use: integrations add NAME --url URL ..."_s
                                                   : u"use: integrations update NAME ..."_s);
    const auto changes = readDraftChanges(parser);
    if (!changes)
        return tl::unexpected(changes.error());
    m_changes = *changes;
    if (m_isNew && !m_changes.url)
        return fail(Error::Kind::Rejected, u"--url says where the tenant calls"_s);
    if (!m_isNew && m_changes.type)
        return fail(Error::Kind::Rejected,
                    u"--type cannot be changed: remove the integration and add it again"_s);
    if (m_isNew)
        m_changes.type = parser.value(u"type"_s);
    return {};
}

void Write::run()
{
    if (m_isNew)
        return add();
    withEntry(m_name, [this](const Integration &base) { update(base); });
}

// What is to be sent is kept here first; null: none is.
void Write::withSecret(const std::function<void(const StoredSecret *)> &go)
{
    const Secret given = m_changes.fresh ? socotra::makeSecret() : m_changes.secret;
    if (m_changes.label.isEmpty()) {
        const StoredSecret unkept{{}, {}, {}, 0, given, {}};
        return go(given.isEmpty() ? nullptr : &unkept);
    }
    if (given.isEmpty())
        return withStored(m_changes.label, [go](const StoredSecret &stored) { go(&stored); });
    keep(given, go);
}

void Write::keep(const Secret &value, const std::function<void(const StoredSecret *)> &go)
{
    // Before it is kept: what the tenant would refuse is of no use here either.
    if (const auto faults = socotra::checkSecret(value.reveal()); !faults.isEmpty())
        return end(No, visible(socotra::plainWords(faults.first())));
    const QString label = m_changes.label;
    secrets().get(label, this, [this, label, value, go](const Result<StoredSecret> &known) {
        if (known)
            return end(No, u"there is a secret \"%1\" already: use it with --label alone, choose another "
                           "label, or see integrations rotate"_s.arg(visible(label, 80)));
        if (known.error().kind != Error::Kind::NotFound)
            return failBy(known.error());
        StoredSecret stored{
            label, u"socotra"_s, m_changes.tag.value_or(QString()), wallClock() / microsPerSecond, value, {}};
        flows::keepBehind(stored, m_former);
        secrets().put(stored, this, [this, stored, go](const Result<void> &put) {
            if (!put)
                return failBy(put.error());
            go(&stored);
        });
    });
}

Draft Write::changed(Draft draft, const StoredSecret *stored) const
{
    m_changes.apply(draft);
    if (!stored)
        return draft;
    draft.from = m_changes.fresh ? Draft::SecretFrom::Fresh : Draft::SecretFrom::Entered;
    draft.secret = stored->value;
    if (!m_changes.tag && !stored->tag.isEmpty())
        draft.tag = stored->tag;
    return draft;
}

// Every rule that can be checked is, before a secret is kept.
void Write::add()
{
    withAll([this](const QList<Integration> &present) {
        Draft draft;
        draft.name = m_name;
        QStringList faults;
        Draft plain = changed(draft, nullptr);
        if (m_changes.hasSecret()) { // whatever it is: not judged yet
            plain.from = Draft::SecretFrom::Fresh;
            plain.secret = m_changes.secret.isEmpty() ? socotra::makeSecret() : m_changes.secret;
        }
        for (const socotra::Finding &one : socotra::checkNew(plain, present)) {
            if (one.blocks())
                faults.append(visible(socotra::plainWords(one), 400));
        }
        if (!faults.isEmpty())
            return end(No, faults.join(u"; "_s));
        withSecret([this, draft, present](const StoredSecret *stored) {
            const Draft full = changed(draft, stored);
            printWarnings(socotra::checkNew(full, present));
            whenVerified(full, [this, full] {
                api().add(full, this, [this](const Result<WriteOutcome> &outcome) { onWritten(outcome); });
            });
        });
    });
}

void Write::update(const Integration &base)
{
    const Draft draft = socotra::draftOf(base);
    if (base.security && base.security->shown == socotra::SecretShown::Clear)
        m_former = base.security->secret;
    // One of the three choices of socotra.md 3.4 is to be made; nothing is kept or sent before.
    const Draft plain = changed(draft, nullptr);
    if (plain.secured && plain.from == Draft::SecretFrom::Unknown && !m_changes.hasSecret() && base.security)
        return end(No, u"the secret of \"%1\" is not known here, and an update sends everything. Give it "
                       "(--secret SOURCE or --label LABEL), set a new one (--fresh --label LABEL), or send "
                       "without one (--without-secret): the stored one may then be removed"_s.arg(
                           visible(m_name, 80)));
    withSecret([this, draft, base](const StoredSecret *stored) {
        const Draft full = changed(draft, stored);
        printWarnings(socotra::checkEdit(full, base));
        whenVerified(full, [this, full, base] {
            api().update(base, full, this,
                         [this](const Result<WriteOutcome> &outcome) { onWritten(outcome); });
        });
    });
}

// What it signs from now on is not to be turned down by a listener that runs here.
void Write::whenVerified(const Draft &draft, const std::function<void()> &go)
{
    if (m_changes.label.isEmpty() || !draft.secured || !draft.hmacEnabled)
        return go();
    flows::awaitListener(listener(), {m_changes.label, draft.url, {}}, this,
                         [this, go](const Result<void> &ready) {
                             if (!ready)
                                 return failBy(ready.error());
                             go();
                         });
}

void Write::onWritten(const Result<WriteOutcome> &outcome)
{
    if (!outcome)
        return failBy(outcome.error());
    QString message;
    const int code = toldOutcome(*outcome, m_name, isJson(), message);
    end(code, message);
}

// Asks for the name once more, and says before what uses it.
class Remove final : public IntegrationsAction
{
    Result<void> read(const QCommandLineParser &parser, const QStringList &words) override
    {
        m_name = words.value(0);
        m_typed = parser.value(u"name"_s);
        if (words.size() != 1 || m_name.isEmpty())
            return fail(Error::Kind::Rejected, u"use: integrations remove NAME --name NAME"_s);
        if (!m_typed.isEmpty() && m_typed != m_name)
            return fail(Error::Kind::Rejected, u"--name is not the name of what is to be removed"_s);
        return {};
    }

    void run() override
    {
        withEntry(m_name, [this](const Integration &base) {
            api().webhooks(this, [this, base](const Result<QList<WebhookDefinition>> &webhooks) {
                tellUses(webhooks);
                if (m_typed != m_name)
                    return end(No, u"nothing was removed: repeat the name with --name to remove it"_s);
                remove(base);
            });
        });
    }

    void tellUses(const Result<QList<WebhookDefinition>> &webhooks) const
    {
        if (!webhooks)
            return printError(u"note: what uses it is not known: "_s + visible(webhooks.error().detail));
        for (const WebhookDefinition &one : *webhooks) {
            if (one.mayUse(m_name))
                printError(u"note: the webhook \"%1\" uses it"_s.arg(visible(one.name, 80)));
        }
    }

    void remove(const Integration &base)
    {
        api().remove(base, this, [this](const Result<WriteOutcome> &outcome) {
            if (!outcome)
                return failBy(outcome.error());
            QString message;
            const bool isGone = outcome->state == WriteOutcome::State::Applied;
            if (!isGone || !outcome->readBack) {
                const int code = toldOutcome(*outcome, m_name, isJson(), message);
                return end(code, message);
            }
            isJson() ? printJson({{u"removed"_s, m_name}})
                     : printLine(u"removed; secrets stay where they are"_s);
            end(Good);
        });
    }

    QString m_name;
    QString m_typed;
};

} // namespace

ActionPtr makeIntegrationsAdd()
{
    return std::make_unique<Write>(true);
}

ActionPtr makeIntegrationsUpdate()
{
    return std::make_unique<Write>(false);
}

ActionPtr makeIntegrationsRemove()
{
    return std::make_unique<Remove>();
}

} // namespace tocsin::cli
