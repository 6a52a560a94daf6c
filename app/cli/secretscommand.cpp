// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/knownschemes.h"
#include "app/cli/secretstorearguments.h"
#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"
#include "core/base/clock.h"
#include "core/flows/copyas.h"
#include "core/flows/listenerverifier.h"
#include "core/secrets/secretrules.h"
#include "core/secrets/secretsource.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// Signing secrets in the OS keychain, or in a passphrase vault with --vault. Values come from a SOURCE, never
// from an argument, and are never printed.
class SecretsCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(u"Keeps signing secrets in the OS keychain, or in a vault file."_s);
        parser.addPositionalArgument(u"action"_s, u"add | list | rotate | remove"_s);
        parser.addPositionalArgument(u"label"_s, u"Label of the secret."_s, u"[LABEL]"_s);
        parser.addPositionalArgument(
            u"source"_s, u"env:NAME, file:PATH, keychain:LABEL or - (standard input)."_s, u"[SOURCE]"_s);
        parser.addOptions({
            {u"scheme"_s, u"Check the secret by the rules of this scheme."_s, u"ID"_s},
            {u"tag"_s, u"The sender's own name for the secret (Socotra)."_s, u"TAG"_s},
        });
        declareSecretStore(parser);
    }

    void start(const QCommandLineParser &parser) override
    {
        m_json = parser.isSet(u"json"_s);
        m_scheme = parser.value(u"scheme"_s);
        m_tag = parser.value(u"tag"_s);
        const QStringList words = parser.positionalArguments();
        const QString action = words.value(0);
        m_label = words.value(1);
        const bool takesValue = action == u"add"_s || action == u"rotate"_s;
        const qsizetype wanted = takesValue ? 3 : action == u"remove"_s ? 2 : action == u"list"_s ? 1 : -1;
        if (words.size() != wanted)
            return fail(Usage,
                        u"use: secrets list | add LABEL SOURCE | rotate LABEL SOURCE | remove LABEL"_s);
        if (takesValue && !readValue(words[2]))
            return;
        if (!openStore(parser))
            return;
        if (action == u"list"_s)
            list();
        else if (action == u"add"_s)
            add();
        else if (action == u"rotate"_s)
            rotate();
        else
            remove();
    }

private:
    bool readValue(const QString &text)
    {
        const auto source = secrets::parseSource(text);
        if (!source)
            return fail(Usage, source.error().detail), false;
        auto value = secrets::readSource(*source);
        if (!value)
            return fail(CouldNot, value.error().detail), false;
        m_value = *value;
        if (m_scheme.isEmpty())
            return true;
        const auto known = knownSchemes();
        if (!known)
            return fail(CouldNot, known.error().detail), false;
        const signature::Scheme *scheme = known->catalogue->find(m_scheme);
        if (!scheme)
            return fail(Usage, u"--scheme: "_s + noScheme(*known->catalogue, m_scheme)), false;
        const auto checked = signature::checkSecret(*scheme, m_value.reveal());
        if (!checked)
            return fail(No, checked.error().detail), false;
        if (!checked->isEmpty())
            printError(*checked);
        return true;
    }

    bool openStore(const QCommandLineParser &parser)
    {
        auto store = openSecretStore(parser, true);
        if (!store)
            return fail(store.error().kind == Error::Kind::Rejected ? Usage : CouldNot, store.error().detail),
                   false;
        m_store = *std::move(store);
        return true;
    }

    void list()
    {
        m_store->list(this, [this](const Result<QList<secrets::StoredSecret>> &all) {
            if (!all)
                return fail(CouldNot, all.error().detail);
            for (const secrets::StoredSecret &secret : *all)
                m_labels.append(secret.label);
            listNext();
        });
    }

    // One after another: how many retired values there are is known with the value only.
    void listNext()
    {
        if (m_labels.isEmpty())
            return finish(Good);
        m_store->get(m_labels.takeFirst(), this, [this](const Result<secrets::StoredSecret> &secret) {
            if (!secret)
                return fail(CouldNot, secret.error().detail);
            printSecret(*secret);
            listNext();
        });
    }

    void printSecret(const secrets::StoredSecret &secret) const
    {
        const QString added = flows::isoUtc(secret.addedAt * microsPerSecond);
        if (m_json) {
            printJson({{u"label"_s, secret.label},
                       {u"scheme"_s, secret.scheme},
                       {u"tag"_s, secret.tag},
                       {u"added_at"_s, added},
                       {u"retired"_s, secret.retired.size()}});
        } else {
            printLine(u"%1  %2  %3  added %4, %5 retired"_s.arg(secret.label, -20)
                          .arg(secret.scheme, -10)
                          .arg(visible(secret.tag), -12)
                          .arg(added)
                          .arg(secret.retired.size()));
        }
    }

    void add()
    {
        m_store->get(m_label, this, [this](const Result<secrets::StoredSecret> &known) {
            if (known)
                return fail(No, u"there is a secret \"%1\" already; use secrets rotate"_s.arg(m_label));
            if (known.error().kind != Error::Kind::NotFound)
                return fail(CouldNot, known.error().detail);
            put({m_label, m_scheme, m_tag, wallClock() / microsPerSecond, m_value, {}});
        });
    }

    void rotate()
    {
        m_store->get(m_label, this, [this](const Result<secrets::StoredSecret> &known) {
            if (!known)
                return fail(known.error().kind == Error::Kind::NotFound ? No : CouldNot,
                            known.error().detail);
            put(secrets::rotated(*known, m_value, m_tag), [this] { tellWhenVerified(); });
        });
    }

    // The sender is told next: what it signs then is not to be turned down by a listener that runs here.
    void tellWhenVerified()
    {
        const auto store = defaultStorePath();
        if (!store)
            return fail(CouldNot, u"it is kept, but "_s + store.error().detail);
        flows::awaitListener({*store, *m_store}, {m_label, {}, {}}, this, [this](const Result<void> &ready) {
            if (!ready)
                return fail(CouldNot, u"it is kept, but "_s + ready.error().detail);
            finish(Good);
        });
    }

    void put(const secrets::StoredSecret &secret, const std::function<void()> &then = {})
    {
        m_store->put(secret, this, [this, then](const Result<void> &done) {
            if (!done)
                return fail(done.error().kind == Error::Kind::Rejected ? Usage : CouldNot,
                            done.error().detail);
            then ? then() : finish(Good);
        });
    }

    void remove()
    {
        m_store->remove(m_label, this, [this](const Result<void> &done) {
            if (!done)
                return fail(done.error().kind == Error::Kind::NotFound ? No : CouldNot, done.error().detail);
            finish(Good);
        });
    }

    std::unique_ptr<secrets::SecretStore> m_store;
    QString m_label;
    QStringList m_labels; // still to be listed
    QString m_scheme;
    QString m_tag;
    Secret m_value;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeSecretsCommand()
{
    return std::make_unique<SecretsCommand>();
}

} // namespace tocsin::cli
