// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "core/signature/explain/explain.h"
#include "tests/support/explaincase.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

struct Tally
{
    int cases = 0;
    int right = 0;
    int falseProofs = 0;
};

} // namespace

// Deliveries that real software has spoiled: tests/data/explain/cases.
class ExplainTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void namesTheCauseOfTheCorpus();

private:
    Catalogue m_catalogue;
};

void ExplainTest::initTestCase()
{
    auto loaded = Catalogue::load();
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().detail));
    m_catalogue = *loaded;
}

// Of the cases that can be proved, 95 of 100 have the right cause first. Nothing that cannot be proved is.
void ExplainTest::namesTheCauseOfTheCorpus()
{
    QMap<QString, Tally> groups;
    Tally provable;
    int falseProofs = 0;
    QStringList wrong; // plain verdicts
    for (const QString &name : test::explainCases()) {
        const QJsonObject given = test::explainCase(name);
        const test::Situation situation(given, m_catalogue);
        const Explanation found = explain(situation.request());
        const QString verdict = domain::verdictId(found.verification.verdict);
        if (verdict != given["verdict"_L1].toString())
            wrong += u"%1: %2, not %3: %4"_s.arg(name, verdict, given["verdict"_L1].toString(),
                                                 found.verification.reason);
        const QString cause = given["cause"_L1].toString();
        QStringList accepted{cause};
        for (const QJsonValue &other : given["accept"_L1].toArray())
            accepted += other.toString();
        for (const QJsonValue &other : given["pair"_L1].toArray())
            accepted += other.toString();
        const bool canBeProved = given["provable"_L1].toBool();
        const QString top = found.isProved() ? QString::fromLatin1(found.causes.first().id) : QString();
        Tally &group = groups[cause.isEmpty() ? u"none"_s : canBeProved ? cause.left(1) : u"signs"_s];
        ++group.cases;
        bool right = canBeProved ? accepted.contains(top) : top.isEmpty();
        if (canBeProved && right && given.contains("secret"_L1))
            right = found.causes.first().secretLabel == given["secret"_L1].toString();
        group.right += right ? 1 : 0;
        if (canBeProved) {
            ++provable.cases;
            provable.right += right ? 1 : 0;
        } else if (found.isProved()) {
            ++group.falseProofs;
            ++falseProofs;
        }
        if (!right) {
            const Cause first = found.causes.value(0);
            qInfo().noquote() << u"%1: expected %2, found %3 (%4; secret %5), tried %6"_s.arg(
                name, accepted.join(u'/'), top.isEmpty() ? u"nothing"_s : top, first.detail,
                first.secretLabel, QString::number(found.tried));
        }
    }
    for (auto it = groups.begin(); it != groups.end(); ++it)
        qInfo().noquote() << u"%1 cases %2 right %3 false proofs %4"_s.arg(it.key(), -6)
                                 .arg(it->cases, 4)
                                 .arg(it->right, 4)
                                 .arg(it->falseProofs, 3);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QCOMPARE(falseProofs, 0);
    QVERIFY2(provable.cases >= 60, "the corpus is gone");
    QVERIFY2(provable.right * 100 >= provable.cases * 95,
             qPrintable(u"%1 of %2"_s.arg(provable.right).arg(provable.cases)));
}

QTEST_GUILESS_MAIN(ExplainTest)
#include "tst_explain.moc"
