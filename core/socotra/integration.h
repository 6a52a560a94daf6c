// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/secret.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace tocsin::socotra {

// The types of socotra.md 3.1 by their spelling. Any other is shown and preserved as it is spelled.
inline constexpr const char *integrationTypes[] = {"external_rater", "data_autofill", "webhook",
                                                   "fe-plugins"};
inline constexpr const char *typeNotEverywhere = "fe-plugins"; // K2: one edition does not list it

// A header that the tenant sends along with its calls. The value may well be a credential.
struct Header
{
    QString name;
    Secret value; // UTF-8
};

// What GET told of a secret (3.3): which of the three is not documented.
enum class SecretShown : quint8 {
    Absent, // not returned: it may be set or not
    Masked, // set, but unknown
    Clear,
};

// The members of "securitySpec" (3.2). What the server did not say is not filled in.
struct SecuritySpec
{
    std::optional<bool> hmacEnabled;
    std::optional<bool> secureSsl;
    QString tag;
    SecretShown shown = SecretShown::Absent;
    Secret secret; // with Clear
};

// One entry of GET /integrations.
struct Integration
{
    QString name;
    QString type; // as spelled
    QString url;
    QString tenantLocator;
    QList<Header> headers; // in their order
    std::optional<SecuritySpec> security;
    QStringList unknown; // JSON pointers of members that no documentation lists; they are preserved
    Secret raw;          // the entry byte for byte; it may hold the secret in clear
};

// What a form holds: all that is sent, never a part of it (3.4).
struct Draft
{
    enum class SecretFrom : quint8 {
        Unknown,  // the server has not told it and nobody has entered it: this blocks saving
        Returned, // in clear by the server
        Entered,  // again, by the user or from the secret store
        Fresh,    // a new one
        Without,  // sent without a secret, by an explicit choice: the stored one may be removed
    };

    QString name;
    QString type;
    QString url;
    QList<Header> headers;
    bool secured = false; // with a securitySpec
    bool hmacEnabled = true;
    bool secureSsl = true;
    QString tag;
    SecretFrom from = SecretFrom::Unknown;
    Secret secret; // with Returned, Entered, Fresh
};

// A form that is opened on an entry, before anything is changed.
Draft draftOf(const Integration &integration);

// The first entry of that name, as it is spelled; null when there is none.
const Integration *findNamed(const QList<Integration> &all, const QString &name);

// What the webhook definitions tell (section 4), read-only: the schema is known in part.
struct WebhookDefinition
{
    QString name;
    QString displayName;
    std::optional<bool> enabled;
    std::optional<bool> suspended;
    QStringList events;
    QStringList words; // every other text in it, among them the names of the integrations that it uses
    QByteArray raw;

    bool mayUse(const QString &integration) const { return words.contains(integration); }
};

} // namespace tocsin::socotra
