// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/signature/handshakespec.h"
#include "core/signature/recipe.h"

namespace tocsin::signature {

// How a sender signs, as data: resources/schemes/<id>.json or the user's own file, read by readScheme().
struct Scheme
{
    // Confirmed: two independent sources, or a live delivery. Unsure: sources disagree or are silent.
    enum class Evidence : quint8 { Confirmed, Documented, Unsure };
    // Signed: the body is covered. Origin: a signature that leaves the body out. Token: a secret that
    // travels.
    enum class Strength : quint8 { Signed, Origin, Token, Unsigned };

    struct SecretRule // the vendor's rule for what a secret may be
    {
        int minLength = 1;   // characters
        int maxLength = 0;   // 0 = no limit
        QByteArray alphabet; // named class: "" any, "word" letters digits underscore
        QString about;       // where the sender shows it
        bool operator==(const SecretRule &) const = default;
    };

    struct Parameter // a value that is not secret and that the message does not carry
    {
        QByteArray name;
        QString about;
        bool operator==(const Parameter &) const = default;
    };

    struct Signs // of the sender, besides the signature
    {
        QList<QByteArray> headers;    // names
        QList<QByteArray> userAgents; // beginnings
        QList<QByteArray> body;       // JSON pointers
        bool convention = false;      // of many senders: named when nothing tells which of them it was
        bool operator==(const Signs &) const = default;
    };

    struct Retry
    {
        QList<qint64> delaysSeconds; // before attempts 2, 3, ...; empty = not documented
        QByteArray attemptHeader;
        QByteArray idHeader; // the same for all attempts of an event
        bool operator==(const Retry &) const = default;
    };

    struct Reply // what the sender counts as delivered; status 0 = any 2xx
    {
        int status = 0;
        QByteArray contentType;
        QByteArray body;
        bool operator==(const Reply &) const = default;
    };

    QString id;
    QString name; // the sender, for people
    QStringList aliases;
    QStringList sources; // where the facts come from
    Evidence evidence = Evidence::Documented;
    Strength strength = Strength::Signed;
    QList<Parameter> parameters;
    SecretRule secretRule;
    Signs signs;
    Retry retry;
    Reply reply;
    std::vector<Handshake> handshakes; // in the order in which they are tried
    QList<Recipe> recipes;             // at least one, in the order in which they are tried

    bool isSigned() const { return recipes.value(0).isSigned(); }
    // The recipe of that name; the first for an empty or unknown one.
    const Recipe &recipe(QStringView variant = {}) const;
    bool operator==(const Scheme &) const = default;
};

// The stable words: "confirmed", "signed".
QLatin1StringView evidenceId(Scheme::Evidence evidence);
QLatin1StringView strengthId(Scheme::Strength strength);

// Reads one scheme file in the language of docs/scheme-language.md. Members that are not known, stand twice
// or contradict each other are errors: a typing mistake must not turn into a scheme that checks less. Every
// text is bounded. Errors are Malformed and name the line and the member, e.g. "line 7, message[1].kind:
// \"timestmp\" is not one of ...". The file's own name is put in front by the caller.
Result<Scheme> readScheme(QByteArrayView json);

// The vendor's rule for secrets, e.g. "Socotra secrets have 32 to 64 characters; this one has 31.". An ok
// result may still carry advice (blanks at an end), returned as text; empty = nothing to say.
Result<QString> checkSecret(const Scheme &scheme, QByteArrayView secret);

} // namespace tocsin::signature
