// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "core/signature/explain/explain.h"
#include "tests/support/signaturedata.h"

#include <QtTest>

#include <QDir>
#include <QJsonArray>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

QJsonObject readCase(const QString &name)
{
    QFile file(QStringLiteral(TOCSIN_TEST_DATA "/explain/cases/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

// What the case says, with everything that explain() refers to.
struct Situation
{
    explicit Situation(const QJsonObject &test, const Catalogue &catalogue)
        : schemes(catalogue.all())
        , scheme(catalogue.find(test["scheme"_L1].toString()))
        , now(test["now"_L1].toInteger() * microsPerSecond)
    {
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

    ExplainRequest request() const { return {message, schemes, scheme, secrets, others, circumstances, now}; }

    const QList<Scheme> &schemes;
    const Scheme *scheme; // null: auto
    domain::HttpMessage message;
    Circumstances circumstances;
    QList<NamedSecret> secrets;
    QList<NamedSecret> others;
    Micros now;
};

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
    const QDir dir(QStringLiteral(TOCSIN_TEST_DATA "/explain/cases"));
    QMap<QString, Tally> groups;
    Tally provable;
    int falseProofs = 0;
    QStringList wrong; // plain verdicts
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files)) {
        const QJsonObject test = readCase(name);
        const Situation situation(test, m_catalogue);
        const Explanation found = explain(situation.request());
        const QString verdict = domain::verdictId(found.verification.verdict);
        if (verdict != test["verdict"_L1].toString())
            wrong += u"%1: %2, not %3: %4"_s.arg(name, verdict, test["verdict"_L1].toString(),
                                                 found.verification.reason);
        const QString cause = test["cause"_L1].toString();
        QStringList accepted{cause};
        for (const QJsonValue &other : test["accept"_L1].toArray())
            accepted += other.toString();
        for (const QJsonValue &other : test["pair"_L1].toArray())
            accepted += other.toString();
        const bool canBeProved = test["provable"_L1].toBool();
        const QString top = found.isProved() ? QString::fromLatin1(found.causes.first().id) : QString();
        Tally &group = groups[cause.isEmpty() ? u"none"_s : canBeProved ? cause.left(1) : u"signs"_s];
        ++group.cases;
        bool right = canBeProved ? accepted.contains(top) : top.isEmpty();
        if (canBeProved && right && test.contains("secret"_L1))
            right = found.causes.first().secretLabel == test["secret"_L1].toString();
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
