// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/sessiondetail.h"

#include "core/flows/analystdesk.h"
#include "ui/investigations/followup.h"
#include "ui/investigations/stagestrip.h"
#include "ui/report/reportview.h"
#include "ui/report/spantext.h"
#include "ui/text/errortext.h"
#include "ui/text/sessiontext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/background.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/visibletext.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::SessionState;
using storage::StoredSession;

namespace {

enum Page { Nothing, Content, Broken, Loading };

constexpr qsizetype longestQuestion = 240; // characters; the rest is for the hover

constexpr int late = 300; // ms: until then the one before stays

QString titleOf(const StoredSession &stored)
{
    const domain::Session &session = stored.session;
    QStringList texts{session.report ? session.report->title : QString(), session.title, session.query};
    for (const QString &text : texts) {
        if (!text.trimmed().isEmpty())
            return text.simplified();
    }
    return SessionDetail::tr("Investigation %1").arg(session.id);
}

QString factsOf(const StoredSession &stored, Micros now)
{
    const domain::Session &session = stored.session;
    QStringList parts;
    if (!session.persona.isEmpty())
        parts.append(personaText(session.persona));
    if (!session.provider.isEmpty())
        parts.append(session.provider);
    if (stored.ended > 0 && stored.started > 0 && stored.ended >= stored.started)
        parts.append(SessionDetail::tr("took %1").arg(
            durationText((stored.ended - stored.started) / microsPerSecond)));
    parts.append(SessionDetail::tr("asked %1").arg(relativeTime(stored.asked, now)));
    return parts.join(u" · "_s);
}

} // namespace

bool isAnswered(const domain::Session &session)
{
    return session.report || std::ranges::any_of(session.messages, [](const domain::SessionMessage &message) {
               return message.role.compare("user"_L1, Qt::CaseInsensitive) != 0 && !message.text.isEmpty();
           });
}

SessionDetail::SessionDetail(const Theme &theme, flows::AnalystDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_stack(new QStackedWidget)
    , m_nothing(new EmptyState(theme, u"investigate"_s))
    , m_broken(new EmptyState(theme, u"warning"_s))
    , m_spinner(new Spinner)
    , m_title(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_facts(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_question(new SpanText(theme))
    , m_incident(textButton(QString(), u"openIncident"_s, this))
    , m_compare(textButton(tr("Compare…"), u"compareReports"_s, this))
    , m_export(primaryButton(tr("Export…"), u"exportReport"_s, this))
    , m_strip(new StageStrip(theme))
    , m_report(new ReportView(theme))
    , m_room(new QWidget)
    , m_noReport(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_followUp(new FollowUp(desk))
{
    setObjectName(u"sessionDetail"_s);
    m_nothing->setTexts(tr("No investigation is chosen"), tr("Choose one in the list to read its report."));
    connect(m_broken->addButton(tr("Try again"), u"retrySession"_s, true), &QPushButton::clicked, this,
            &SessionDetail::read);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(buildContent());
    m_stack->addWidget(m_broken);
    m_stack->addWidget(new QWidget); // another one than that which was chosen must not stand there for long
    m_late.setSingleShot(true);
    m_late.setInterval(late);
    connect(&m_late, &QTimer::timeout, this, [this] { m_stack->setCurrentIndex(Loading); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_spinner);
    column->addWidget(m_stack, 1);
    connectStrip();
    connect(m_report, &ReportView::graphAsked, this, &SessionDetail::graphAsked);
    connect(m_report, &ReportView::incidentsAsked, this, &SessionDetail::incidentsAsked);
    connect(m_report, &ReportView::deliveriesAsked, this, &SessionDetail::deliveriesAsked);
    connect(m_followUp, &FollowUp::notice, this, &SessionDetail::notice);
    connect(m_report, &ReportView::ticked, this, &SessionDetail::keepTick);
}

QWidget *SessionDetail::buildContent()
{
    auto *content = new QWidget;
    m_noReport->setObjectName(u"noReport"_s);
    m_noReport->setLook(u"muted"_s);
    m_noReport->setContentsMargins(24, 8, 24, 8);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_strip);
    column->addWidget(m_noReport);
    column->addWidget(m_report, 1);
    column->addWidget(m_room, 1);
    column->addWidget(m_followUp);
    return content;
}

QWidget *SessionDetail::buildHead()
{
    auto *head = new QWidget;
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() + 4);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(u"sessionTitle"_s);
    m_facts->setObjectName(u"sessionFacts"_s);
    m_facts->setLook(u"muted"_s);
    m_question->setObjectName(u"sessionQuestion"_s);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_title, 1);
    top->addWidget(m_compare);
    top->addWidget(m_export);
    connect(m_incident, &QPushButton::clicked, this, [this] {
        if (m_shown)
            emit incidentAsked(m_shown->incident);
    });
    connect(m_compare, &QPushButton::clicked, this, &SessionDetail::compareAsked);
    connect(m_export, &QPushButton::clicked, this, &SessionDetail::exportAsked);
    m_incident->setProperty("look", u"quiet"_s);
    auto *facts = new QHBoxLayout;
    facts->setSpacing(8);
    facts->addWidget(m_facts, 1);
    facts->addWidget(m_incident);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(24, 16, 24, 8);
    column->setSpacing(4);
    column->addLayout(top);
    column->addLayout(facts);
    column->addWidget(m_question);
    return head;
}

void SessionDetail::connectStrip()
{
    const auto run = [this](void (flows::Investigations::*act)(qint64)) {
        return [this, act] {
            if (m_desk.workspace().isOpen() && m_id != 0)
                (m_desk.workspace().investigations().*act)(m_id);
        };
    };
    connect(m_strip, &StageStrip::stopAsked, this, run(&flows::Investigations::stop));
    connect(m_strip, &StageStrip::checkAsked, this, run(&flows::Investigations::checkNow));
    connect(m_strip, &StageStrip::againAsked, this, &SessionDetail::againAsked);
    connect(m_strip, &StageStrip::lookAsked, this, run(&flows::Investigations::lookFor));
}

void SessionDetail::open(qint64 id)
{
    if (id == m_id && m_shown)
        return;
    m_id = id;
    m_shown.reset();
    m_followUp->setSession(id);
    ++m_round;
    if (id != 0) {
        m_late.start();
        return read();
    }
    m_late.stop();
    m_spinner->stop();
    m_report->clear();
    m_stack->setCurrentIndex(Nothing);
}

void SessionDetail::reload(qint64 id)
{
    if (id == m_id && id != 0)
        read();
}

void SessionDetail::read()
{
    const quint64 round = ++m_round;
    m_spinner->start(tr("Reading the report…"));
    m_desk.book().read<Read>(
        this,
        [this, round](const Result<Read> &read) {
            if (round != m_round)
                return;
            if (!read)
                return showFailure(read.error());
            // Only what the report is made of counts: one that runs changes every few seconds.
            const domain::Session &session = read->stored.session;
            prepare(*read, m_shown && !m_isStale && m_shown->session.raw == session.raw &&
                               m_shown->session.report == session.report &&
                               m_shown->session.messages == session.messages);
        },
        [id = m_id](storage::AnalystStores &stores) -> Result<Read> {
            const Result<StoredSession> stored = stores.sessions.load(id);
            if (!stored)
                return tl::unexpected(stored.error());
            return Read{*stored, stores.sessions.ticks(id).value_or(QStringList()), {}};
        });
}

void SessionDetail::prepare(const Read &read, bool isSame)
{
    if (isSame)
        return show(read, true);
    m_isStale = false;
    runInBackground(
        this,
        [read, escalateFrom = m_escalateFrom] {
            return Read{read.stored, read.ticks, prepareReport(read.stored.session, escalateFrom)};
        },
        [this, round = m_round](const Read &prepared) {
            if (round == m_round)
                show(prepared, false);
        });
}

void SessionDetail::keepTick(const QString &step, bool done)
{
    if (done)
        m_ticks.insert(step);
    else
        m_ticks.remove(step);
    m_desk.book().write<void>(
        this,
        [this](const Result<void> &kept) {
            if (!kept)
                emit notice(errorSentence(kept.error()));
        },
        [id = m_id, step, done](storage::AnalystStores &stores) {
            return stores.sessions.tick(id, step, done);
        });
}

void SessionDetail::setEscalateFrom(double risk)
{
    if (risk == m_escalateFrom)
        return;
    m_escalateFrom = risk;
    m_isStale = true;
    if (m_id != 0)
        read();
}

void SessionDetail::showFailure(const Error &error)
{
    m_late.stop();
    m_spinner->stop();
    m_shown.reset();
    m_broken->setTexts(tr("The investigation cannot be read"), errorSentence(error));
    m_broken->setDetails(errorSentence(error));
    m_stack->setCurrentIndex(Broken);
}

void SessionDetail::show(const Read &read, bool isSame)
{
    m_late.stop();
    m_spinner->stop();
    const bool keepPlace = m_shown.has_value();
    m_shown = read.stored;
    const SessionState state = m_shown->session.state;
    const bool hasReport = isAnswered(m_shown->session);
    if (!keepPlace) // later on what was ticked here is newer than what was read
        m_ticks = QSet<QString>(read.ticks.cbegin(), read.ticks.cend());
    if (!isSame)
        m_report->show(read.report, m_ticks, keepPlace);
    showHead();
    m_report->setVisible(hasReport);
    m_room->setVisible(!hasReport);
    const bool isOver = state == SessionState::Completed || state == SessionState::Failed;
    m_strip->setVisible(state != SessionState::Completed);
    m_strip->show(*m_shown, m_desk.now());
    m_noReport->setText(state == SessionState::Completed
                            ? tr("It is completed, and the server sent no report with it. What it sent is "
                                 "kept.")
                        : isOver ? QString()
                                 : tr("The report appears here when it is done."));
    m_noReport->setVisible(!hasReport && !m_noReport->original().isEmpty());
    m_followUp->setVisible(!m_shown->session.id.isEmpty() && (isOver || state == SessionState::NotWatched));
    m_incident->setVisible(m_shown->incident != 0);
    m_incident->setText(tr("Incident %1").arg(m_shown->incident));
    m_compare->setEnabled(m_shown->session.report.has_value());
    m_export->setEnabled(hasReport);
    m_stack->setCurrentIndex(Content);
}

void SessionDetail::showHead()
{
    m_title->setText(titleOf(*m_shown));
    m_facts->setText(factsOf(*m_shown, m_desk.now()));
    const QString &query = m_shown->session.query;
    const QString question = m_shown->session.report && !m_shown->session.report->question.isEmpty()
                                 ? m_shown->session.report->question
                                 : query;
    m_question->setPlain(question.size() > longestQuestion ? question.left(longestQuestion - 1) + u'…'
                                                           : question);
    m_question->setToolTip(toolTipText(question));
    m_question->setVisible(!question.isEmpty() && question.simplified() != titleOf(*m_shown));
}

void SessionDetail::tick()
{
    if (!m_shown || m_stack->currentIndex() != Content)
        return;
    m_facts->setText(factsOf(*m_shown, m_desk.now()));
    if (m_strip->isVisibleTo(this))
        m_strip->setNow(m_desk.now());
}

void SessionDetail::focusQuestion()
{
    if (m_followUp->isVisibleTo(this))
        m_followUp->focusField();
}

} // namespace tocsin::ui
