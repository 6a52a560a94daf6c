// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/credentials.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

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

Secret Credentials::addClient(const Client &client)
{
    QByteArray secret = "cs_" + randomHex(48);
    m_clients.insert(client.id, {client, hashOf(secret)});
    return Secret(std::move(secret));
}

std::optional<Credentials::Client> Credentials::client(const QString &id, QByteArrayView secret) const
{
    const auto found = m_clients.constFind(id);
    if (found == m_clients.cend() || found->secretHash != hashOf(secret))
        return std::nullopt;
    return found->client;
}

} // namespace tocsin::sandbox
