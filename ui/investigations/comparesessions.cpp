// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/comparesessions.h"

#include "core/entities/defang.h"
#include "core/report/attack.h"
#include "ui/text/graphtext.h"
#include "ui/text/sessiontext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/background.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::StoredSession;
using Rows = QList<QList<TextTableModel::Cell>>;

namespace {

QString confidenceText(const domain::Entity &entity)
{
    return entity.confidence ? CompareSessions::tr("confidence %1").arg(QString::number(*entity.confidence))
                             : CompareSessions::tr("no confidence");
}

QString entityText(const domain::Entity &entity)
{
    return entityKindText(entity.kind, entity.kindText) + u' ' +
           entities::defangedText(entities::defanged(entity));
}

QString techniqueText(const QString &id)
{
    const report::Technique technique = report::techniqueFor(id);
    return technique.known() ? id + u' ' + technique.name : id;
}

// One row for each thing that is not the same.
template<class T, class Text, class Detail>
void addRows(Rows &rows, const QString &what, const report::Changes<T> &changes, const Text &text,
             const Detail &detail)
{
    for (const T &one : changes.added)
        rows.append({{CompareSessions::tr("added")}, {what}, {text(one)}, {QString()}, {detail(one)}});
    for (const T &one : changes.removed)
        rows.append({{CompareSessions::tr("gone")}, {what}, {text(one)}, {detail(one)}, {QString()}});
    for (const report::Change<T> &one : changes.changed)
        rows.append({{CompareSessions::tr("changed")},
                     {what},
                     {text(one.after)},
                     {detail(one.before)},
                     {detail(one.after)}});
}

QString titleOf(const StoredSession &stored)
{
    const QString title = stored.session.title.isEmpty() ? stored.session.query : stored.session.title;
    return title.simplified() + u" · "_s + localTime(stored.asked);
}

} // namespace

CompareSessions::CompareSessions(const Theme &theme, const StoredSession &one, const StoredSession &other,
                                 QWidget *parent)
    : QDialog(parent)
    , m_risk(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_model(
          new TextTableModel(theme, {tr("Change"), tr("What"), tr("Which"), tr("Before"), tr("After")}, this))
    , m_table(new TextTable(theme, *m_model, u"compareReportsTable"_s))
{
    setObjectName(u"compareSessions"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare two investigations"));
    const bool isInOrder = one.asked <= other.asked;
    const StoredSession &earlier = isInOrder ? one : other;
    const StoredSession &later = isInOrder ? other : one;
    m_risk->setObjectName(u"compareRisk"_s);
    m_risk->setLook(u"strong"_s);
    m_risk->setSelectable();
    m_table->setAccessibleName(tr("What differs"));
    m_table->setColumnWidth(0, 90);
    m_table->setColumnWidth(1, 130);
    m_table->setColumnWidth(2, 340);
    m_table->setColumnWidth(3, 140);
    m_table->hide(); // until it is known that nothing differs, it must not say so
    showWhenEmpty(*m_table, tr("Both say the same."));
    QPushButton *close = textButton(tr("Close"), u"closeCompareReports"_s, this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(buildTitles(earlier, later));
    column->addWidget(m_risk);
    column->addWidget(m_table, 1);
    column->addLayout(footRow({}, {close}));
    resize(920, 560);
    m_risk->setText(tr("Comparing…"));
    runInBackground(
        this,
        [before = earlier.session.report.value_or(domain::Report()),
         after = later.session.report.value_or(domain::Report())] { return report::compare(before, after); },
        [this](const report::Comparison &found) { show(found); });
}

QWidget *CompareSessions::buildTitles(const StoredSession &earlier, const StoredSession &later)
{
    auto *both = new QWidget;
    auto *grid = new QGridLayout(both);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto &[word, stored] : {std::pair(tr("Before"), &earlier), std::pair(tr("After"), &later)}) {
        auto *name = new PlainLabel(word);
        name->setLook(u"muted"_s);
        grid->addWidget(name, row, 0);
        grid->addWidget(new PlainLabel(titleOf(*stored), PlainLabel::Fit::ElideEnd), row++, 1);
    }
    return both;
}

void CompareSessions::show(const report::Comparison &found)
{
    m_isReady = true;
    const auto nothing = [](const auto &) { return QString(); };
    const auto plain = [](const QString &text) { return entities::defangedText(text); };
    Rows rows;
    addRows(
        rows, tr("Finding"), found.findings,
        [](const domain::ReportFinding &finding) { return entities::defangedText(finding.title); },
        [](const domain::ReportFinding &finding) { return finding.severityText; });
    addRows(rows, tr("Entity"), found.entities, entityText, confidenceText);
    addRows(rows, tr("Technique"), found.techniques, techniqueText, nothing);
    addRows(rows, tr("Recommendation"), found.recommendations, plain, nothing);
    m_model->setRows(rows);
    m_table->show();
    const QString before = found.riskText.before;
    const QString after = found.riskText.after;
    const std::optional<double> step = found.riskStep();
    if (!step)
        m_risk->setText(tr("Risk: %1 before, %2 after.").arg(before, after));
    else if (qFuzzyIsNull(*step))
        m_risk->setText(tr("The risk is %1 in both.").arg(after));
    else
        m_risk->setText((*step > 0 ? tr("The risk rose by %1, from %2 to %3.")
                                   : tr("The risk fell by %1, from %2 to %3."))
                            .arg(riskNumber(std::abs(*step)), before, after));
}

} // namespace tocsin::ui
