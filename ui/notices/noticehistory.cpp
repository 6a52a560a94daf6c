// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/notices/noticehistory.h"

#include "core/flows/analystdesk.h"
#include "ui/notices/desktopnotices.h"
#include "ui/notices/noticesettingsform.h"
#include "ui/notices/noticetablemodel.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int rowPixels = 28;
constexpr int clockMs = 15'000;
constexpr int outcomeShare = 4; // at most this part of the width: titles need the room

} // namespace

NoticeHistory::NoticeHistory(const Theme &theme, flows::AnalystDesk &desk, DesktopNotices &notices,
                             QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_notices(notices)
    , m_model(new NoticeTableModel(desk.book(), this))
    , m_table(new QTableView)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(theme, u"bell"_s))
    , m_spinner(new Spinner)
    , m_tabs(new FittedTabs)
    , m_said(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
{
    setObjectName(u"noticeHistory"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Notices"));
    m_tabs->addTab(buildHistory(), tr("History"));
    auto *form = new NoticeSettingsForm(notices, desk.book());
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"noticeSettingsScroll"_s);
    scroll->setAccessibleName(tr("Settings of notices"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(form);
    m_tabs->addTab(scroll, tr("Settings"));
    m_said->setObjectName(u"noticeSaid"_s);
    m_said->setLook(u"muted"_s);
    QPushButton *close = textButton(tr("Close"), u"closeNotices"_s, this);
    m_copy = textButton(tr("Copy rows"), u"copyNotices"_s, this);
    m_open = primaryButton(tr("Open incident"), u"openNotice"_s, this);
    QHBoxLayout *foot = footRow({m_copy}, {close, m_open}, m_said);
    foot->setContentsMargins(16, 12, 16, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 16);
    column->setSpacing(0);
    column->addWidget(m_tabs, 1);
    column->addLayout(foot);
    resize(860, 560);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &NoticeHistory::open);
    connect(m_copy, &QPushButton::clicked, this, &NoticeHistory::copy);
    connect(m_tabs, &QTabWidget::currentChanged, this, &NoticeHistory::showState);
    connect(m_model, &NoticeTableModel::loaded, this, [this] {
        m_failed = false;
        showState();
        if (std::exchange(m_isFirst, false) && m_stack->currentWidget() == m_table)
            m_table->setFocus();
    });
    connect(m_model, &NoticeTableModel::failed, this, &NoticeHistory::showFault);
    connect(&m_notices, &DesktopNotices::historyChanged, this, &NoticeHistory::follow);
    connect(&m_notices, &DesktopNotices::incidentAsked, this, &QDialog::accept);
    connect(&m_notices, &DesktopNotices::notice, m_said, &PlainLabel::setText);
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, [this] { m_model->setNow(m_desk.now()); });
    m_clock.start();
    follow();
}

QWidget *NoticeHistory::buildHistory()
{
    buildTable();
    m_empty->setObjectName(u"noticesEmpty"_s);
    m_again = m_empty->addButton(tr("Try again"), u"readNoticesAgain"_s, true);
    m_toSettings = m_empty->addButton(tr("Settings of notices"), u"toNoticeSettings"_s, false);
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_spinner->start(tr("Reading…"));
        m_model->refresh();
    });
    connect(m_toSettings, &QPushButton::clicked, this, &NoticeHistory::showSettings);
    m_stack->setObjectName(u"noticeStates"_s);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(new QWidget); // while it is read
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(8, 4, 8, 0);
    column->setSpacing(0);
    column->addWidget(m_spinner);
    column->addWidget(m_stack, 1);
    return part;
}

void NoticeHistory::buildTable()
{
    using M = NoticeTableModel;
    m_table->setObjectName(u"noticeTable"_s);
    m_table->setAccessibleName(tr("Notices"));
    addKeys();
    m_table->setModel(m_model);
    m_table->setItemDelegate(new BadgeDelegate(m_theme, M::badgeRole, m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(rowPixels);
    m_table->verticalHeader()->setDefaultSectionSize(rowPixels);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setFixedHeight(30);
    header->setMinimumSectionSize(36);
    header->moveSection(M::News, 0);
    header->setSectionResizeMode(M::Title, QHeaderView::Stretch);
    const QFontMetrics metrics(m_table->font());
    const auto width = [&](int column, const QString &sample, int more = 20) {
        m_table->setColumnWidth(column, metrics.horizontalAdvance(sample) + more);
    };
    width(M::News, tr("New"), 44); // with the mark
    width(M::Time, u"00 min ago"_s);
    width(M::Severity, u"Unknown"_s, 44);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::doubleClicked, this, &NoticeHistory::open);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &NoticeHistory::showState);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &NoticeHistory::showState);
    connect(&m_theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
}

void NoticeHistory::fitColumns()
{
    const QFontMetrics metrics(m_table->font());
    const int wanted = metrics.horizontalAdvance(u"Shown, view High and critical"_s) + 24;
    m_table->setColumnWidth(NoticeTableModel::Outcome, qMin(wanted, m_table->width() / outcomeShare));
}

void NoticeHistory::follow()
{
    const flows::Workspace &workspace = m_desk.workspace();
    const QString connection = workspace.isOpen() ? workspace.connection().id : QString();
    m_model->setNow(m_desk.now());
    if (connection == m_connection && !connection.isEmpty()) {
        m_model->refresh();
        return;
    }
    m_connection = connection;
    m_failed = false;
    m_isFirst = true;
    if (!connection.isEmpty())
        m_spinner->start(tr("Reading…"));
    m_model->setConnection(connection, m_notices.seenUntil());
    showState();
}

void NoticeHistory::showState()
{
    const bool list = m_tabs->currentIndex() == 0;
    const bool isFilled = m_model->rowCount() > 0;
    m_open->setVisible(list);
    m_copy->setVisible(list);
    m_open->setEnabled(isFilled && m_table->currentIndex().isValid());
    m_copy->setEnabled(isFilled && m_table->selectionModel()->hasSelection());
    if (m_failed && !isFilled)
        return; // as it was said
    if (m_connection.isEmpty() || m_model->isLoaded())
        m_spinner->stop();
    if (isFilled)
        m_stack->setCurrentIndex(0);
    else if (m_connection.isEmpty() || m_model->isLoaded())
        showEmpty();
    else
        m_stack->setCurrentIndex(2);
}

void NoticeHistory::showEmpty()
{
    m_again->hide();
    m_toSettings->setVisible(!m_connection.isEmpty());
    m_empty->setDetails({});
    if (m_connection.isEmpty())
        m_empty->setTexts(tr("No connection is open"),
                          tr("Choose a connection at the top of the window; its notices stand here."));
    else
        m_empty->setTexts(tr("No notices yet"),
                          tr("Every incident that comes from now on is told of once, and stands here, also "
                             "when it was not shown."));
    m_stack->setCurrentWidget(m_empty);
}

void NoticeHistory::showFault(const Error &error)
{
    m_spinner->stop();
    if (m_model->rowCount() > 0) { // what is there stays, and says that it is not all
        m_said->setText(tr("The history could not be read on. %1").arg(errorSentence(error)));
        return;
    }
    m_failed = true;
    m_again->show();
    m_toSettings->hide();
    m_empty->setTexts(tr("The history cannot be read"), errorSentence(error));
    m_empty->setDetails(error.detail);
    m_stack->setCurrentWidget(m_empty);
}

void NoticeHistory::showSettings()
{
    m_tabs->setCurrentIndex(1);
}

QList<int> NoticeHistory::chosenRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    return rows;
}

void NoticeHistory::open()
{
    if (const storage::Notice *one = m_model->at(m_table->currentIndex().row())) {
        m_said->setText({});
        m_notices.openIncident(one->connection, one->incident);
    }
}

void NoticeHistory::copy() const
{
    if (const QList<int> rows = chosenRows(); !rows.isEmpty())
        QGuiApplication::clipboard()->setText(m_model->rowsAsText(rows));
}

void NoticeHistory::step(int by)
{
    const int row = m_table->selectionModel()->hasSelection() ? m_table->currentIndex().row() : -1;
    if (m_model->rowCount() > 0)
        m_table->selectRow(qBound(0, row + by, m_model->rowCount() - 1));
}

bool NoticeHistory::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::Resize)
        fitColumns();
    return QDialog::eventFilter(watched, event);
}

// As actions, so that they can be changed and stand on the sheet.
void NoticeHistory::addKeys()
{
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto act) {
        auto *action = new QAction(text, m_table);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, act);
        m_table->addAction(action);
    };
    key(tr("Next notice"), {Qt::Key_J}, [this] { step(1); });
    key(tr("Previous notice"), {Qt::Key_K}, [this] { step(-1); });
    key(tr("Open incident"), {Qt::Key_Return, Qt::Key_Enter}, [this] { open(); });
    key(tr("Copy rows"), {QKeySequence(QKeySequence::Copy)}, [this] { copy(); });
}

QList<QAction *> NoticeHistory::listActions() const
{
    return m_table->actions();
}

void NoticeHistory::markSeen()
{
    if (m_model->isLoaded())
        m_notices.markSeen(m_model->newest());
}

void NoticeHistory::done(int result)
{
    markSeen();
    QDialog::done(result);
}

} // namespace tocsin::ui
