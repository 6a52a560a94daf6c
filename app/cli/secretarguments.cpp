// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/secretarguments.h"

#include "core/secrets/secretsource.h"

#include <memory>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// Reads the sources one after another; the keychain answers later, the others at once.
class Resolver final : public QObject
{
public:
    Resolver(QStringList arguments, std::shared_ptr<ChosenSecretStore> store, QObject *context,
             Handler<QList<signature::NamedSecret>> handler)
        : QObject(context)
        , m_arguments(std::move(arguments))
        , m_store(std::move(store))
        , m_handler(std::move(handler))
    {}

    void next()
    {
        while (!m_arguments.isEmpty()) {
            const QString argument = m_arguments.takeFirst();
            const qsizetype equals = argument.indexOf(u'=');
            if (equals <= 0) {
                return end(tocsin::fail(Error::Kind::Rejected,
                                        u"--secret takes LABEL=SOURCE, where SOURCE is env:NAME, file:PATH, "
                                        "keychain:LABEL or - (standard input)"_s));
            }
            const QString label = argument.left(equals);
            const auto source = secrets::parseSource(QStringView(argument).sliced(equals + 1));
            if (!source)
                return end(tl::unexpected(source.error()));
            if (source->kind == secrets::SecretSource::Kind::Keychain)
                return askStore(label, source->name);
            auto value = secrets::readSource(*source);
            if (!value)
                return end(tl::unexpected(value.error()));
            m_secrets.append({label, *value, {}, false});
        }
        end(m_secrets);
    }

private:
    void askStore(const QString &label, const QString &name)
    {
        const auto store = m_store->open();
        if (!store)
            return end(tl::unexpected(store.error()));
        (*store)->get(name, this, [this, label](const Result<secrets::StoredSecret> &stored) {
            if (!stored)
                return end(tl::unexpected(stored.error()));
            m_secrets.append({label, stored->value, stored->tag, false});
            for (const Secret &old : stored->retired)
                m_secrets.append({label, old, {}, true});
            next();
        });
    }

    void end(const Result<QList<signature::NamedSecret>> &result)
    {
        m_handler(result);
        deleteLater();
    }

    QStringList m_arguments;
    std::shared_ptr<ChosenSecretStore> m_store;
    Handler<QList<signature::NamedSecret>> m_handler;
    QList<signature::NamedSecret> m_secrets;
};

} // namespace

QString secretForm()
{
    return u"LABEL=SOURCE, SOURCE being env:NAME, file:PATH, keychain:LABEL (with --vault or --passphrase: "
           u"of the "
           "vault) or -."_s;
}

void resolveSecrets(const QStringList &arguments, std::shared_ptr<ChosenSecretStore> store, QObject *context,
                    Handler<QList<signature::NamedSecret>> handler)
{
    (new Resolver(arguments, std::move(store), context, std::move(handler)))->next();
}

void resolveSecrets(const QCommandLineParser &parser, QObject *context,
                    Handler<QList<signature::NamedSecret>> handler)
{
    resolveSecrets(parser.values(u"secret"_s), std::make_shared<ChosenSecretStore>(parser), context,
                   std::move(handler));
}

} // namespace tocsin::cli
