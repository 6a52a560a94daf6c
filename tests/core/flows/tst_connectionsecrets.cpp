// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/connectionsecrets.h"

#include "core/secrets/memorystore.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

class TestConnectionSecrets final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_store = std::make_unique<secrets::MemoryStore>(); }

    void labelsAreWhatAStoreTakes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("label");
        QTest::newRow("plain") << u"Acme"_s << u"socmate-acme"_s;
        QTest::newRow("blanks and signs") << u"Acme (prod) #1"_s << u"socmate-acme-prod-1"_s;
        QTest::newRow("nothing usable") << u"\u682a\u5f0f"_s << u"socmate"_s;
        QTest::newRow("too long") << QString(100, u'a') << u"socmate-"_s + QString(56, u'a');
    }
    void labelsAreWhatAStoreTakes()
    {
        QFETCH(QString, name);
        QFETCH(QString, label);
        QCOMPARE(flows::connectionLabel(name), label);
    }

    void eachSecretGetsALabelOfItsOwn()
    {
        domain::Connection connection;
        connection.name = u"Acme"_s;
        const auto kept = keep(connection, {secret("key"), secret("word"), secret("phrase")});
        QVERIFY(kept);
        QCOMPARE(kept->secretLabel, u"socmate-acme"_s);
        QCOMPARE(kept->proxyLabel, u"socmate-acme-proxy"_s);
        QCOMPARE(kept->clientLabel, u"socmate-acme-client"_s);
        QCOMPARE(stored(kept->secretLabel)->value.reveal(), "key");
        QCOMPARE(stored(kept->proxyLabel)->value.reveal(), "word");
        QCOMPARE(stored(kept->clientLabel)->value.reveal(), "phrase");
    }

    void aSecondConnectionOfThatNameTakesNothingFromTheFirst()
    {
        domain::Connection connection;
        connection.name = u"Acme"_s;
        QVERIFY(keep(connection, {secret("one"), {}, {}}));
        const auto second = keep(connection, {secret("two"), {}, {}});
        QVERIFY(second);
        QCOMPARE(second->secretLabel, u"socmate-acme-2"_s);
        QCOMPARE(stored(u"socmate-acme"_s)->value.reveal(), "one");
        QCOMPARE(stored(u"socmate-acme-2"_s)->value.reveal(), "two");
    }

    void aReplacedSecretIsRetiredAndOneThatWasNotTypedStays()
    {
        domain::Connection connection;
        connection.name = u"Acme"_s;
        const auto first = keep(connection, {secret("old"), secret("word"), {}});
        QVERIFY(first);
        const auto again = keep(*first, {secret("new"), {}, {}});
        QVERIFY(again);
        QCOMPARE(*again, *first);
        const auto now = stored(first->secretLabel);
        QCOMPARE(now->value.reveal(), "new");
        QCOMPARE(now->retired.size(), 1);
        QCOMPARE(now->retired.constFirst().reveal(), "old");
        QCOMPARE(stored(first->proxyLabel)->value.reveal(), "word");
    }

private:
    static Secret secret(const char *text) { return Secret(QByteArray(text)); }

    Result<domain::Connection> keep(const domain::Connection &connection,
                                    const flows::ConnectionSecrets &given)
    {
        std::optional<Result<domain::Connection>> answer;
        flows::keepConnectionSecrets(*m_store, connection, given, this,
                                     [&](const Result<domain::Connection> &kept) { answer = kept; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 5000))
            return fail(Error::Kind::Transient, u"no answer"_s);
        return *answer;
    }

    std::optional<secrets::StoredSecret> stored(const QString &label)
    {
        std::optional<secrets::StoredSecret> found;
        m_store->get(label, this, [&](const Result<secrets::StoredSecret> &answer) {
            if (answer)
                found = *answer;
        });
        if (!QTest::qWaitFor([&] { return found.has_value(); }, 5000))
            qFatal("no secret %s", qPrintable(label));
        return found;
    }

    std::unique_ptr<secrets::MemoryStore> m_store;
};

QTEST_GUILESS_MAIN(TestConnectionSecrets)
#include "tst_connectionsecrets.moc"
