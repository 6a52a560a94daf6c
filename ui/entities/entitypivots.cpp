// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/entitypivots.h"

#include "ui/entities/pivotrow.h"
#include "ui/text/severitytext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr qsizetype mostConnected = 8;
} // namespace

EntityPivots::EntityPivots(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
    , m_investigate(iconTextButton(theme, u"investigate"_s, tr("Investigate…"), u"pivotInvestigate"_s, this))
{
    setObjectName(u"entityPivots"_s);
    m_column->setContentsMargins(8, 0, 8, 12);
    m_column->setSpacing(2);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 0, 8);
    row->addWidget(m_investigate);
    row->addStretch(1);
    m_column->addLayout(row);
    m_connected = addPart(tr("Investigations in the graph"), u"pivotConnected"_s);
    m_incidents = addPart(tr("Incidents kept here"), u"pivotIncidents"_s);
    m_investigations = addPart(tr("Reports kept here"), u"pivotReports"_s);
    m_column->addStretch(1);
    connect(m_investigate, &QPushButton::clicked, this, &EntityPivots::investigateAsked);
}

EntityPivots::Part EntityPivots::addPart(const QString &title, const QString &name)
{
    Part part;
    part.title = sectionLabel(title, this);
    part.title->setContentsMargins(8, 6, 8, 0);
    part.rows = new QVBoxLayout;
    part.rows->setSpacing(0);
    part.note = new PlainLabel(QString(), PlainLabel::Fit::Wrap, this);
    part.note->setObjectName(name + u"Note"_s);
    part.note->setLook(u"muted"_s);
    part.note->setContentsMargins(8, 0, 8, 0);
    m_column->addWidget(part.title);
    m_column->addLayout(part.rows);
    m_column->addWidget(part.note);
    return part;
}

PivotRow *EntityPivots::addRow(Part &part, const QString &name)
{
    auto *row = new PivotRow(m_theme, this);
    row->setObjectName(name);
    part.rows->addWidget(row);
    return row;
}

void EntityPivots::clear(Part &part, const QString &note)
{
    while (QLayoutItem *item = part.rows->takeAt(0)) {
        if (QWidget *row = item->widget()) {
            row->hide();
            row->deleteLater(); // it may be the one that was clicked
        }
        delete item;
    }
    part.note->setText(note);
    part.note->setVisible(!note.isEmpty());
}

void EntityPivots::show(const domain::Entity &entity)
{
    m_investigate->setEnabled(!entity.value.isEmpty());
    showConnected({});
    for (Part *part : {&m_incidents, &m_investigations})
        clear(*part, tr("Looking…"));
}

void EntityPivots::showConnected(const QStringList &sessions)
{
    clear(m_connected, sessions.size() > mostConnected ? tr("and more in the graph") : QString());
    m_connected.title->setVisible(!sessions.isEmpty());
    for (const QString &session : sessions.first(qMin(mostConnected, sessions.size()))) {
        PivotRow *row = addRow(m_connected, u"pivotSession"_s);
        row->setEntityIcon(u"investigate"_s, Tone::Accent);
        row->setTexts(session, {}, tr("Open the investigation %1").arg(session));
        connect(row, &PivotRow::clicked, this, [this, session] { emit investigationAsked(session); });
    }
}

void EntityPivots::showMentions(const flows::EntityMentions &mentions, Micros now)
{
    const auto note = [](bool none, bool more) {
        return none ? tr("None names it.") : more ? tr("and older ones") : QString();
    };
    clear(m_incidents, note(mentions.incidents.isEmpty(), mentions.moreIncidents));
    for (const storage::IncidentRow &incident : mentions.incidents) {
        PivotRow *row = addRow(m_incidents, u"pivotIncident"_s);
        row->setBadge(severityBadge(incident.severity, incident.severityText));
        row->setTexts(QString::number(incident.key.number), incident.title,
                      tr("%1\n%2", "title, age").arg(incident.title, relativeTime(incident.at, now)));
        connect(row, &PivotRow::clicked, this,
                [this, number = incident.key.number] { emit incidentAsked(number); });
    }
    clear(m_investigations, note(mentions.investigations.isEmpty(), mentions.moreInvestigations));
    for (const storage::SessionRow &session : mentions.investigations) {
        PivotRow *row = addRow(m_investigations, u"pivotReport"_s);
        row->setEntityIcon(u"investigate"_s, Tone::Accent);
        const QString title = session.title.isEmpty() ? session.query : session.title;
        row->setTexts({}, title.isEmpty() ? session.session : title,
                      tr("%1\n%2", "title, age").arg(title, relativeTime(session.asked, now)));
        connect(row, &PivotRow::clicked, this, [this, id = session.session] { emit investigationAsked(id); });
    }
}

void EntityPivots::showFailure(const QString &sentence)
{
    for (Part *part : {&m_incidents, &m_investigations})
        clear(*part, sentence);
}

} // namespace tocsin::ui
