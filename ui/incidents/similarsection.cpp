// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/similarsection.h"

#include "ui/incidents/linkline.h"
#include "ui/text/errortext.h"
#include "ui/text/incidenttext.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int mostSimilar = 6;
} // namespace

SimilarSection::SimilarSection(flows::AnalystDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_heading(sectionLabel(tr("Similar")))
    , m_state(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_lines(new QVBoxLayout)
{
    setObjectName(u"similarIncidents"_s);
    m_state->setObjectName(u"similarState"_s);
    m_state->setLook(u"muted"_s);
    m_lines->setSpacing(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 16); // as the facts above
    column->setSpacing(8);
    column->addWidget(m_heading);
    column->addWidget(m_state);
    column->addLayout(m_lines);
    hide();
}

void SimilarSection::lookFor(storage::IncidentId id, const QList<domain::Entity> &entities)
{
    if (id != m_id) {
        m_id = id;
        m_similar.reset();
        fill({});
        say(tr("Looking for similar incidents…"));
    }
    m_desk.book().readAside<QList<flows::SimilarIncident>>(
        this,
        [this, round = ++m_round](const Result<QList<flows::SimilarIncident>> &similar) {
            if (round == m_round)
                take(similar);
        },
        [id, entities, now = m_desk.now()](storage::AnalystStores &stores) {
            return flows::similarIncidents(stores, id, entities, now, mostSimilar);
        });
}

void SimilarSection::take(const Result<QList<flows::SimilarIncident>> &similar)
{
    say(similar ? QString() : tr("They cannot be looked for: %1").arg(errorSentence(similar.error())));
    if (!similar || m_similar == *similar)
        return;
    m_similar = *similar;
    fill(*similar);
}

void SimilarSection::say(const QString &state)
{
    m_state->setText(state);
    m_state->setHidden(state.isEmpty());
    setHidden(state.isEmpty() && (!m_similar || m_similar->isEmpty()));
}

void SimilarSection::fill(const QList<flows::SimilarIncident> &similar)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const flows::SimilarIncident &one : similar) {
        m_lines->addWidget(linkLine(
            QString::number(one.row.key.number), one.row.title,
            [this, number = one.row.key.number] { emit incidentAsked(number); }, likenessText(one.reasons)));
    }
    setHidden(similar.isEmpty());
}

} // namespace tocsin::ui
