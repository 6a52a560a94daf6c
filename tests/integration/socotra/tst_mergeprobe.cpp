// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Which of the two editions a tenant follows is found out on an integration of our own (socotra.md 3.4.3).

#include "core/flows/mergeprobe.h"
#include "tests/support/tenantplace.h"
#include "tests/support/waited.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using flows::ProbeAnswer;
using test::TenantPlace;
using test::waited;

namespace {

Result<ProbeAnswer> probed(TenantPlace &place)
{
    return waited<ProbeAnswer>([&place](QObject *context, const Handler<ProbeAnswer> &handler) {
        flows::probeUpdates(place.client->api, context, handler);
    });
}

QStringList namesThere(TenantPlace &place)
{
    QStringList names;
    const auto all = place.client->ask(&socotra::SocotraApi::integrations);
    for (const socotra::Integration &one : all.value_or(QList<socotra::Integration>()))
        names.append(one.name);
    return names;
}

} // namespace

class SocotraMergeProbeTest : public QObject
{
    Q_OBJECT

private slots:
    void findsTheRule_data() { test::tenantRows(); }
    void findsTheRule();
    void leavesNothingBehindWhenTheAskerIsGone();
    void namesWhatItCouldNotDelete();
    void makesNothingWhereItMayNot();
};

void SocotraMergeProbeTest::findsTheRule()
{
    QFETCH(const QString, profile);
    TenantPlace place(profile);
    TOCSIN_GET(answer, probed(place));
    const bool merges = place.profile().update == sandbox::TenantProfile::Update::Merge;
    QCOMPARE(answer.rule, merges ? ProbeAnswer::Rule::Merge : ProbeAnswer::Rule::Replace);
    QCOMPARE(answer.leftOver, QString());
    QCOMPARE(namesThere(place), QStringList{u"autofill-demo"_s}); // untouched, and nothing beside it
    QCOMPARE(place.counts().writes, 3);
}

void SocotraMergeProbeTest::leavesNothingBehindWhenTheAskerIsGone()
{
    TenantPlace place;
    auto asker = std::make_unique<QObject>();
    bool told = false;
    flows::probeUpdates(place.client->api, asker.get(), [&](const Result<ProbeAnswer> &) { told = true; });
    asker.reset();
    QTRY_COMPARE_WITH_TIMEOUT(place.counts().writes, 3, 30'000);
    QCOMPARE(namesThere(place), QStringList{u"autofill-demo"_s});
    QVERIFY(!told);
}

void SocotraMergeProbeTest::namesWhatItCouldNotDelete()
{
    TenantPlace place;
    // sign-in; list, POST, list; list, PUT, list; list, then the DELETE
    place.server->failNext(1, 403, 8);
    TOCSIN_GET(answer, probed(place));
    QCOMPARE(answer.rule, ProbeAnswer::Rule::Replace);
    QVERIFY(answer.leftOver.startsWith(QLatin1StringView(flows::probePrefix)));
    QVERIFY(namesThere(place).contains(answer.leftOver));
}

void SocotraMergeProbeTest::makesNothingWhereItMayNot()
{
    sandbox::TenantOptions options;
    options.isAdministrator = false;
    TenantPlace place(u"default"_s, options);
    const auto answer = probed(place);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::Forbidden);
    QCOMPARE(place.counts().writes, 0);
}

QTEST_GUILESS_MAIN(SocotraMergeProbeTest)
#include "tst_mergeprobe.moc"
