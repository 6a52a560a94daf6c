// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/secretarguments.h"

#include "core/secrets/keychainstore.h"
#include "core/secrets/secretsource.h"

#include <memory>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// Reads the sources one after another; the keychain answers later, the others at once.
class Resolver final : public QObject
{
public:
    Resolver(QStringList arguments, QObject *context, Handler<QList<signature::NamedSecret>> handler)
        : QObject(context)
        , m_arguments(std::move(arguments))
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
                return askKeychain(label, source->name);
            auto value = secrets::readSource(*source);
            if (!value)
                return end(tl::unexpected(value.error()));
            m_secrets.append({label, *value, {}, false});
        }
        end(m_secrets);
    }

private:
    void askKeychain(const QString &label, const QString &name)
    {
        m_keychain = std::make_unique<secrets::KeychainStore>();
        m_keychain->get(name, this, [this, label](const Result<secrets::StoredSecret> &stored) {
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
    Handler<QList<signature::NamedSecret>> m_handler;
    QList<signature::NamedSecret> m_secrets;
    std::unique_ptr<secrets::KeychainStore> m_keychain;
};

} // namespace

QString secretForm()
{
    return u"LABEL=SOURCE, SOURCE being env:NAME, file:PATH, keychain:LABEL or -."_s;
}

void resolveSecrets(const QStringList &arguments, QObject *context,
                    Handler<QList<signature::NamedSecret>> handler)
{
    (new Resolver(arguments, context, std::move(handler)))->next();
}

} // namespace tocsin::cli
