// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/signature/verify.h"

#include <QJsonObject>
#include <QString>

namespace tocsin::flows {

// One thing that was taken out.
struct Redaction
{
    QString where; // "header Authorization", "query parameter token", "secret main"
    qsizetype bytes = 0;
    qsizetype times = 1;

    bool operator==(const Redaction &) const = default;
};

// Takes secrets out of what leaves the house; in their place stands [redacted N bytes]. Secret are: header
// fields that carry credentials (Authorization, Cookie and what is named alike), query and form parameters of
// such names, the places where the scheme sends a token, and the texts of the secrets wherever they stand, in
// the spellings that requests use. A body that was compressed goes as a whole when there is a secret in what
// it unpacks to. What cannot be known, such as a path that is a secret by itself, stays.
class Redactor
{
public:
    // The scheme may be null. Inactive: everything passes unchanged.
    Redactor(const signature::Scheme *scheme, const QList<signature::NamedSecret> &secrets, bool isActive);
    ~Redactor(); // overwrites what it knows of the secrets
    Q_DISABLE_COPY_MOVE(Redactor)

    domain::HttpMessage message(const domain::HttpMessage &message);
    // The texts of secrets, and of what message() took out, alone.
    QByteArray bytes(QByteArray bytes);
    QString text(const QString &text) { return QString::fromUtf8(bytes(text.toUtf8())); }
    QJsonObject facts(const QJsonObject &object); // the texts in it

    const QList<Redaction> &done() const { return m_done; }
    int tooShort() const { return m_tooShort; } // secrets of so few bytes that they are not looked for

private:
    struct Needle
    {
        QByteArray text;
        QString where;
    };

    void addSecret(const signature::NamedSecret &secret, bool isBasic);
    void addPlace(const signature::FieldSpec &field);
    bool isSecretHeader(const QByteArray &name) const;
    bool isSecretParameter(const QByteArray &name) const;
    void addNeedle(const QByteArray &text, const QString &where);
    void learn(const QByteArray &value, const QString &where);
    QJsonValue fact(const QJsonValue &value);
    QByteArray note(const QString &where, qsizetype bytes);         // what stands in its place
    QByteArray hide(const QString &where, const QByteArray &value); // the same, and it is known from then on
    QByteArray head(const QByteArray &head);
    QByteArray line(const QByteArray &line, bool isFirst);
    QByteArray target(const QByteArray &target);
    QByteArray parameters(const QByteArray &text, const QString &kind); // a=1&b=2
    QList<domain::HeaderField> fields(QList<domain::HeaderField> fields);
    QByteArray body(const domain::HttpMessage &message);
    QByteArray plainBody(const domain::HttpMessage &message);
    bool hidesWithin(const domain::HttpMessage &message);

    bool m_isActive;
    QList<QByteArray> m_headers; // lower case, of the scheme's token
    QList<QByteArray> m_parameters;
    QList<QByteArray> m_pointers; // into the body
    QList<Needle> m_needles;      // longest first
    QList<Redaction> m_done;
    QString m_secretField; // while the lines of its value last
    int m_tooShort = 0;
};

} // namespace tocsin::flows
