// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/keypane.h"

#include "ui/admin/keys/keydetail.h"
#include "ui/admin/keys/keytablemodel.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::IssuedKind;
using flows::KeyEntry;
using flows::KeyList;
using storage::KeyRotation;
using M = KeyTableModel;

namespace {

constexpr int rowPixels = 28;

} // namespace

KeyPane::KeyPane(IssuedKind kind, const Theme &theme, flows::KeyOffice &office, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_theme(theme)
    , m_office(office)
    , m_model(new KeyTableModel(theme, this))
    , m_table(new QTableView)
    , m_detail(new KeyDetail(kind))
    , m_note(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_spinner(new Spinner)
    , m_stack(new QStackedWidget)
    , m_parts(new QSplitter(Qt::Vertical))
    , m_empty(new EmptyState(theme, u"key"_s))
    , m_new(nullptr)
{
    setObjectName(kind == IssuedKind::Key ? u"keyPane"_s : u"clientPane"_s);
    buildTable();
    buildEmpty();
    m_note->setObjectName(u"keyNote"_s);
    m_note->setLook(u"advice"_s);
    m_note->setContentsMargins(8, 0, 8, 0);
    m_note->hide();
    m_parts->addWidget(m_table);
    m_parts->addWidget(m_detail);
    m_parts->setStretchFactor(0, 1);
    m_parts->setSizes({260, 260});
    m_parts->setChildrenCollapsible(false);
    m_stack->setObjectName(u"keyStates"_s);
    m_stack->addWidget(new QWidget); // while it is read
    m_stack->addWidget(m_parts);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 12, 8, 0);
    column->setSpacing(8);
    column->addWidget(buildHead());
    column->addWidget(m_note);
    column->addWidget(m_stack, 1);
    connect(m_detail, &KeyDetail::rotateAsked, this, &KeyPane::rotate);
    connect(m_detail, &KeyDetail::disableAsked, this, &KeyPane::askDisable);
    showChosen();
}

QWidget *KeyPane::buildHead()
{
    const bool isKey = m_kind == IssuedKind::Key;
    auto *part = new QWidget;
    auto *lead = new PlainLabel(isKey ? tr("A key signs in by a header and lives until it expires.")
                                      : tr("A client exchanges its secret for tokens that live for minutes."),
                                PlainLabel::Fit::ElideEnd);
    lead->setLook(u"muted"_s);
    m_new = primaryButton(isKey ? tr("New key…") : tr("New client…"), u"newKey"_s, part);
    QPushButton *again = iconTextButton(m_theme, u"refresh"_s, tr("Refresh"), u"refreshKeys"_s, part);
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(lead, 1);
    row->addWidget(m_spinner); // here it moves no row
    row->addWidget(again);
    row->addWidget(m_new);
    connect(m_new, &QPushButton::clicked, this, &KeyPane::create);
    connect(again, &QPushButton::clicked, this, &KeyPane::read);
    return part;
}

void KeyPane::buildEmpty()
{
    m_empty->setObjectName(u"keysEmpty"_s);
    m_again = m_empty->addButton(tr("Try again"), u"readKeysAgain"_s, true);
    m_first = m_empty->addButton(m_kind == IssuedKind::Key ? tr("New key…") : tr("New client…"),
                                 u"firstKey"_s, true);
    m_connect = m_empty->addButton(tr("Add connection…"), u"adminConnection"_s, false);
    connect(m_again, &QPushButton::clicked, this, &KeyPane::read);
    connect(m_first, &QPushButton::clicked, this, &KeyPane::create);
    connect(m_connect, &QPushButton::clicked, this, &KeyPane::connectionAsked);
}

void KeyPane::buildTable()
{
    m_table->setObjectName(u"keyTable"_s);
    m_table->setAccessibleName(m_kind == IssuedKind::Key ? tr("API keys") : tr("API clients"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new BadgeDelegate(m_theme, M::badgeRole, m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
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
    header->setSectionResizeMode(M::Name, QHeaderView::Stretch);
    header->setSortIndicatorClearable(true); // as the server lists them
    header->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_before = chosen() ? chosen()->serverId : m_before; });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (const int row = m_model->rowOf(m_before); row >= 0)
            m_table->selectRow(row);
    });
    m_table->setColumnHidden(M::Expires, m_kind == IssuedKind::Client);
    m_table->installEventFilter(this);
    addKeys();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &KeyPane::showChosen);
    connect(&m_theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
}

void KeyPane::fitColumns()
{
    const QFontMetrics metrics(m_table->font());
    const auto width = [&](int column, const QString &sample, int more, int share) {
        m_table->setColumnWidth(
            column, std::min(metrics.horizontalAdvance(sample) + more, m_table->width() * share / 100));
    };
    constexpr int roomy = 860; // px; below it names need what the maker takes
    m_table->setColumnHidden(M::Maker, m_table->width() < roomy);
    width(M::State, u"Not listed"_s, 48, 18);
    width(M::Scopes, u"incidents:read, investigations:read"_s, 24, 22);
    width(M::LastUse, u"never, for 365 days"_s, 24, 18);
    width(M::Expires, u"in 1000 days"_s, 24, 14);
    width(M::Maker, u"this console xx"_s, 24, 14);
}

void KeyPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        read();
}

bool KeyPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

// As actions, so that they can be changed and stand on the sheet.
void KeyPane::addKeys()
{
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto act) {
        auto *action = new QAction(text, m_table);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, act);
        m_table->addAction(action);
    };
    key(tr("Next"), {Qt::Key_J}, [this] { step(1); });
    key(tr("Previous"), {Qt::Key_K}, [this] { step(-1); });
    key(tr("Copy row"), {QKeySequence(QKeySequence::Copy)}, [this] { copyRow(); });
}

void KeyPane::step(int by)
{
    if (m_model->rowCount() > 0)
        m_table->selectRow(qBound(0, m_table->currentIndex().row() + by, m_model->rowCount() - 1));
}

void KeyPane::copyRow() const
{
    if (chosen())
        QGuiApplication::clipboard()->setText(m_model->rowAsText(m_table->currentIndex().row()) + u'\n');
}

void KeyPane::forget()
{
    ++m_round;
    m_isStale = true;
    m_isLoaded = false;
    m_rotations.clear();
    m_model->setList({}, 0);
    m_before.clear();
    m_note->hide();
    m_stack->setCurrentIndex(0);
    showChosen();
    if (isVisible())
        read();
}

void KeyPane::refresh()
{
    m_isStale = true;
    if (isVisible())
        read();
}

// What is shown stays until the answer is there.
void KeyPane::read()
{
    m_isStale = false;
    ++m_round;
    m_new->setEnabled(m_office.isOpen());
    if (!m_office.isOpen()) {
        m_spinner->stop();
        m_empty->setTexts(tr("No connection is open"),
                          tr("Choose a connection at the top of the window, or add one that signs in with an "
                             "administrator's token."));
        m_empty->setDetails({});
        m_again->hide();
        m_first->hide();
        m_connect->show();
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    m_spinner->start(m_kind == IssuedKind::Key ? tr("Reading the keys…") : tr("Reading the clients…"));
    m_office.list(m_kind, this, [this, round = m_round](const Result<KeyList> &list) {
        if (round == m_round)
            onList(list);
    });
}

void KeyPane::onList(const Result<KeyList> &list)
{
    if (!list)
        return showFault(list.error());
    m_isLoaded = true;
    m_model->setList(*list, wallClock());
    m_note->setText(
        tr("This server offers no list. These were made from this console; what others made, and whether "
           "and when they are used, is not told."));
    m_note->setVisible(!list->isOffered);
    m_empty->setTexts(m_kind == IssuedKind::Key ? tr("No key was made from here yet")
                                                : tr("No client was made from here yet"),
                      list->isOffered
                          ? tr("The server has none either. Make one for each integration.")
                          : tr("This server offers no list of others. Make one for each integration."));
    m_empty->setDetails({});
    m_again->hide();
    m_first->show();
    m_connect->hide();
    const bool isEmpty = list->entries.isEmpty();
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_parts);
    if (!isEmpty && !chosen())
        m_table->selectRow(0);
    m_office.rotations(this, [this, round = m_round](const Result<QList<KeyRotation>> &rotations) {
        if (round == m_round)
            onRotations(rotations);
    });
}

void KeyPane::onRotations(const Result<QList<KeyRotation>> &rotations)
{
    m_spinner->stop();
    m_rotations = rotations.value_or(QList<KeyRotation>());
    showChosen();
}

// What is there stays, and the fault is told above it.
void KeyPane::showFault(const Error &error)
{
    m_spinner->stop();
    if (m_isLoaded) {
        m_note->setText(tr("The list could not be read again. %1").arg(readingErrorSentence(error)));
        m_note->show();
        return;
    }
    const bool isDenied = error.kind == Error::Kind::Forbidden || error.kind == Error::Kind::Unauthorised;
    m_empty->setTexts(
        isDenied ? tr("This connection may not administer keys") : tr("The list cannot be read"),
        isDenied ? tr("Keys are made by administrators: add a connection to this server that signs in "
                      "with an administrator's token, and choose it at the top of the window.")
                 : readingErrorSentence(error));
    m_empty->setDetails(error.detail);
    m_again->show();
    m_first->hide();
    m_connect->setVisible(isDenied);
    m_stack->setCurrentWidget(m_empty);
}

const KeyEntry *KeyPane::chosen() const
{
    return m_model->at(m_table->currentIndex().row());
}

const KeyRotation *KeyPane::openRotationOf(const KeyEntry &entry) const
{
    const auto found = std::ranges::find_if(m_rotations, [&entry](const KeyRotation &one) {
        return !one.isOver() && one.oldId == entry.serverId;
    });
    return found == m_rotations.cend() ? nullptr : &*found;
}

void KeyPane::showChosen()
{
    const KeyEntry *entry = chosen();
    m_detail->showEntry(entry, m_model->isListOffered(), entry && openRotationOf(*entry), wallClock());
}

} // namespace tocsin::ui
