// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/consideredlist.h"

#include "ui/text/causetext.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/emptyhint.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr qsizetype mostRows = 9; // shown without scrolling
enum Column { Cause, About, Checks, Outcome };

// "A9" before "A10".
bool before(const QByteArray &a, const QByteArray &b)
{
    return std::pair(a.left(1), a.mid(1).toInt()) < std::pair(b.left(1), b.mid(1).toInt());
}

} // namespace

ConsideredList::ConsideredList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton)
    , m_folded(new QWidget)
    , m_search(new QLineEdit)
    , m_model(new TextTableModel(theme, {tr("Id"), tr("What"), tr("Checks"), tr("Fits")}, this))
    , m_table(new TextTable(theme, *m_model, u"whyConsidered"_s))
{
    m_toggle->setObjectName(u"whyTried"_s);
    m_toggle->setProperty("look", u"fold"_s);
    m_toggle->setCheckable(true);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    m_search->setObjectName(u"whySearch"_s);
    m_search->setPlaceholderText(tr("Search in what was tried"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_table->setAccessibleName(tr("Everything that was tried"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->horizontalHeader()->setMinimumSectionSize(30);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(About, QHeaderView::Stretch);
    showWhenEmpty(*m_table, tr("Nothing of this was tried."));
    auto *inner = new QVBoxLayout(m_folded);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(6);
    inner->addWidget(m_search);
    inner->addWidget(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_toggle, 0, Qt::AlignLeading);
    column->addWidget(m_folded);
    connect(m_toggle, &QToolButton::toggled, this, [this](bool open) { setFolded(!open); });
    connect(m_search, &QLineEdit::textChanged, this, &ConsideredList::fill);
    setFolded(true);
}

void ConsideredList::setFolded(bool folded)
{
    m_toggle->setChecked(!folded);
    m_folded->setVisible(!folded);
    nameToggle();
}

void ConsideredList::nameToggle()
{
    const QString folded = layoutDirection() == Qt::RightToLeft ? u"◂"_s : u"▸"_s;
    m_toggle->setText((m_toggle->isChecked() ? u"▾"_s : folded) + u' ' + m_summary);
}

void ConsideredList::show(const signature::Explanation &explanation)
{
    QList<QByteArray> ids = explanation.considered.keys();
    for (const signature::Cause &cause : explanation.causes) {
        if (!ids.contains(cause.id))
            ids.append(cause.id);
    }
    std::sort(ids.begin(), ids.end(), before);
    const quint64 byCause =
        std::accumulate(explanation.considered.begin(), explanation.considered.end(), quint64(0));
    m_rows.clear();
    if (explanation.tried > byCause) {
        m_rows.append({{u"–"_s},
                       {tr("As it arrived, and as other schemes sign")},
                       {numberText(qint64(explanation.tried - byCause))},
                       {tr("No")}});
    }
    for (const QByteArray &id : std::as_const(ids)) {
        const auto found = std::find_if(explanation.causes.begin(), explanation.causes.end(),
                                        [&](const signature::Cause &cause) { return cause.id == id; });
        const quint64 checks = explanation.considered.value(id);
        m_rows.append(
            {{QString::fromLatin1(id)},
             {causeTitle(id)},
             {checks == 0 ? u"–"_s : numberText(qint64(checks))},
             {found == explanation.causes.end() ? tr("No") : certaintyBadge(found->certainty).word}});
    }
    m_summary = tr("%n check(s) computed", nullptr, int(qMin<quint64>(explanation.tried, INT_MAX))) +
                u" · "_s + tr("%n cause(s) considered", nullptr, int(ids.size()));
    if (explanation.leftOutForms)
        m_summary += u" · "_s + tr("some forms of the body were left out");
    else if (!explanation.isComplete)
        m_summary += u" · "_s + tr("ended early");
    m_search->clear();
    setFolded(true);
    fill();
}

void ConsideredList::fill()
{
    QList<Row> shown;
    for (const Row &row : std::as_const(m_rows)) {
        if (std::any_of(row.begin(), row.end(), [this](const TextTableModel::Cell &cell) {
                return cell.text.contains(m_search->text(), Qt::CaseInsensitive);
            }))
            shown.append(row);
    }
    m_model->setRows(shown);
    fitColumns();
    m_table->showRows(qBound<qsizetype>(2, m_rows.size(), mostRows));
}

// What was tried is what the list is for: where it is narrow, how often gives way.
void ConsideredList::fitColumns()
{
    constexpr int leastAbout = 150; // px
    const QFontMetrics metrics = fontMetrics();
    const int cause = metrics.horizontalAdvance(u"A10 "_s) + 20;
    const int checks = metrics.horizontalAdvance(tr("Checks")) + 28;
    const int outcome = metrics.horizontalAdvance(tr("Possible")) + 18;
    m_table->setColumnWidth(Cause, cause);
    m_table->setColumnWidth(Checks, checks);
    m_table->setColumnWidth(Outcome, outcome);
    m_table->setColumnHidden(Checks, width() - cause - checks - outcome < leastAbout);
}

void ConsideredList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

} // namespace tocsin::ui
