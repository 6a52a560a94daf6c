// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Every layout of a language against what its real serialiser prints: tests/data/json/reformat.

#include "core/json/languagereader.h"
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
    void readsWhatLanguagesPrint_data();
    void readsWhatLanguagesPrint();
    void refusesWhatLanguagesDoNotPrint_data();
    void refusesWhatLanguagesDoNotPrint();

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

void SerialisersTest::readsWhatLanguagesPrint_data()
{
    writesWhatTheyWrite_data();
}

// The way back loses nothing that the language's own text still has.
void SerialisersTest::readsWhatLanguagesPrint()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, expected);
    const bool python = profile == "python-repr"_L1;
    if (!python && profile != "ruby-inspect"_L1)
        return;
    const LanguageText language = python ? LanguageText::Python : LanguageText::Ruby;
    const auto json = jsonOfLanguageText(expected, language, 1 << 20);
    const bool container = expected.startsWith('{') || expected.startsWith('[');
    // Infinity is no JSON, which printed one or not.
    const bool infinite = expected.contains("inf") || expected.contains("Infinity");
    QCOMPARE(json.has_value(), container && !infinite);
    const auto tree = json ? TokenTree::read(*json) : std::nullopt;
    QCOMPARE(tree.has_value(), json.has_value());
    if (tree)
        QCOMPARE(languageText(*tree, language, 1 << 20).value_or(QByteArray()), expected);
}

void SerialisersTest::refusesWhatLanguagesDoNotPrint_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const QByteArray text :
         {"",        "{",    "{'a'",    "{'a': ", "{'a': 1", "{'a': 1,}",       "{'a':1}",       "{'a': 1} ",
          "{'a' 1}", "['\\", "['\\u12", "['\\x4", "['\\q']", "['\\U00110000']", "[,]",           "[1,2]",
          "['a]",    "[\"a", "{1: 2}",  "nil",    "'a'",     "[\"\\u{}\"]",     "[\"\\xff\"=>]", "['\n']"})
        QTest::newRow(text.constData()) << text;
    QTest::newRow("deep") << QByteArray("[").repeated(5000);
    QTest::newRow("deep and closed") << QByteArray("[").repeated(5000) + QByteArray("]").repeated(5000);
}

void SerialisersTest::refusesWhatLanguagesDoNotPrint()
{
    QFETCH(QByteArray, text);
    QVERIFY(!jsonOfLanguageText(text, LanguageText::Python, 1 << 20));
    QVERIFY(!jsonOfLanguageText(text, LanguageText::Ruby, 1 << 20));
    QVERIFY(!jsonOfLanguageText("['abc']", LanguageText::Python, 3));
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
