// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/rulesdraft.h"

#include <QtTest>

using namespace tocsin::rules;
using namespace Qt::StringLiterals;

namespace {

const QByteArray twoRules = R"({ "rules": [
    { "name":"first",  "answer": {"status" : 200} },
    { "answer": { "status": 503 },
      "name": "second" }
]})";

QStringList namesOf(const RulesDraft &draft)
{
    QStringList names;
    for (qsizetype i = 0; i < draft.count(); ++i)
        names.append(draft.value(i, "/name"));
    return names;
}

} // namespace

class RulesDraftTest final : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsNoRules()
    {
        const RulesDraft draft;
        QVERIFY(draft.rules() && draft.rules()->isEmpty());
        QVERIFY(draft.isList());
        QCOMPARE(draft.fault().line, 0);
    }

    void everyPresetIsAGoodRule()
    {
        RulesDraft draft;
        for (int i = 0; i < presetCount; ++i)
            draft.insert(i, presetText(Preset(i), draft.freeName(u"a \"name\""_s)));
        QVERIFY2(draft.rules(), qPrintable(draft.rules() ? QString() : draft.rules().error().detail));
        QCOMPARE(draft.rules()->size(), presetCount);
        QCOMPARE(namesOf(draft).first(2), QStringList({u"a \"name\""_s, u"a \"name\" 2"_s}));
        QVERIFY(readRules(writeRules(*draft.rules())) == draft.rules());
    }

    void aMemberIsChangedInItsPlace()
    {
        RulesDraft draft(twoRules);
        draft.setRaw(0, "/answer", "status", "204");
        QCOMPARE(draft.text(), QByteArray(twoRules).replace("200", "204"));
        draft.setText(1, "/when", "path", u"/a*"_s);
        QVERIFY(draft.rules());
        QCOMPARE(draft.rules()->at(1).when.path, "/a*");
        QVERIFY(draft.text().contains("{ \"name\":\"first\",  \"answer\": {\"status\" : 204} }"));
        draft.setText(1, "/when", "path", {});
        QVERIFY(!draft.has(1, "/when/path"));
    }

    void itemsAreSetAndRemoved()
    {
        RulesDraft draft(twoRules);
        draft.setItems(1, "/when", "methods", {"\"POST\"", "\"PUT\""});
        QVERIFY(draft.rules());
        QCOMPARE(draft.rules()->at(1).when.methods, (QList<QByteArray>{"POST", "PUT"}));
        QCOMPARE(draft.items(1, "/when/methods"), (QList<QByteArray>{"\"POST\"", "\"PUT\""}));
        draft.setItems(1, "/when", "methods", {});
        QVERIFY(!draft.has(1, "/when/methods"));
    }

    void rulesAreMovedCopiedAndRemoved()
    {
        RulesDraft draft(twoRules);
        draft.move(1, 0);
        QCOMPARE(namesOf(draft), QStringList({u"second"_s, u"first"_s}));
        draft.duplicate(0);
        QCOMPARE(namesOf(draft), QStringList({u"second"_s, u"second 2"_s, u"first"_s}));
        draft.duplicate(1);
        QCOMPARE(namesOf(draft)[2], u"second 3"_s);
        draft.remove(0);
        draft.remove(9);
        draft.move(0, -1);
        QCOMPARE(namesOf(draft), QStringList({u"second 2"_s, u"second 3"_s, u"first"_s}));
        QVERIFY(draft.rules());
        QCOMPARE(draft.rules()->at(0).answer.status, 503);
        QVERIFY(draft.text().contains("{ \"name\":\"first\",  \"answer\": {\"status\" : 200} }"));
        for (int i = 0; i < 3; ++i)
            draft.remove(0);
        QCOMPARE(draft.count(), 0);
        QVERIFY(draft.rules());
    }

    void aFaultNamesLineRuleAndMember_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("rule");
        QTest::addColumn<QString>("place");
        QTest::addColumn<bool>("isList");
        QTest::newRow("status") << QByteArray(twoRules).replace("503", "99") << 3 << 1 << u"answer.status"_s
                                << true;
        QTest::newRow("name") << QByteArray(twoRules).replace("second", "first") << 4 << 1 << u"name"_s
                              << true;
        QTest::newRow("no answer") << QByteArray("{\"rules\":[{\"name\":\"a\"}]}") << 1 << 0 << u"answer"_s
                                   << true;
        QTest::newRow("no object") << QByteArray("{\"rules\":[3]}") << 1 << 0 << QString() << false;
        QTest::newRow("no list") << QByteArray("{\"rules\":3}") << 1 << -1 << QString() << false;
        QTest::newRow("no JSON") << QByteArray("{\"rules\":\n[") << 2 << -2 << QString() << false;
        QTest::newRow("another member") << QByteArray("{\"rule\":[]}") << 1 << -1 << QString() << true;
        QTest::newRow("too large") << QByteArray(RulesDraft::mostText, ' ') + "{}" << 1 << -1 << QString()
                                   << false;
    }

    void aFaultNamesLineRuleAndMember()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(int, rule);
        QFETCH(QString, place);
        QFETCH(bool, isList);
        RulesDraft draft(text);
        const RulesDraft::Fault fault = draft.fault();
        QCOMPARE(fault.line, line);
        if (rule > -2) // where the text is no JSON, no matter
            QCOMPARE(int(fault.rule), rule);
        QCOMPARE(fault.place, place);
        QVERIFY(!fault.what.isEmpty());
        QCOMPARE(draft.isList(), isList);
        draft.insert(0, presetText(Preset::Plain, u"x"_s)); // of what is no list, nothing is lost
        QVERIFY(isList || draft.text() == text);
    }
};

QTEST_GUILESS_MAIN(RulesDraftTest)
#include "tst_rulesdraft.moc"
