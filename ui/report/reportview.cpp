// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/reportview.h"

#include "ui/report/blockview.h"
#include "ui/report/checklist.h"
#include "ui/report/codebox.h"
#include "ui/report/entitysection.h"
#include "ui/report/findingcard.h"
#include "ui/report/portions.h"
#include "ui/report/rawtree.h"
#include "ui/report/riskhead.h"
#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int besideFrom = 720; // px: what two columns need
constexpr int sideWidth = 300;
constexpr int countsFrom = 600; // px: what the counts beside the risk need
constexpr qsizetype findingPortion = 20;
constexpr qsizetype queryPortion = 10;
constexpr qsizetype techniquePortion = 20;
constexpr qsizetype partPortion = 20;
} // namespace

ReportView::ReportView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_scroll(new QScrollArea)
{
    setObjectName(u"reportView"_s);
    m_scroll->setObjectName(u"reportScroll"_s);
    m_scroll->setAccessibleName(tr("Report"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);
}

void ReportView::clear()
{
    delete m_scroll->takeWidget();
    m_page = m_sideWidget = nullptr;
    m_risk = nullptr;
    m_columns = nullptr;
    m_main = m_side = nullptr;
}

void ReportView::show(const PreparedReport &report, const QSet<QString> &ticked, bool keepPlace)
{
    const int place = m_scroll->verticalScrollBar()->value();
    clear();
    m_page = new QWidget;
    m_page->setProperty("look", u"plain"_s);
    auto *whole = new QVBoxLayout(m_page);
    whole->setContentsMargins(24, 16, 24, 24);
    whole->setSpacing(24);
    if (report.isThere || report.risk) {
        m_risk = new RiskHead(m_theme);
        m_risk->show(report);
        whole->addWidget(m_risk);
    }
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(32);
    whole->addLayout(m_columns);
    whole->addStretch(1);
    fillMain(report);
    fillSide(report, ticked);
    arrange();
    m_scroll->setWidget(m_page);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_page->setAutoFillBackground(false);
    if (keepPlace) // once the new page has its height
        QTimer::singleShot(0, m_page, [this, place] { m_scroll->verticalScrollBar()->setValue(place); });
}

void ReportView::addTo(QVBoxLayout &column, const QString &title, QWidget *content)
{
    auto *group = new QVBoxLayout;
    group->setSpacing(8);
    if (!title.isEmpty()) { // which may be the server's, and of any length
        auto *label = new PlainLabel(title.left(200), PlainLabel::Fit::ElideEnd);
        label->setLook(u"section"_s);
        group->addWidget(label);
    }
    group->addWidget(content);
    column.addLayout(group);
}

void ReportView::fillMain(const PreparedReport &report)
{
    auto *column = new QWidget;
    m_main = new QVBoxLayout(column);
    m_main->setContentsMargins(0, 0, 0, 0);
    m_main->setSpacing(20);
    if (!report.summary.isEmpty())
        addTo(*m_main, tr("Summary"), new BlockView(m_theme, report.summary));
    addFindings(report);
    addEntities(report);
    addQueries(report);
    addParts(report.sections, tr("More"));
    addParts(report.conversation, tr("Message"));
    addRaw(report.raw);
    m_main->addStretch(1);
    m_columns->addWidget(column, 1);
}

void ReportView::addFindings(const PreparedReport &report)
{
    if (report.findings.isEmpty())
        return;
    auto *cards = new Portions(report.findings.size(), findingPortion,
                               [this, findings = report.findings](qsizetype index) {
                                   return new FindingCard(m_theme, findings.at(index));
                               });
    cards->setObjectName(u"reportFindings"_s);
    cards->setSpacing(12);
    addTo(*m_main, tr("Findings"), cards);
}

void ReportView::addEntities(const PreparedReport &report)
{
    if (report.entities.isEmpty())
        return;
    auto *entities = new EntitySection(m_theme);
    entities->setEntities(report.entities);
    connect(entities, &EntitySection::graphAsked, this, &ReportView::graphAsked);
    connect(entities, &EntitySection::incidentsAsked, this, &ReportView::incidentsAsked);
    connect(entities, &EntitySection::deliveriesAsked, this, &ReportView::deliveriesAsked);
    addTo(*m_main, tr("Entities"), entities);
}

void ReportView::addQueries(const PreparedReport &report)
{
    if (report.queries.isEmpty())
        return;
    addTo(
        *m_main, tr("Queries"),
        new Portions(report.queries.size(), queryPortion, [this, queries = report.queries](qsizetype index) {
            const domain::ReportQuery &query = queries.at(index);
            return new CodeBox(m_theme, query.text, query.title, query.language);
        }));
}

void ReportView::addParts(const QList<PreparedReport::Part> &parts, const QString &untitled)
{
    if (parts.isEmpty())
        return;
    auto *all = new Portions(parts.size(), partPortion, [this, parts, untitled](qsizetype index) {
        const PreparedReport::Part &part = parts.at(index);
        auto *whole = new QWidget;
        auto *column = new QVBoxLayout(whole);
        column->setContentsMargins(0, 0, 0, 0);
        addTo(*column, part.title.isEmpty() ? untitled : part.title, new BlockView(m_theme, part.text));
        return whole;
    });
    all->setSpacing(20);
    m_main->addWidget(all);
}

void ReportView::addRaw(const QByteArray &raw)
{
    if (!raw.isEmpty())
        m_main->addWidget(new RawTree(m_theme, raw));
}

void ReportView::fillSide(const PreparedReport &report, const QSet<QString> &ticked)
{
    m_sideWidget = new QWidget;
    m_side = new QVBoxLayout(m_sideWidget);
    m_side->setContentsMargins(0, 0, 0, 0);
    m_side->setSpacing(20);
    if (!report.recommendations.isEmpty()) {
        auto *steps = new Checklist(m_theme, report.recommendations, ticked);
        connect(steps, &Checklist::ticked, this, &ReportView::ticked);
        addTo(*m_side, tr("Recommendations"), steps);
    }
    if (!report.techniques.isEmpty()) {
        auto *rows = new Portions(report.techniques.size(), techniquePortion,
                                  [this, techniques = report.techniques](qsizetype index) {
                                      return techniqueRow(techniques.at(index));
                                  });
        rows->setObjectName(u"reportTechniques"_s);
        addTo(*m_side, tr("ATT&CK %1").arg(report::attackVersion()), rows);
    }
    m_sideWidget->setVisible(!report.recommendations.isEmpty() || !report.techniques.isEmpty());
    m_side->addStretch(1);
    m_columns->addWidget(m_sideWidget);
}

QWidget *ReportView::techniqueRow(const report::Technique &technique) const
{
    QStringList tactics;
    for (const QString &tactic : technique.tactics)
        tactics.append(report::tacticName(tactic));
    auto *whole = new QWidget;
    auto *id = new PlainLabel(technique.id.left(16));
    id->setFont(m_theme.fixedFont());
    id->setSelectable();
    id->setFixedWidth(id->fontMetrics().horizontalAdvance(u"T0000.000"_s) + 12);
    auto *name = new PlainLabel(technique.known() ? technique.name
                                                  : tr("Not in ATT&CK %1").arg(report::attackVersion()),
                                PlainLabel::Fit::Flow);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    if (!tactics.isEmpty()) {
        auto *where = new PlainLabel(tactics.join(u", "_s), PlainLabel::Fit::Flow);
        where->setLook(u"muted"_s);
        words->addWidget(where);
    }
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(id, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    return whole;
}

void ReportView::arrange()
{
    if (!m_columns)
        return;
    const bool isBeside = width() >= besideFrom;
    m_columns->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    if (m_risk)
        m_risk->setNarrow(width() < countsFrom);
    m_sideWidget->setMinimumWidth(isBeside ? sideWidth : 0);
    m_sideWidget->setMaximumWidth(isBeside ? sideWidth : QWIDGETSIZE_MAX);
}

void ReportView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace tocsin::ui
