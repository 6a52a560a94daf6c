// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Every layout of a language against what its real serialiser prints: tests/data/json/reformat.

#include "core/json/languagetext.h"
#include "core/json/layouts.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace tocsin::json;
using namespace Qt::StringLiterals;

class SerialisersTest : public QObject
{
    Q_OBJECT

private slots:
    void writesWhatTheyWrite_data();
    void writesWhatTheyWrite();
    void everyLanguageLayoutHasVectors();

private:
    QSet<QString> m_seen;
};

namespace {

std::optional<QByteArray> written(const QString &profile, const QByteArray &input)
{
    constexpr qsizetype limit = 1 << 20;
    const auto tree = TokenTree::read(input);
    if (!tree)
        return std::nullopt;
    if (profile == "python-repr"_L1)
        return languageText(*tree, LanguageText::Python, limit);
    if (profile == "ruby-inspect"_L1)
        return languageText(*tree, LanguageText::Ruby, limit);
    const Layout *how = layout(profile.toUtf8());
    return how ? reformat(*tree, *how, limit) : std::optional<QByteArray>("no layout of that name");
}

} // namespace

void SerialisersTest::writesWhatTheyWrite_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<bool>("refused");
    QTest::addColumn<QByteArray>("expected");
    const QDir folder(QStringLiteral(TOCSIN_TEST_DATA "/json/reformat"));
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files);
    QVERIFY(names.size() >= 10);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonDocument made = QJsonDocument::fromJson(file.readAll());
        const QJsonArray vectors = made[u"vectors"].toArray();
        QVERIFY(!vectors.isEmpty());
        for (const QJsonValue &vector : vectors) {
            const QString profile = vector[u"profile"].toString();
            const QJsonValue input = made[u"inputs"][vector[u"name"].toString()];
            QVERIFY(input.isString());
            const QString row = profile + u": "_s + vector[u"name"].toString();
            QTest::newRow(row.toUtf8().constData())
                << profile << QByteArray::fromBase64(input.toString().toLatin1())
                << vector[u"expected"].isNull()
                << QByteArray::fromBase64(vector[u"expected"].toString().toLatin1());
            m_seen += profile;
        }
    }
}

void SerialisersTest::writesWhatTheyWrite()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, input);
    QFETCH(bool, refused);
    QFETCH(QByteArray, expected);
    const auto out = written(profile, input);
    QVERIFY2(out.has_value() != refused, out ? out->constData() : "refused here");
    if (out)
        QCOMPARE(*out, expected);
}

// A layout that speaks of a language but was never compared to it would be a guess.
void SerialisersTest::everyLanguageLayoutHasVectors()
{
    for (const NamedLayout &named : layouts()) {
        const QString id = named.id;
        for (const auto language :
             {"javascript"_L1, "python"_L1, "php"_L1, "ruby"_L1, "rails"_L1, "go"_L1, "gson"_L1, "jackson"_L1,
              "perl"_L1, "dotnet"_L1, "newtonsoft"_L1, "jq"_L1}) {
            if (id == language || id.startsWith(language + "-"_L1))
                QVERIFY2(m_seen.contains(id), qPrintable(id));
        }
    }
}

QTEST_GUILESS_MAIN(SerialisersTest)
#include "tst_serialisers.moc"
