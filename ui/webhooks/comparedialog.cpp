// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/comparedialog.h"

#include "ui/text/changetext.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/background.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/bytediff.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/texttable.h"

#include <QHeaderView>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using compare::Difference;
using compare::Findings;

namespace {

// Blanks and line ends are what some changes are made of.
QString sideText(compare::Change kind, const QByteArray &bytes)
{
    if (bytes.isNull())
        return CompareDialog::tr("—", "not on this side");
    if (bytes.isEmpty())
        return CompareDialog::tr("nothing");
    QString text = QString::fromUtf8(bytes);
    if (kind == compare::Change::WhiteSpace || kind == compare::Change::Newline)
        text.replace(u' ', u'·').replace(u'\t', u'→').replace(u'\r', u'←').replace(u'\n', u'↵');
    return text;
}

QString placeText(const QString &part, const Difference &difference)
{
    QString place =
        difference.path.isEmpty() ? CompareDialog::tr("the whole") : QString::fromUtf8(difference.path);
    if (!part.isEmpty())
        place = part + u": "_s + place;
    if (difference.places > 1)
        place += CompareDialog::tr(" and %n more place(s)", nullptr, int(difference.places - 1));
    return place;
}

} // namespace

CompareDialog::CompareDialog(const Theme &theme, const ComparedRequest &left, const ComparedRequest &right,
                             bool onlyBodies, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_left(left)
    , m_right(right)
    , m_onlyBodies(onlyBodies)
    , m_sentence(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_spinner(new Spinner)
    , m_tabs(new FittedTabs)
    , m_json(buildTable(u"compareJson"_s, tr("Differences in JSON")))
    , m_headers(buildTable(u"compareHeaders"_s, tr("Differences in the header")))
    , m_body(new ByteDiff(theme))
    , m_bodyCaption(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_head(new ByteDiff(theme))
    , m_headCaption(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    setObjectName(u"compareDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare"));
    m_sentence->setObjectName(u"compareSentence"_s);
    m_sentence->setLook(u"strong"_s);
    m_sentence->setSelectable();
    m_tabs->setObjectName(u"compareTabs"_s);
    m_tabs->tabBar()->setProperty("look", u"flush"_s);
    m_tabs->tabBar()->setAccessibleName(tr("Views of the comparison"));
    m_body->setObjectName(u"compareBody"_s);
    m_body->setAccessibleName(tr("The bodies byte by byte"));
    m_bodyCaption->setObjectName(u"compareBodyCaption"_s);
    m_head->setObjectName(u"compareHead"_s);
    m_head->setAccessibleName(tr("The heads byte by byte"));
    m_tabs->addTab(m_json.page, tr("JSON"));
    m_tabs->addTab(m_headers.page, tr("Headers"));
    m_tabs->addTab(buildBytes(m_body, m_bodyCaption), tr("Body bytes"));
    m_tabs->addTab(buildBytes(m_head, m_headCaption), tr("Head bytes"));
    m_tabs->hide();
    QPushButton *close = textButton(tr("Close"), u"closeCompare"_s, this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(buildTitles());
    column->addWidget(m_sentence);
    column->addWidget(m_spinner);
    column->addWidget(m_tabs, 1);
    column->addLayout(footRow({}, {close}));
    resize(920, 600);
    compute();
}

CompareDialog::Table CompareDialog::buildTable(const QString &name, const QString &accessible)
{
    Table table{};
    table.page = new QWidget;
    table.summary = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
    table.summary->setObjectName(name + u"Summary"_s);
    table.summary->setLook(u"muted"_s);
    table.model = new TextTableModel(m_theme, {tr("Change"), tr("Where"), tr("Before"), tr("After")}, this);
    table.model->setFixedColumns({1, 2, 3});
    table.view = new TextTable(m_theme, *table.model, name);
    table.view->setAccessibleName(accessible);
    showWhenEmpty(*table.view, tr("No difference in this view."));
    auto *column = new QVBoxLayout(table.page);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(8);
    column->addWidget(table.summary);
    column->addWidget(table.view, 1);
    return table;
}

QWidget *CompareDialog::buildBytes(ByteDiff *bytes, PlainLabel *caption)
{
    auto *page = new QWidget;
    caption->setLook(u"muted"_s);
    auto *titles = new QHBoxLayout;
    for (const QString &title : {m_left.title, m_right.title}) {
        auto *label = new PlainLabel(title, PlainLabel::Fit::ElideEnd);
        label->setLook(u"section"_s);
        titles->addWidget(label, 1);
    }
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(8);
    column->addWidget(caption);
    column->addLayout(titles);
    bytes->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    column->addWidget(bytes, 1);
    return page;
}

QWidget *CompareDialog::buildTitles()
{
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    for (const auto &[word, title] :
         {std::pair(tr("Before"), m_left.title), std::pair(tr("After"), m_right.title)}) {
        auto *name = new PlainLabel(word);
        name->setLook(u"muted"_s);
        auto *label = new PlainLabel(title, PlainLabel::Fit::ElideEnd);
        row->addWidget(name);
        row->addWidget(label, 1);
    }
    return both;
}

// Many megabytes, or JSON that is all different, take their time; the window does not wait for it.
void CompareDialog::compute()
{
    m_spinner->start(tr("Comparing…"));
    runInBackground(
        this,
        [left = m_left.message, right = m_right.message] { return compare::compareRequests(left, right); },
        [this](const compare::RequestComparison &found) { show(found); });
}

void CompareDialog::fill(Table &table, const QList<std::pair<QString, Findings>> &parts)
{
    QList<QList<TextTableModel::Cell>> rows;
    QStringList summaries;
    for (const auto &[part, findings] : parts) {
        if (!findings.cannot.isEmpty())
            summaries.append(asSentence(findings.cannot));
        else if (!findings.isSame() && (!part.isEmpty() || !findings.isComplete))
            summaries.append((part.isEmpty() ? QString() : part + u": "_s) + findingsSummary(findings) +
                             u'.');
        for (const Difference &difference : findings.differences) {
            rows.append({{changeName(difference.kind)},
                         {placeText(part, difference)},
                         {sideText(difference.kind, difference.left)},
                         {sideText(difference.kind, difference.right)}});
        }
    }
    table.summary->setText(summaries.join(u' '));
    table.summary->setVisible(!summaries.isEmpty());
    table.model->setRows(rows);
    table.view->setColumnWidth(0, 130);
    table.view->setColumnWidth(1, 220);
    table.view->setColumnWidth(2, 240);
    if (!rows.isEmpty())
        table.view->selectRow(0); // the first difference
}

void CompareDialog::show(const compare::RequestComparison &found)
{
    m_isReady = true;
    m_spinner->stop();
    fill(m_json, {{QString(), found.json}}); // its kinds stand in the sentence above
    fill(m_headers,
         {{tr("request line"), found.line}, {tr("header"), found.headers}, {tr("trailer"), found.trailers}});
    m_body->setBytes(m_left.message.body, m_right.message.body);
    m_bodyCaption->setText(m_body->caption());
    m_head->setBytes(m_left.message.head, m_right.message.head);
    m_headCaption->setText(m_head->caption());
    const auto counted = [](const QString &name, qsizetype count) {
        return count > 0 ? name + u' ' + numberText(count) : name;
    };
    m_tabs->setTabText(Json, counted(tr("JSON"), found.json.total()));
    m_tabs->setTabText(
        Headers, counted(tr("Headers"), found.line.total() + found.headers.total() + found.trailers.total()));
    m_tabs->setTabText(Body, counted(tr("Body bytes"), found.body.hunks.size()));
    m_tabs->setTabText(Head, counted(tr("Head bytes"), found.head.hunks.size()));
    if (m_onlyBodies) {
        m_tabs->removeTab(Head);
        m_tabs->removeTab(Headers);
    }
    const bool sameHead = m_onlyBodies || (found.head.isSame() && found.trailers.isSame());
    if (found.body.isSame())
        m_sentence->setText(sameHead ? tr("The same, byte for byte.")
                                     : tr("The bodies are the same, byte for byte; the heads are not."));
    else if (!found.json.cannot.isEmpty())
        m_sentence->setText(
            tr("The bodies differ from byte %1 on.").arg(numberText(found.body.commonPrefix)));
    else
        m_sentence->setText(tr("The bodies differ from byte %1 on: %2.")
                                .arg(numberText(found.body.commonPrefix), findingsSummary(found.json)));
    const bool showBytes = found.json.isSame() || !found.json.cannot.isEmpty();
    QWidget *first = found.body.isSame() && !sameHead ? m_headers.page
                     : showBytes                      ? m_body->parentWidget()
                                                      : m_json.page;
    m_tabs->setCurrentWidget(first);
    m_tabs->show();
}

} // namespace tocsin::ui
