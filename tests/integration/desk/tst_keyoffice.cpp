// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Keys and clients from the administrator's side, against the sandbox: what is made, where its value goes,
// what is told where the server has no list, and what a credential may do.

#include "core/flows/analystdesk.h"
#include "core/flows/keypresets.h"
#include "tests/support/keybench.h"
#include "tests/support/socmateclient.h"

#include <QLoggingCategory>
#include <QSignalSpy>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::IssuedKind;
using test::KeyBench;
using test::waited;

namespace {

QByteArray logged;

} // namespace

class KeyOfficeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<KeyBench>(); }
    void refusesBeforeItAsks_data();
    void refusesBeforeItAsks();
    void tellsWhoMadeAndUsesAKey();
    void withoutAListItTellsWhatWasMadeHere();
    void keepsAValueUnderAFreeLabel();
    void makesAConnectionOfAKey();
    void makesAConnectionOfAClient();
    void renewsAClient();
    void disables_data();
    void disables();
    void readsWhatACredentialMayDo();
    void asksARefusedKeyOnce();
    void handsTheValueOverThoughItCannotBeRecorded();
    void presetsAreTheSmallestSets();
    void followsTheDesk();
    void countsDays();
    void leavesNoValueInLogsFilesAndTheRecord();

private:
    template<class T, class Call, class... Arguments>
    Result<T> ask(Call what, const Arguments &...arguments)
    {
        return waited<T>([&](QObject *context, const auto &handler) {
            ((*m_bench->office).*what)(arguments..., context, handler);
        });
    }

    std::unique_ptr<KeyBench> m_bench;
};

void KeyOfficeTest::refusesBeforeItAsks_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("scopes");
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("member");
    const QStringList good = {u"incidents:read"_s};
    QTest::newRow("no name") << u" "_s << good << 30 << u"name:"_s;
    QTest::newRow("long name") << QString(81, u'x') << good << 30 << u"name:"_s;
    QTest::newRow("no scope") << u"Desk"_s << QStringList() << 30 << u"scopes:"_s;
    QTest::newRow("other scope") << u"Desk"_s << QStringList{u"admin:all"_s} << 30 << u"scopes:"_s;
    QTest::newRow("no day") << u"Desk"_s << good << 0 << u"expires:"_s;
}

void KeyOfficeTest::refusesBeforeItAsks()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, scopes);
    QFETCH(const int, days);
    QFETCH(const QString, member);
    const auto made = m_bench->create({IssuedKind::Key, name, {}, scopes, days});
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::Rejected);
    QVERIFY(made.error().detail.startsWith(member));
    QCOMPARE(m_bench->server->counts().requests, 0);
}

void KeyOfficeTest::tellsWhoMadeAndUsesAKey()
{
    const MadeKey made = m_bench->make();
    const KeyList list = m_bench->list();
    QVERIFY(list.isOffered);
    QCOMPARE(list.entries.size(), 2);
    const KeyEntry mine = m_bench->entry(made.entry.serverId);
    QVERIFY(mine.isMine && mine.isListed);
    QCOMPARE(mine.createdBy, u"admin"_s);
    QCOMPARE(mine.usedBy, QStringList{u"Lab"_s});
    QCOMPARE(mine.label, u"socmate-lab"_s);
    QCOMPARE(daysLeft(mine, wallClock()), std::optional(89));
    QCOMPARE(keyState(mine, true, wallClock()), KeyState::Active);
    const auto other = std::ranges::find_if(list.entries, [](const KeyEntry &one) { return !one.isMine; });
    QCOMPARE(other->name, u"Sandbox"_s);
    QVERIFY(other->label.isEmpty());
}

void KeyOfficeTest::withoutAListItTellsWhatWasMadeHere()
{
    m_bench = std::make_unique<KeyBench>(u"bare-array"_s);
    const MadeKey made = m_bench->make({u"incidents:read"_s});
    m_bench->restarted();
    const KeyList list = m_bench->list();
    QVERIFY(!list.isOffered);
    QCOMPARE(list.entries.size(), 1);
    const KeyEntry &mine = list.entries.first();
    QCOMPARE(mine.publicId, made.entry.publicId);
    QCOMPARE(mine.scopes, QStringList{u"incidents:read"_s});
    QVERIFY(mine.expires != 0);
    QCOMPARE(keyState(mine, false, wallClock()), KeyState::Unknown);
    QCOMPARE(unusedDays(mine, wallClock()), std::nullopt); // nobody tells
    QVERIFY(m_bench->list(IssuedKind::Client).entries.isEmpty());
}

void KeyOfficeTest::keepsAValueUnderAFreeLabel()
{
    TOCSIN_GET(made, m_bench->create({IssuedKind::Key, u"XSOAR"_s, {}, {u"incidents:read"_s}, 30}));
    const auto taken = ask<void>(&KeyOffice::keep, made, u"admin-token"_s);
    QVERIFY(!taken);
    QCOMPARE(taken.error().kind, Error::Kind::Rejected);
    QVERIFY(ask<void>(&KeyOffice::keep, made, u"xsoar"_s));
    QCOMPARE(m_bench->stored(u"xsoar"_s).value.reveal(), made.value.reveal());
    QCOMPARE(m_bench->entry(made.entry.serverId).label, u"xsoar"_s);
    QVERIFY(!m_bench->isAnywhere(made.value.reveal().toByteArray()));
}

void KeyOfficeTest::makesAConnectionOfAKey()
{
    TOCSIN_GET(made, m_bench->create({IssuedKind::Key, u"Night shift"_s, {}, keyScopes(), 30}));
    domain::Connection own = m_bench->office->connectionFor(made);
    QCOMPARE(own.name, u"Night shift"_s);
    QCOMPARE(own.signIn, domain::SignIn::BearerToken); // until it is given the key
    TOCSIN_GET(id, ask<QString>(&KeyOffice::useIn, made, own));
    const auto kept = waited<QList<domain::Connection>>([this](QObject *context, const auto &handler) {
        m_bench->book->read<QList<domain::Connection>>(context, handler, [](storage::AnalystStores &stores) {
            return stores.connections.connections();
        });
    });
    QVERIFY(kept && kept->size() == 1);
    own = kept->first();
    QCOMPARE(own.id, id);
    QCOMPARE(own.signIn, domain::SignIn::ApiKey);
    QCOMPARE(own.secretLabel, u"socmate-night-shift"_s);
    m_bench->office->setConnections(*kept);
    TOCSIN_GET(found, ask<QList<Capability>>(&KeyOffice::capabilities, own));
    QCOMPARE(found.first().standing, Standing::May);
    QCOMPARE(m_bench->entry(made.entry.serverId).usedBy, QStringList{u"Night shift"_s});
}

void KeyOfficeTest::makesAConnectionOfAClient()
{
    TOCSIN_GET(made, m_bench->create({IssuedKind::Client, u"Robot"_s, {}, {u"incidents:read"_s}, 0}));
    QVERIFY(made.tokenEndpoint.isValid());
    domain::Connection own = m_bench->office->connectionFor(made);
    QVERIFY(ask<QString>(&KeyOffice::useIn, made, own));
    const auto kept = waited<QList<domain::Connection>>([this](QObject *context, const auto &handler) {
        m_bench->book->read<QList<domain::Connection>>(context, handler, [](storage::AnalystStores &stores) {
            return stores.connections.connections();
        });
    });
    own = kept->first();
    QCOMPARE(own.signIn, domain::SignIn::ClientCredentials);
    QCOMPARE(own.clientId, made.entry.publicId);
    TOCSIN_GET(found, ask<QList<Capability>>(&KeyOffice::capabilities, own)); // by a token
    QCOMPARE(found.first().standing, Standing::May);
    QCOMPARE(found.at(3).standing, Standing::MayNot);
}

void KeyOfficeTest::renewsAClient()
{
    TOCSIN_GET(made, m_bench->create({IssuedKind::Client, u"Robot"_s, {}, {u"incidents:read"_s}, 0}));
    TOCSIN_GET(renewed, ask<std::optional<MadeKey>>(&KeyOffice::regenerate, made.entry));
    QVERIFY(renewed && renewed->value.reveal() != made.value.reveal());
    QCOMPARE(renewed->entry.publicId, made.entry.publicId);
    m_bench = std::make_unique<KeyBench>(u"bare-array"_s);
    TOCSIN_GET(other, m_bench->create({IssuedKind::Client, u"Robot"_s, {}, {u"incidents:read"_s}, 0}));
    TOCSIN_GET(none, ask<std::optional<MadeKey>>(&KeyOffice::regenerate, other.entry));
    QVERIFY(!none);
}

void KeyOfficeTest::disables_data()
{
    QTest::addColumn<QString>("profile");
    QTest::newRow("offered") << u"default"_s;
    QTest::newRow("not offered") << u"bare-array"_s;
}

void KeyOfficeTest::disables()
{
    QFETCH(const QString, profile);
    m_bench = std::make_unique<KeyBench>(profile);
    const bool isOffered = profile == u"default"_s;
    const MadeKey made = m_bench->make();
    TOCSIN_GET(ended, ask<socmate::Offered>(&KeyOffice::disable, made.entry));
    QCOMPARE(ended == socmate::Offered::Yes, isOffered);
    QCOMPARE(m_bench->opens(made.value), !isOffered);
    m_bench->restarted();
    const KeyState state = keyState(m_bench->entry(made.entry.serverId), isOffered, wallClock());
    QCOMPARE(state, isOffered ? KeyState::Disabled : KeyState::Unknown);
}

void KeyOfficeTest::readsWhatACredentialMayDo()
{
    m_bench->make({u"search:read"_s});
    const auto before = m_bench->server->counts().requests;
    TOCSIN_GET(found, ask<QList<Capability>>(&KeyOffice::capabilities, m_bench->console));
    const QList<Capability> wanted = {{u"incidents:read"_s, Standing::MayNot, {}},
                                      {u"investigations:read"_s, Standing::MayNot, {}},
                                      {u"investigations:write"_s, Standing::NotTried, {}},
                                      {u"search:read"_s, Standing::May, {}},
                                      {u"graph:read"_s, Standing::MayNot, {}},
                                      {adminCapability, Standing::MayNot, {}}};
    QCOMPARE(found, wanted);
    QCOMPARE(m_bench->server->counts().requests - before, 5);
    QVERIFY(found.first().error->detail.contains(u"incidents:read"_s));
    TOCSIN_GET(admin, ask<QList<Capability>>(&KeyOffice::capabilities, m_bench->admin));
    QCOMPARE(admin.last().standing, Standing::May);
}

void KeyOfficeTest::asksARefusedKeyOnce()
{
    m_bench->keep(m_bench->console.secretLabel, Secret::copyOf("sk_live_nobody"));
    TOCSIN_GET(found, ask<QList<Capability>>(&KeyOffice::capabilities, m_bench->console));
    QCOMPARE(m_bench->server->counts().requests, 1);
    for (const Capability &one : found)
        QCOMPARE(one.standing, Standing::Refused);
}

void KeyOfficeTest::handsTheValueOverThoughItCannotBeRecorded()
{
    m_bench->stop();
    m_bench->book = std::make_unique<storage::AnalystBook>(u"/proc/nowhere/analyst.db"_s);
    m_bench->auditing = std::make_unique<Auditing>(m_bench->folder.filePath(u"place/audit.db"_s));
    m_bench->office =
        std::make_unique<KeyOffice>(*m_bench->book, m_bench->vault, *m_bench->auditing, m_bench->source());
    m_bench->office->use(m_bench->admin);
    TOCSIN_GET(made, m_bench->create({IssuedKind::Key, u"Desk"_s, {}, {u"incidents:read"_s}, 30}));
    QVERIFY(m_bench->opens(made.value));
    QVERIFY(made.unrecorded.has_value());
}

void KeyOfficeTest::presetsAreTheSmallestSets()
{
    for (const KeyPreset &preset : keyPresets()) {
        QVERIFY(!preset.scopes.isEmpty());
        for (const QString &scope : preset.scopes)
            QVERIFY(keyScopes().contains(scope));
    }
    QVERIFY(!keyPreset(u"dashboard"_s)->scopes.contains(u"investigations:write"_s));
    QVERIFY(keyPreset(u"xsoar"_s)->scopes.contains(u"investigations:write"_s));
    QCOMPARE(keyPreset(u"nobody"_s), nullptr);
}

// The sandbox's administrator is its own; its connection stays as it is.
void KeyOfficeTest::followsTheDesk()
{
    AnalystOptions options = AnalystOptions::usual(m_bench->folder.filePath(u"desk"_s));
    options.sandbox.coldDelayMs = 0;
    AnalystDesk desk(options, m_bench->vault);
    KeyOffice office(desk.book(), m_bench->vault, *m_bench->auditing, desk.secretSource());
    QSignalSpy switched(&office, &KeyOffice::switched);
    office.follow(desk);
    QVERIFY(!office.isOpen());
    desk.start();
    QTRY_VERIFY(office.isOpen());
    QCOMPARE(switched.count(), 1);
    const auto made = waited<MadeKey>([&office](QObject *context, const auto &handler) {
        office.create({IssuedKind::Key, u"Night shift"_s, {}, keyScopes(), 30}, context, handler);
    });
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    const auto refused = waited<QString>([&](QObject *context, const auto &handler) {
        office.useIn(*made, desk.connections().first(), context, handler);
    });
    QVERIFY(!refused);
    const auto id = waited<QString>([&](QObject *context, const auto &handler) {
        office.useIn(*made, office.connectionFor(*made), context, handler);
    });
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
    QCOMPARE(desk.connections().size(), 2);
    QCOMPARE(office.connections().size(), 2);
    QVERIFY(desk.choose(*id));
    QTRY_COMPARE(office.connection().id, *id);
    QCOMPARE(office.connection().signIn, domain::SignIn::ApiKey);
}

void KeyOfficeTest::countsDays()
{
    constexpr Micros day = 86'400 * microsPerSecond;
    KeyEntry entry;
    QCOMPARE(daysLeft(entry, day), std::nullopt);
    entry.isListed = true;
    entry.created = 10 * day;
    entry.expires = 100 * day;
    QCOMPARE(unusedDays(entry, 40 * day), std::optional(30)); // never used
    entry.lastUsed = 35 * day;
    QCOMPARE(unusedDays(entry, 40 * day + 5), std::optional(5));
    QCOMPARE(daysLeft(entry, 99 * day), std::optional(1));
    QCOMPARE(daysLeft(entry, 100 * day - 1), std::optional(0));
    QCOMPARE(daysLeft(entry, 100 * day + 1), std::optional(-1));
    QCOMPARE(keyState(entry, true, 100 * day), KeyState::Expired);
    entry.isListed = false;
    QCOMPARE(keyState(entry, true, 50 * day), KeyState::Gone);
}

// With everything said that can be, and with answers that go wrong, which quote what was sent.
void KeyOfficeTest::leavesNoValueInLogsFilesAndTheRecord()
{
    logged.clear();
    QLoggingCategory::setFilterRules(u"*=true\nqt.*=false\nqt.network.*=true"_s);
    const QtMessageHandler before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &context, const QString &text) {
            logged += QByteArray(context.category) + ' ' + text.toUtf8() + '\n';
        });
    const MadeKey made = m_bench->make();
    const auto client = m_bench->create({IssuedKind::Client, u"Robot"_s, {}, keyScopes(), 0});
    const auto kept = ask<void>(&KeyOffice::keep, *client, u"robot"_s);
    const auto renewed = ask<std::optional<MadeKey>>(&KeyOffice::regenerate, client->entry);
    const auto may = ask<QList<Capability>>(&KeyOffice::capabilities, m_bench->console);
    m_bench->server->failNext(1, 500);
    const auto failed = ask<socmate::Offered>(&KeyOffice::disable, made.entry);
    const auto ended = ask<socmate::Offered>(&KeyOffice::disable, made.entry);
    qInstallMessageHandler(before);
    QVERIFY(client && kept && renewed && may && !failed && ended);
    const QList<Secret> all = {made.value, client->value, (*renewed)->value, m_bench->server->adminToken()};
    for (const Secret &one : all) {
        const QByteArray value = one.reveal().toByteArray();
        QVERIFY(!logged.contains(value));
        QVERIFY(!failed.error().detail.toUtf8().contains(value));
        QVERIFY(!m_bench->isAnywhere(value));
    }
    const auto entries = waited<QList<audit::Entry>>([this](QObject *context, const auto &handler) {
        m_bench->auditing->entries(0, 20, context, handler);
    });
    QVERIFY(entries);
    QCOMPARE(entries->size(), 5); // two made, one renewed, two tries to end
    for (const audit::Entry &entry : *entries) {
        for (const Secret &one : all)
            QVERIFY(!(entry.who + entry.target + entry.answer).toUtf8().contains(one.reveal().toByteArray()));
    }
}

QTEST_GUILESS_MAIN(KeyOfficeTest)
#include "tst_keyoffice.moc"
