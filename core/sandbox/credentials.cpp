// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/credentials.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <tuple>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr Micros minute = 60 * microsPerSecond;

QByteArray hashOf(QByteArrayView token)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(token.toByteArray());
    return hash.result();
}

template<class T>
void newestFirst(QList<T> &all)
{
    std::ranges::sort(all, [](const T &left, const T &right) {
        return std::tie(left.about.created, left.about.object) >
               std::tie(right.about.created, right.about.object);
    });
}

} // namespace

const QStringList &allScopes()
{
    static const QStringList all = {u"investigations:read"_s, u"investigations:write"_s, u"incidents:read"_s,
                                    u"search:read"_s, u"graph:read"_s};
    return all;
}

QByteArray randomHex(int digits)
{
    QByteArray bytes((digits + 7) / 8 * 4, '\0');
    auto *words = reinterpret_cast<quint32 *>(bytes.data());
    QRandomGenerator::system()->fillRange(words, bytes.size() / 4);
    QByteArray text = bytes.toHex();
    wipe(bytes);
    text.truncate(digits);
    return text;
}

Secret Credentials::add(const QByteArray &prefix, const Credential &credential)
{
    QByteArray token = prefix + randomHex(40);
    m_byHash.insert(hashOf(token), credential);
    return Secret(std::move(token));
}

Credential *Credentials::find(QByteArrayView token, Micros now)
{
    const auto found = m_byHash.find(hashOf(token));
    if (found == m_byHash.end() || found->disabled || (found->expires != 0 && now >= found->expires))
        return nullptr;
    return &*found;
}

void Credentials::disable(const QString &id)
{
    for (Credential &credential : m_byHash) {
        if (credential.id == id)
            credential.disabled = true;
    }
}

int Credentials::count(Credential &credential, Micros now)
{
    if (credential.perMinute <= 0)
        return 0;
    if (credential.windowBegan == 0 || now - credential.windowBegan >= minute) {
        credential.windowBegan = now;
        credential.inWindow = 0;
    }
    if (credential.inWindow < credential.perMinute) {
        ++credential.inWindow;
        return 0;
    }
    return int((credential.windowBegan + minute - now + microsPerSecond - 1) / microsPerSecond);
}

QList<Credential> Credentials::keys() const
{
    QList<Credential> all;
    for (const Credential &credential : m_byHash) {
        if (credential.kind == Credential::Kind::Key)
            all.append(credential);
    }
    newestFirst(all);
    return all;
}

Credential *Credentials::key(const QString &object)
{
    for (Credential &credential : m_byHash) {
        if (credential.kind == Credential::Kind::Key && credential.about.object == object)
            return &credential;
    }
    return nullptr;
}

Secret Credentials::renew(const QByteArray &prefix, const QString &object)
{
    for (auto it = m_byHash.begin(); it != m_byHash.end(); ++it) {
        if (it->kind != Credential::Kind::Key || it->about.object != object)
            continue;
        const Credential credential = *it;
        m_byHash.erase(it);
        return add(prefix, credential);
    }
    return {};
}

Secret Credentials::addClient(const Client &client)
{
    QByteArray secret = "cs_" + randomHex(48);
    m_clients.insert(client.id, {client, hashOf(secret)});
    return Secret(std::move(secret));
}

Credentials::Client *Credentials::client(const QString &id, QByteArrayView secret)
{
    const auto found = m_clients.find(id);
    const bool isGood =
        found != m_clients.end() && !found->client.disabled && found->secretHash == hashOf(secret);
    return isGood ? &found->client : nullptr;
}

QList<Credentials::Client> Credentials::clients() const
{
    QList<Client> all;
    for (const StoredClient &stored : m_clients)
        all.append(stored.client);
    newestFirst(all);
    return all;
}

Credentials::Client *Credentials::clientOf(const QString &object)
{
    for (StoredClient &stored : m_clients) {
        if (stored.client.about.object == object)
            return &stored.client;
    }
    return nullptr;
}

} // namespace tocsin::sandbox
