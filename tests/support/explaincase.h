// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/catalogue.h"
#include "core/signature/explain/explain.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin::test {

inline const signature::Catalogue &builtInSchemes()
{
    static const Result<signature::Catalogue> loaded = signature::Catalogue::load();
    if (!loaded)
        qFatal("%s", qPrintable(loaded.error().detail));
    return *loaded;
}

inline QStringList explainCases()
{
    return QDir(QStringLiteral(TOCSIN_TEST_DATA "/explain/cases"))
        .entryList({QStringLiteral("*.json")}, QDir::Files);
}

inline QJsonObject explainCase(const QString &name)
{
    QFile file(QStringLiteral(TOCSIN_TEST_DATA "/explain/cases/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

// What a case of tests/data/explain says, with everything that explain() refers to.
struct Situation
{
    explicit Situation(const QJsonObject &test, const signature::Catalogue &catalogue)
        : schemes(catalogue.all())
        , scheme(catalogue.find(test[QLatin1String("scheme")].toString()))
        , now(test[QLatin1String("now")].toInteger() * microsPerSecond)
    {
        using namespace Qt::StringLiterals;
        const QJsonObject request = test["request"_L1].toObject();
        message.method = request["method"_L1].toString().toUtf8();
        message.target = request["target"_L1].toString().toUtf8();
        message.body = QByteArray::fromBase64(request["body_base64"_L1].toString().toLatin1());
        for (const QJsonValue &field : request["headers"_L1].toArray())
            message.headers.append({field[0].toString().toUtf8(), field[1].toString().toUtf8()});
        circumstances.url = test["url"_L1].toString().toUtf8();
        const QJsonObject parameters = test["parameters"_L1].toObject();
        for (auto it = parameters.begin(); it != parameters.end(); ++it)
            circumstances.parameters.insert(it.key().toUtf8(), it->toString().toUtf8());
        for (const QJsonValue &secret : test["secrets"_L1].toArray())
            (secret["elsewhere"_L1].toBool() || secret["retired"_L1].toBool() ? others : secrets)
                .append({secret["label"_L1].toString(), Secret(secret["value"_L1].toString().toUtf8()),
                         secret["tag"_L1].toString(), secret["retired"_L1].toBool()});
    }

    signature::ExplainRequest request() const
    {
        return {message, schemes, scheme, secrets, others, circumstances, now};
    }

    const QList<signature::Scheme> &schemes;
    const signature::Scheme *scheme; // null: auto
    domain::HttpMessage message;
    signature::Circumstances circumstances;
    QList<signature::NamedSecret> secrets;
    QList<signature::NamedSecret> others;
    Micros now;
};

} // namespace tocsin::test
