// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentdetail.h"

#include "ui/incidents/activitytab.h"
#include "ui/incidents/deliverycount.h"
#include "ui/incidents/entitytab.h"
#include "ui/incidents/linkline.h"
#include "ui/incidents/notestab.h"
#include "ui/incidents/rawtab.h"
#include "ui/incidents/similarsection.h"
#include "ui/text/errortext.h"
#include "ui/text/incidenttext.h"
#include "ui/text/numbertext.h"
#include "ui/text/severitytext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int lateMs = 150; // what is read sooner replaces the one before without a flicker
constexpr int askMs = 400;  // a cursor that runs over the list asks the server for nothing

Micros microsOf(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() * 1000 : 0;
}

QString timeFact(Micros when)
{
    return when == 0 ? QString() : momentText(when);
}

} // namespace

IncidentDetail::IncidentDetail(const Theme &theme, flows::AnalystDesk &desk, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_title(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_severity(new Badge(theme))
    , m_line(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_state(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_tabs(new FittedTabs)
    , m_facts(new FactGrid)
    , m_similar(new SimilarSection(desk))
    , m_entities(new EntityTab(theme))
    , m_notes(new NotesTab(desk))
    , m_activity(new ActivityTab(theme))
    , m_raw(new RawTab(theme))
    , m_nothing(new EmptyState(theme, u"search"_s))
    , m_stack(new QStackedWidget)
{
    setObjectName(u"incidentDetail"_s);
    m_tabs->setObjectName(u"incidentTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the incident"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the incident"));
    m_tabs->addTab(scrolled(buildOverview()), tr("Overview"));
    m_tabs->addTab(m_entities, tr("Entities"));
    m_tabs->addTab(m_notes, tr("Notes"));
    m_tabs->addTab(m_activity, tr("Activity"));
    m_tabs->addTab(m_raw, tr("Raw"));
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_tabs, 1);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(whole);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    // Never the facts of one incident beside the selection of another one.
    m_lateTimer.setSingleShot(true);
    m_lateTimer.setInterval(lateMs);
    connect(&m_lateTimer, &QTimer::timeout, this, [this] {
        m_nothing->setTexts(tr("Reading the incident…"), {});
        m_stack->setCurrentIndex(0);
    });
    showNothing();
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(askMs);
    connect(&m_askTimer, &QTimer::timeout, this, &IncidentDetail::askServer);
    connect(m_entities, &EntityTab::entityAsked, this, &IncidentDetail::entityAsked);
    connect(m_entities, &EntityTab::notice, this, &IncidentDetail::notice);
    connect(m_notes, &NotesTab::notice, this, &IncidentDetail::notice);
    connect(m_raw, &RawTab::notice, this, &IncidentDetail::notice);
    connect(m_notes, &NotesTab::edited, this, [this](storage::IncidentId id) {
        reload();
        emit edited(id);
    });
}

QWidget *IncidentDetail::buildOverview()
{
    auto *overview = new QWidget;
    auto *column = new QVBoxLayout(overview);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_facts);
    column->addWidget(m_similar);
    column->addStretch(1);
    connect(m_similar, &SimilarSection::incidentAsked, this, &IncidentDetail::incidentAsked);
    return overview;
}

QWidget *IncidentDetail::buildHead()
{
    auto *head = new QWidget;
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() + 3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(u"incidentTitle"_s);
    m_title->setSelectable();
    m_line->setLook(u"muted"_s);
    m_line->setObjectName(u"incidentLine"_s);
    m_state->setLook(u"muted"_s);
    m_state->setObjectName(u"incidentState"_s);
    m_state->hide();
    auto *facts = new QHBoxLayout;
    facts->setSpacing(8);
    facts->addWidget(m_severity);
    facts->addWidget(m_line, 1);
    QPushButton *investigate = primaryButton(tr("Investigate"), u"investigateIncident"_s, head);
    QPushButton *enrich = textButton(tr("Enrich"), u"enrichIncident"_s, head);
    m_deliveries = textButton(tr("Deliveries"), u"deliveriesOfIncident"_s, head);
    investigate->setToolTip(tr("I in the list"));
    enrich->setToolTip(tr("E in the list"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {investigate, enrich, m_deliveries})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(16, 16, 16, 8);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addLayout(facts);
    column->addLayout(buttons);
    column->addWidget(m_state);
    connect(investigate, &QPushButton::clicked, this, &IncidentDetail::investigateAsked);
    connect(enrich, &QPushButton::clicked, this, &IncidentDetail::enrichAsked);
    connect(m_deliveries, &QPushButton::clicked, this,
            [this] { emit deliveriesAsked(DeliveryCount::filterFor(m_case.stored.row.key.number)); });
    showDeliveries({});
    return head;
}

void IncidentDetail::recount()
{
    if (m_id != 0 && m_case.stored.row.id == m_id)
        emit deliveryCountAsked(m_case.stored.row.key.number);
}

void IncidentDetail::showDeliveries(std::optional<int> number)
{
    const int known = number.value_or(0);
    m_deliveries->setText(!number ? tr("Deliveries")
                          : known > DeliveryCount::most
                              ? tr("Deliveries %1+").arg(numberText(DeliveryCount::most))
                              : tr("Deliveries %1").arg(numberText(known)));
    m_deliveries->setToolTip(number && known == 0 ? tr("No captured request names this incident")
                                                  : tr("Captured requests that name this incident"));
}

void IncidentDetail::showId(storage::IncidentId id)
{
    if (id == m_id)
        return;
    m_id = id;
    showDeliveries({}); // not those of the one before
    m_state->hide();
    m_askTimer.stop();
    m_lateTimer.stop();
    if (id == 0) {
        showNothing();
        return;
    }
    m_isAsked = false;
    m_lateTimer.start();
    reload();
}

void IncidentDetail::showNothing()
{
    m_nothing->setTexts(tr("No incident is chosen"),
                        tr("Choose one in the list to see what is known of it."));
    m_stack->setCurrentIndex(0);
}

void IncidentDetail::reload()
{
    if (m_id == 0)
        return;
    m_desk.book().read<IncidentCase>(
        this,
        [this, id = m_id](const Result<IncidentCase> &all) {
            if (id != m_id)
                return; // another one is shown by now
            if (all) {
                take(*all);
                return;
            }
            m_lateTimer.stop();
            m_nothing->setTexts(tr("This incident cannot be shown"), errorSentence(all.error()));
            m_stack->setCurrentIndex(0);
        },
        [id = m_id](storage::AnalystStores &stores) { return readCase(stores, id); });
}

void IncidentDetail::take(const IncidentCase &all)
{
    const bool sameJson =
        all.stored.row.id == m_case.stored.row.id && all.stored.incident.raw == m_case.stored.incident.raw;
    m_case = all;
    m_lateTimer.stop();
    const storage::IncidentRow &row = all.stored.row;
    m_title->setText(row.title.isEmpty() ? tr("Without a title") : row.title);
    m_severity->setBadge(severityBadge(row.severity, row.severityText));
    m_severity->setVisible(row.severity != domain::Severity::None);
    QStringList words{QString::number(row.key.number), incidentStatusText(row.status, row.statusText)};
    words.append(row.owner.isEmpty() ? tr("unassigned") : row.owner);
    words.append(row.key.provider);
    words.removeAll(QString());
    m_line->setText(words.join(u" · "_s));
    fillFacts(all);
    m_similar->lookFor(m_id, all.entities);
    m_entities->setEntities(all.entities);
    m_notes->setNotes(m_id, all.notes, row.tags);
    m_activity->setLines(activityOf(all));
    if (!sameJson) // branches that are open stay so while the record is the same
        m_raw->setRecord(all.stored.incident.raw, all.stored.incident.unmapped);
    m_tabs->setTabText(1, all.entities.isEmpty() ? tr("Entities")
                                                 : tr("Entities %1").arg(numberText(all.entities.size())));
    m_tabs->setTabText(2,
                       all.notes.isEmpty() ? tr("Notes") : tr("Notes %1").arg(numberText(all.notes.size())));
    m_stack->setCurrentIndex(1);
    recount();
    if (!std::exchange(m_isAsked, true))
        m_askTimer.start();
}

void IncidentDetail::fillFacts(const IncidentCase &all)
{
    const storage::IncidentRow &row = all.stored.row;
    const domain::Incident &incident = all.stored.incident;
    m_facts->clear();
    if (!incident.description.isEmpty())
        m_facts->addText(incident.description);
    m_facts->addFact(tr("Created"), timeFact(microsOf(incident.created)));
    m_facts->addFact(tr("First activity"), timeFact(microsOf(incident.firstActivity)));
    m_facts->addFact(tr("Last activity"), timeFact(microsOf(incident.lastActivity)));
    m_facts->addFact(tr("Modified"), timeFact(row.modified));
    m_facts->addFact(tr("Tactics"), tacticsText(row.tactics));
    m_facts->addFact(tr("Alerts"), row.alerts < 0 ? QString() : numberText(row.alerts));
    m_facts->addFact(tr("Products"), row.products.join(u", "_s));
    m_facts->addFact(tr("Labels"), row.labels.join(u", "_s));
    m_facts->addFact(tr("Closed as"), row.classification);
    m_facts->addFact(tr("Comments"), row.comments < 0 ? QString() : numberText(row.comments));
    m_facts->addFact(tr("SIEM id"), incident.id);
    m_facts->addFact(tr("Address"), incident.url); // plain text: never a link
    m_facts->addFact(tr("Your tags"), row.tags.join(u", "_s));
    m_facts->addFact(tr("Not mapped"), incident.unmapped.isEmpty() ? QString()
                                                                   : tr("%n member(s), in Raw", nullptr,
                                                                        int(incident.unmapped.size())));
    addInvestigations(all);
}

void IncidentDetail::addInvestigations(const IncidentCase &all)
{
    if (all.sessions.isEmpty())
        return;
    m_facts->addHeading(tr("Investigations"));
    for (const storage::SessionRow &session : all.sessions) {
        QStringList words{investigationMarkText(session.state, session.risk, session.asked, m_desk.now()),
                          relativeTime(session.asked, m_desk.now()), session.error};
        words.removeAll(QString());
        m_facts->addWide(linkLine(tr("Open"), words.join(u" · "_s),
                                  [this, id = session.id] { emit investigationAsked(id); }));
    }
}

// The list may hold less than the record (socmate.md 4.3). A failure leaves what is shown as it is.
void IncidentDetail::askServer()
{
    const storage::StoredIncident &stored = m_case.stored;
    if (stored.row.id != m_id || !m_desk.workspace().isOpen())
        return;
    if (stored.detailAt > 0 && stored.detailAt >= stored.row.changed)
        return;
    m_state->setText(tr("Reading the whole record…"));
    m_state->show();
    m_desk.workspace().sync().readDetail(
        stored.row.key, this, [this, id = m_id](const Result<storage::IncidentId> &kept) {
            if (id != m_id)
                return;
            m_state->setVisible(!kept);
            if (kept)
                reload();
            else
                m_state->setText(
                    tr("The whole record could not be read: %1").arg(readFailureText(kept.error())));
        });
}

void IncidentDetail::focusTabs()
{
    if (m_id != 0)
        m_tabs->setFocus();
}

} // namespace tocsin::ui
