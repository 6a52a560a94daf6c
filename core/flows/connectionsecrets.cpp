// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/connectionsecrets.h"

#include "core/base/clock.h"
#include "core/secrets/secretstore.h"

#include <QSet>

#include <memory>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLabel = 64; // of a store

// What is still to be put, one after the other: a store answers one question at a time.
struct Keeping
{
    secrets::SecretStore &store;
    QObject *context;
    domain::Connection connection;
    QList<std::pair<QString, Secret>> left; // by label
    Handler<domain::Connection> handler;
};

void keepNext(const std::shared_ptr<Keeping> &keeping)
{
    if (keeping->left.isEmpty()) {
        keeping->handler(keeping->connection);
        return;
    }
    const auto [label, value] = keeping->left.takeFirst();
    keeping->store.get(label, keeping->context,
                       [keeping, label = label, value = value](const Result<secrets::StoredSecret> &found) {
                           secrets::StoredSecret secret;
                           if (found) {
                               secret = *found;
                               secret.retired.prepend(secret.value);
                           } else if (found.error().kind != Error::Kind::NotFound) {
                               keeping->handler(tl::unexpected(found.error()));
                               return;
                           }
                           secret.label = label;
                           secret.addedAt = wallClock() / microsPerSecond;
                           secret.value = value;
                           keeping->store.put(secret, keeping->context, [keeping](const Result<void> &put) {
                               if (put)
                                   keepNext(keeping);
                               else
                                   keeping->handler(tl::unexpected(put.error()));
                           });
                       });
}

QString freeLabel(const QString &wanted, const QSet<QString> &taken)
{
    QString label = wanted;
    for (int i = 2; taken.contains(label); ++i) {
        const QString end = u"-%1"_s.arg(i);
        label = wanted.left(longestLabel - end.size()) + end;
    }
    return label;
}

} // namespace

QString connectionLabel(const QString &name, const QString &prefix)
{
    QString label = prefix;
    for (const QChar c : name.toLower()) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'.' || c == u'_';
        if (isPlain)
            label += c;
        else if (!label.endsWith(u'-'))
            label += u'-';
    }
    label.truncate(longestLabel);
    while (label.endsWith(u'-'))
        label.chop(1);
    return label;
}

void keepConnectionSecrets(secrets::SecretStore &store, const domain::Connection &connection,
                           const ConnectionSecrets &given, QObject *context,
                           Handler<domain::Connection> handler)
{
    store.list(context, [&store, connection, given, context,
                         handler = std::move(handler)](const Result<QList<secrets::StoredSecret>> &stored) {
        if (!stored) {
            handler(tl::unexpected(stored.error()));
            return;
        }
        QSet<QString> taken;
        for (const secrets::StoredSecret &secret : *stored)
            taken.insert(secret.label);
        auto keeping = std::make_shared<Keeping>(Keeping{store, context, connection, {}, handler});
        const QString base = connectionLabel(connection.name, given.prefix);
        const auto add = [&](QString &label, const Secret &value, const QString &end) {
            if (value.isEmpty())
                return;
            if (label.isEmpty())
                label = freeLabel(base.left(longestLabel - end.size()) + end, taken);
            taken.insert(label);
            keeping->left.append({label, value});
        };
        add(keeping->connection.secretLabel, given.credential, {});
        add(keeping->connection.proxyLabel, given.proxyPassword, u"-proxy"_s);
        add(keeping->connection.clientLabel, given.passphrase, u"-client"_s);
        keepNext(keeping);
    });
}

} // namespace tocsin::flows
