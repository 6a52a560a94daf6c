// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/analyst.h"

#include "tests/ui/tools/screenshots/stage.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {
constexpr int patience = 60'000; // ms
} // namespace

Analyst::Analyst(Stage &stage) : QObject(&stage.window())
{
    flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder.path());
    options.sandbox.speed = 200;
    options.sandbox.coldDelayMs = 0;
    m_desk = std::make_unique<flows::AnalystDesk>(options, stage.fixture().secretStore());
    m_page = std::make_unique<ui::InvestigationsPage>(stage.theme(), *m_desk, stage.window().commands(),
                                                      m_settings);
    m_page->resize(1200, 800);
    m_page->show();
    setObjectName(u"analyst"_s);
}

Analyst::~Analyst()
{
    m_page.reset();
}

Analyst &Analyst::of(Stage &stage)
{
    return *static_cast<Analyst *>(stage.window().findChild<QObject *>(u"analyst"_s));
}

void Analyst::start()
{
    m_desk->start();
    if (!QTest::qWaitFor([this] { return m_desk->workspace().isOpen(); }, patience))
        qFatal("no sandbox");
}

void Analyst::ask(const QString &query, qint64 incident, domain::SessionState until)
{
    flows::InvestigationDraft draft;
    draft.query = query;
    draft.incident = incident;
    flows::Investigations &all = m_desk->workspace().investigations();
    all.start(draft, this, [this](const Result<qint64> &id) { m_page->openSession(id.value_or(0)); });
    QElapsedTimer checked; // the budget of a minute is not without end
    checked.start();
    const auto isSoFar = [&] {
        const auto &shown = detail().shown();
        if (!shown || shown->session.query != query)
            return false;
        if (shown->session.state == domain::SessionState::Running && checked.elapsed() > 400) {
            all.checkNow(shown->id);
            checked.start();
        }
        return shown->session.state == until;
    };
    if (!QTest::qWaitFor(isSoFar, patience))
        qWarning("an investigation did not come so far");
}

void Analyst::keep(const domain::Session &session, qint64 incident)
{
    storage::StoredSession stored;
    stored.connection = m_desk->workspace().connection().id;
    stored.incident = incident;
    stored.asked = stored.started = m_desk->now() - 75 * microsPerSecond;
    stored.ended = session.state == domain::SessionState::Completed ? m_desk->now() : 0;
    stored.session = session;
    bool isKept = false;
    m_desk->book().write<qint64>(
        this,
        [&isKept, this](const Result<qint64> &id) {
            isKept = true;
            m_page->openSession(id.value_or(0));
        },
        [stored](storage::AnalystStores &stores) { return stores.sessions.save(stored); });
    if (!QTest::qWaitFor([&isKept] { return isKept; }, patience))
        qFatal("a session cannot be kept");
}

void Analyst::lookAs(Stage &stage)
{
    m_page->resize(stage.window().size() - QSize(73, 104));
    Stage::settle(200);
}

} // namespace tocsin::pictures
