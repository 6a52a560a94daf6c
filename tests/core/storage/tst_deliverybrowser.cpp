// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/parse.h"
#include "core/storage/deliverybrowser.h"
#include "core/storage/deliverystore.h"
#include "core/storage/searchindex.h"
#include "tests/support/sampledelivery.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::DeliveryId;
using domain::NewDelivery;
using test::sampleDelivery;
using test::sampleTime;
using Ids = QList<DeliveryId>;

namespace {

// Asks, and waits in the event loop for the answer.
template<class T, class Ask>
Result<T> wait(Ask ask)
{
    std::optional<Result<T>> answer;
    QObject context;
    ask(&context, [&answer](Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        return fail(Error::Kind::Transient, u"no answer"_s);
    return std::move(*answer);
}

} // namespace

class DeliveryBrowserTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void findsInOrder();
    void givesTheNewest();
    void givesWhatIsBehindAKey();
    void aLaterFindEndsAnEarlierOne();
    void rowsComeInTheOrderAskedFor();
    void loadsOne();
    void attemptsAreOldestFirst();
    void countsPerEndpoint();
    void listsEventNames();
    void learnsAlertTypesOfValidOnesOnly();
    void learnsAnAlertTypeThatNamesNeitherSeverityNorTechnique();
    void checksIntegrity();
    void aContextThatIsGoneIsNotCalled();
    void theReadingThreadLeavesTheContextAlone();
    void aMissingStoreIsAnError();
    void searchWithoutAnIndexIsAnError();

private:
    Result<Ids> find(const QString &text, DeliveryId after = 0, int limit = 0);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<DeliveryStore> m_store;
    std::unique_ptr<DeliveryBrowser> m_browser;
};

void DeliveryBrowserTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"deliveries.db"_s);
    auto store = DeliveryStore::open(m_path);
    QVERIFY(store);
    m_store = std::move(*store);
    m_browser = std::make_unique<DeliveryBrowser>(m_path);
}

void DeliveryBrowserTest::cleanup()
{
    m_browser.reset();
    m_store.reset();
}

Result<Ids> DeliveryBrowserTest::find(const QString &text, DeliveryId after, int limit)
{
    return wait<Ids>([&](QObject *context, Handler<Ids> handler) {
        m_browser->find(filter::parse(text).value(), after, limit, sampleTime, context, handler);
    });
}

void DeliveryBrowserTest::findsInOrder()
{
    QCOMPARE(find(u""_s).value(), Ids());
    QVERIFY(m_store->append(QList<NewDelivery>(5, sampleDelivery())));
    QCOMPARE(find(u""_s).value(), Ids({1, 2, 3, 4, 5}));
    QVERIFY(m_store->remove({3}));
    QCOMPARE(find(u""_s).value(), Ids({1, 2, 4, 5}));
    QCOMPARE(find(u"id:2 OR id:5"_s).value(), Ids({2, 5}));
}

void DeliveryBrowserTest::givesTheNewest()
{
    QVERIFY(m_store->append(QList<NewDelivery>(5, sampleDelivery())));
    QCOMPARE(find(u""_s, 0, 2).value(), Ids({4, 5}));
    QCOMPARE(find(u"id<4"_s, 0, 2).value(), Ids({2, 3}));
}

void DeliveryBrowserTest::givesWhatIsBehindAKey()
{
    QVERIFY(m_store->append(QList<NewDelivery>(5, sampleDelivery())));
    QCOMPARE(find(u""_s, 3).value(), Ids({4, 5}));
    QCOMPARE(find(u"id:1 OR id:5"_s, 3).value(), Ids{5});
    QCOMPARE(find(u"-id:4"_s, 3).value(), Ids{5});
    QCOMPARE(find(u""_s, 5).value(), Ids());
}

void DeliveryBrowserTest::aLaterFindEndsAnEarlierOne()
{
    QVERIFY(m_store->append(QList<NewDelivery>(5, sampleDelivery())));
    QList<Result<Ids>> answers;
    for (int i = 0; i < 50; ++i) {
        m_browser->find({}, 0, 0, 0, this, [&answers](const Result<Ids> &result) { answers.append(result); });
    }
    QTRY_COMPARE(answers.size(), 50);
    QVERIFY(answers.last());
    QCOMPARE(answers.last()->size(), 5);
    for (const Result<Ids> &answer : std::as_const(answers)) {
        if (!answer)
            QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
    }
}

void DeliveryBrowserTest::rowsComeInTheOrderAskedFor()
{
    QVERIFY(m_store->append(QList<NewDelivery>(5, sampleDelivery())));
    const auto rows = wait<QList<domain::DeliveryRow>>([&](QObject *context, auto handler) {
        m_browser->rows({4, 99, 1, 5}, context, handler);
    });
    QVERIFY(rows);
    Ids ids;
    for (const domain::DeliveryRow &row : *rows)
        ids.append(row.id);
    QCOMPARE(ids, Ids({4, 1, 5}));
    QCOMPARE(rows->first().endpoint, u"alerts"_s);
}

void DeliveryBrowserTest::loadsOne()
{
    const NewDelivery sent = sampleDelivery(QByteArray("a\0b", 3));
    QVERIFY(m_store->append(QList<NewDelivery>{sent}));
    const auto load = [this](DeliveryId id) {
        return wait<domain::Delivery>(
            [&](QObject *context, auto handler) { m_browser->load(id, context, handler); });
    };
    QVERIFY(load(1)->capture == sent.capture);
    QCOMPARE(load(2).error().kind, Error::Kind::NotFound);
}

void DeliveryBrowserTest::attemptsAreOldestFirst()
{
    QVERIFY(m_store->append(QList<NewDelivery>{sampleDelivery("a", "k"), sampleDelivery("b", "other"),
                                               sampleDelivery("a", "k")}));
    const auto rows = wait<QList<domain::DeliveryRow>>(
        [&](QObject *context, auto handler) { m_browser->attempts(3, context, handler); });
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(0).id, 1);
    QCOMPARE(rows->at(1).id, 3);
}

void DeliveryBrowserTest::countsPerEndpoint()
{
    NewDelivery other = sampleDelivery();
    other.endpoint = u"orders"_s;
    other.signature.verdict = domain::Verdict::Mismatch;
    QVERIFY(m_store->append(QList<NewDelivery>{sampleDelivery(), other, other}));
    QVERIFY(m_store->remove({2}));
    const auto counts = wait<QHash<QString, EndpointCount>>(
        [&](QObject *context, auto handler) { m_browser->endpointCounts(context, handler); });
    QVERIFY(counts);
    QCOMPARE(counts->value(u"alerts"_s), (EndpointCount{1, domain::Verdict::Valid}));
    QCOMPARE(counts->value(u"orders"_s), (EndpointCount{1, domain::Verdict::Mismatch}));
}

void DeliveryBrowserTest::listsEventNames()
{
    NewDelivery other = sampleDelivery();
    other.summary.event = u"a.b"_s;
    NewDelivery none = sampleDelivery();
    none.summary.event.clear();
    QVERIFY(m_store->append(QList<NewDelivery>{sampleDelivery(), none, other, sampleDelivery()}));
    const auto names =
        wait<QStringList>([&](QObject *context, auto handler) { m_browser->eventNames(context, handler); });
    QCOMPARE(names.value(), QStringList({u"alert.created"_s, u"a.b"_s}));
}

void DeliveryBrowserTest::learnsAlertTypesOfValidOnesOnly()
{
    NewDelivery later = sampleDelivery();
    later.capture.firstByte = sampleTime + 60 * microsPerSecond;
    later.summary.severityText = u"LOW"_s;
    NewDelivery forged = sampleDelivery();
    forged.signature.verdict = domain::Verdict::Mismatch;
    forged.summary.alertType = u"forged"_s;
    QVERIFY(m_store->append(QList<NewDelivery>{sampleDelivery(), forged}));
    QVERIFY(m_store->append(QList<NewDelivery>{later}));
    const auto types = wait<QList<AlertType>>(
        [&](QObject *context, auto handler) { m_browser->alertTypes(context, handler); });
    QVERIFY(types);
    QCOMPARE(types->size(), 1);
    const AlertType &type = types->first();
    QCOMPARE(type.id, u"brute_force"_s);
    QCOMPARE(type.count, 2);
    QCOMPARE(type.firstSeen, sampleTime);
    QCOMPARE(type.lastSeen, later.capture.firstByte);
    QCOMPARE(QSet<QString>(type.severities.begin(), type.severities.end()),
             QSet<QString>({u"HIGH"_s, u"LOW"_s}));
    QCOMPARE(type.mitre, QStringList{u"T1110"_s});
}

void DeliveryBrowserTest::learnsAnAlertTypeThatNamesNeitherSeverityNorTechnique()
{
    NewDelivery bare = sampleDelivery();
    bare.summary.severityText.clear();
    bare.summary.mitre.clear();
    QVERIFY(m_store->append(QList<NewDelivery>{bare}));
    const auto types = wait<QList<AlertType>>(
        [&](QObject *context, auto handler) { m_browser->alertTypes(context, handler); });
    QVERIFY(types);
    QCOMPARE(types->size(), 1);
    QVERIFY(types->first().severities.isEmpty() && types->first().mitre.isEmpty());
}

void DeliveryBrowserTest::checksIntegrity()
{
    QVERIFY(m_store->append(QList<NewDelivery>{sampleDelivery()}));
    const auto problems = wait<QStringList>(
        [&](QObject *context, auto handler) { m_browser->checkIntegrity(context, handler); });
    QCOMPARE(problems.value(), QStringList());
}

void DeliveryBrowserTest::aContextThatIsGoneIsNotCalled()
{
    bool called = false;
    {
        QObject context;
        m_browser->find({}, 0, 0, 0, &context, [&called](const Result<Ids> &) { called = true; });
    }
    QVERIFY(find(u""_s)); // asked later, so the earlier one is done
    QVERIFY(!called);
}

// An event that the reading thread posts to the context could meet one that is just being destroyed.
void DeliveryBrowserTest::theReadingThreadLeavesTheContextAlone()
{
    class Context final : public QObject
    {
    public:
        int events = 0;

    protected:
        bool event(QEvent *event) override
        {
            ++events;
            return QObject::event(event);
        }
    } context;
    bool called = false;
    m_browser->find({}, 0, 0, 0, &context, [&called](const Result<Ids> &) { called = true; });
    QTRY_VERIFY(called);
    QCOMPARE(context.events, 0);
}

void DeliveryBrowserTest::aMissingStoreIsAnError()
{
    m_browser = std::make_unique<DeliveryBrowser>(m_folder->filePath(u"none.db"_s));
    const auto found = find(u""_s);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::Storage);
}

void DeliveryBrowserTest::searchWithoutAnIndexIsAnError()
{
    QVERIFY(m_store->append(QList<NewDelivery>{sampleDelivery("needle")}));
    const auto found = find(u"needle"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::Transient);
    SearchIndex search(m_path);
    QTRY_COMPARE(search.indexedUpTo(), 1);
    QCOMPARE(find(u"needle"_s).value(), Ids{1});
}

QTEST_GUILESS_MAIN(DeliveryBrowserTest)
#include "tst_deliverybrowser.moc"
