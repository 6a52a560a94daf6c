// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/similarincidents.h"
#include "tests/support/sampleincident.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::Incident;
using Kind = Likeness::Kind;

namespace {

Incident incident(qint64 number, const QString &title, const QString &description = {})
{
    Incident one = test::sampleIncident(number);
    one.title = title;
    one.description = description;
    return one;
}

QList<domain::Entity> entities(const QStringList &values)
{
    QList<domain::Entity> all;
    for (const QString &value : values)
        all.append({domain::EntityKind::Ip, {}, value, {}});
    return all;
}

} // namespace

class SimilarIncidentsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_stores.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_stores = *AnalystStores::open(m_folder->filePath(u"a.db"_s));
    }

    void theWeightiestReasonsComeFirst()
    {
        const IncidentId one = add(incident(1, u"Password spray from 192.0.2.7"_s, u"user kim"_s));
        add(incident(2, u"Malware on FIN-LT-07"_s, u"it talked to 192.0.2.7"_s));
        add(incident(3, u"Password spray from 192.0.2.7"_s));
        add(incident(4, u"Password spray against VPN"_s));
        add(incident(5, u"Mailbox rule"_s));
        QVERIFY(m_stores->incidents.upsert(u"elsewhere"_s, {incident(6, u"Password spray from 192.0.2.7"_s)},
                                           IncidentForm::List, 1));
        const auto similar = similarIncidents(*m_stores, one, entities({u"192.0.2.7"_s}), 1);
        QVERIFY(similar);
        QCOMPARE(numbers(*similar), (QList<qint64>{3, 2, 4}));
        QCOMPARE(similar->at(0).reasons,
                 (QList<Likeness>{{Kind::Entity, {u"192.0.2.7"_s}},
                                  {Kind::SameTitle, {u"Password spray from 192.0.2.7"_s}}}));
        QCOMPARE(similar->at(1).reasons, (QList<Likeness>{{Kind::Entity, {u"192.0.2.7"_s}}}));
        QCOMPARE(similar->at(2).reasons.first().kind, Kind::TitleWords);
        QCOMPARE(similar->at(2).reasons.first().values, (QStringList{u"password"_s, u"spray"_s}));
        for (const SimilarIncident &found : *similar)
            QVERIFY(found.weight > 0 && found.weight < 1);
    }

    void whatSaysNothingIsNoLikeness()
    {
        Incident one = incident(1, u"Mailbox rule"_s);
        one.products = {u"Sentinel"_s};
        one.tactics = {u"Impact"_s};
        one.owner = u"kim"_s;
        Incident two = one;
        two.number = 2;
        two.title = u"Travel rule"_s; // half of the words is one short word
        const IncidentId id = add(one);
        add(two);
        const auto reasons = likenessOf(row(id), row(id + 1));
        QVERIFY(!reasons.isEmpty());
        QVERIFY(!similarIncidents(*m_stores, id, {}, 1)->isEmpty());
        two.number = 3;
        two.title = u"Travel"_s;
        add(two); // product, tactic and owner only
        QCOMPARE(numbers(*similarIncidents(*m_stores, id, {}, 1)), QList<qint64>{2});
    }

    void aRunOfOneLetterIsNoWordThatTwoTitlesShare()
    {
        storage::IncidentRow one;
        one.title = u"Prompt "_s + QString(200, u'A');
        storage::IncidentRow other;
        other.title = u"Sign-in "_s + QString(200, u'A');
        QVERIFY(likenessOf(one, other).isEmpty());
        one.title = u"Prompt aaaaaaaaaaaaaaaaaaaaaaaab"_s;
        other.title = u"Sign-in aaaaaaaaaaaaaaaaaaaaaaaab"_s;
        QVERIFY(likenessOf(one, other).isEmpty());
        one.title = u"Mailbox rule"_s;
        other.title = u"Mailbox export"_s;
        QCOMPARE(likenessOf(one, other).size(), 1);
    }

    void ofManyTheBestAreGiven()
    {
        const IncidentId id = add(incident(1, u"Password spray"_s, u"192.0.2.7"_s));
        for (int i = 2; i < 30; ++i)
            add(incident(i, u"Password spray"_s, i % 10 == 0 ? u"192.0.2.7"_s : QString()));
        const auto similar = similarIncidents(*m_stores, id, entities({u"192.0.2.7"_s}), 1, 5);
        QCOMPARE(numbers(*similar), (QList<qint64>{20, 10, 29, 28, 27})); // then the newest
    }

    void hostileTextsAreWordsOnly()
    {
        const IncidentId id = add(incident(1, u"\"' OR 1=1 -- %* <b>x</b>"_s));
        add(incident(2, u"other"_s));
        QCOMPARE(numbers(*similarIncidents(*m_stores, id, entities({u"\" OR *"_s, u"%"_s, u""_s}), 1)),
                 QList<qint64>());
        QCOMPARE(similarIncidents(*m_stores, 99, {}, 1).error().kind, Error::Kind::NotFound);
    }

private:
    IncidentId add(const Incident &one)
    {
        return m_stores->incidents.upsert(u"c"_s, {one}, IncidentForm::List, 1)->added.value(0);
    }
    IncidentRow row(IncidentId id) { return m_stores->incidents.rows({id})->first(); }
    static QList<qint64> numbers(const QList<SimilarIncident> &similar)
    {
        QList<qint64> all;
        for (const SimilarIncident &one : similar)
            all.append(one.row.key.number);
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AnalystStores> m_stores;
};

QTEST_GUILESS_MAIN(SimilarIncidentsTest)
#include "tst_similarincidents.moc"
