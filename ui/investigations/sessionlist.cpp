// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/sessionlist.h"

#include "ui/investigations/sessiondelegate.h"
#include "ui/investigations/sessiontablemodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int typingPause = 150; // ms
} // namespace

SessionList::SessionList(const Theme &theme, SessionTableModel &model, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_view(new QListView(this))
{
    m_view->setObjectName(u"sessionList"_s);
    m_view->setAccessibleName(tr("Investigations"));
    m_view->setModel(&model);
    m_view->setItemDelegate(new SessionDelegate(theme, this));
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *nothing = new PlainLabel(tr("Nothing matches."), PlainLabel::Fit::Wrap, m_view->viewport());
    nothing->setObjectName(u"sessionListEmpty"_s);
    nothing->setLook(u"muted"_s);
    nothing->hide();
    auto *inside = new QVBoxLayout(m_view->viewport());
    inside->setContentsMargins(16, 8, 16, 8);
    inside->addWidget(nothing, 0, Qt::AlignTop);
    connect(&model, &SessionTableModel::loaded, nothing,
            [nothing, &model] { nothing->setVisible(model.rowCount() == 0 && model.isFiltered()); });
    auto *title = sectionLabel(tr("INVESTIGATIONS"));
    title->setContentsMargins(16, 16, 16, 8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(buildFilter(theme));
    column->addWidget(m_view, 1);
    column->addWidget(buildFoot(theme));
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { emit chosen(current()); });
    addKeys();
}

QWidget *SessionList::buildFilter(const Theme &theme)
{
    m_words = new QLineEdit;
    m_words->setObjectName(u"sessionSearch"_s);
    m_words->setAccessibleName(tr("Search questions and reports"));
    m_words->setPlaceholderText(tr("Search"));
    m_words->setToolTip(tr("Words of questions and reports, or the number of an incident"));
    m_words->setClearButtonEnabled(true);
    m_words->setMaxLength(200);
    m_words->setProperty("look", u"search"_s);
    m_words->addAction(icon(u"search"_s, theme), QLineEdit::LeadingPosition);
    m_words->installEventFilter(this);
    m_show = new QComboBox;
    m_show->setObjectName(u"sessionShow"_s);
    m_show->setAccessibleName(tr("Show"));
    using Show = storage::SessionFilter::Show;
    for (const auto &[word, show] :
         {std::pair(tr("All"), Show::All), std::pair(tr("Under way"), Show::UnderWay),
          std::pair(tr("Completed"), Show::Completed), std::pair(tr("Failed"), Show::Failed),
          std::pair(tr("To escalate"), Show::Escalated)})
        m_show->addItem(word, int(show));
    m_typed.setSingleShot(true);
    m_typed.setInterval(typingPause);
    connect(&m_typed, &QTimer::timeout, this, &SessionList::applyFilter);
    connect(m_words, &QLineEdit::textChanged, this, [this] { m_typed.start(); });
    connect(m_show, &QComboBox::currentIndexChanged, this, &SessionList::applyFilter);
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(16, 0, 16, 8);
    column->setSpacing(4);
    column->addWidget(m_words);
    column->addWidget(m_show);
    return whole;
}

QWidget *SessionList::buildFoot(const Theme &theme)
{
    QPushButton *add =
        iconTextButton(theme, u"plus"_s, tr("New investigation"), u"newInvestigationButton"_s, this);
    QPushButton *more = textButton(tr("On the server…"), u"serverSessionsButton"_s, this);
    more->setProperty("look", u"quiet"_s);
    QToolButton *options =
        iconButton(theme, u"settings"_s, tr("Investigation settings"), u"investigationOptionsButton"_s, this);
    connect(add, &QPushButton::clicked, this, &SessionList::newAsked);
    connect(more, &QPushButton::clicked, this, &SessionList::serverAsked);
    connect(options, &QToolButton::clicked, this, &SessionList::optionsAsked);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(more);
    row->addStretch();
    row->addWidget(options);
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(16, 8, 16, 12);
    column->setSpacing(4);
    column->addWidget(add);
    column->addLayout(row);
    return whole;
}

void SessionList::applyFilter()
{
    m_typed.stop();
    m_model.setFilter(storage::SessionFilter::Show(m_show->currentData().toInt()), m_words->text());
}

void SessionList::showAll()
{
    m_words->clear();
    m_show->setCurrentIndex(0);
    applyFilter();
}

void SessionList::focusSearch()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

bool SessionList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_words && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape) {
            showAll();
            focus();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
            applyFilter();
            focus();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void SessionList::addKeys()
{
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto act) {
        auto *action = new QAction(text, m_view);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, act);
        m_view->addAction(action);
    };
    key(tr("Next investigation"), {Qt::Key_J}, [this] { move(1); });
    key(tr("Previous investigation"), {Qt::Key_K}, [this] { move(-1); });
    key(tr("Ask a follow-up question"), {Qt::Key_Return, Qt::Key_Enter}, [this] { emit opened(); });
    key(tr("New investigation"), {Qt::Key_N}, [this] { emit newAsked(); });
    key(tr("Ask the same question again"), {Qt::Key_A}, [this] { emit againAsked(); });
    key(tr("Export the report"), {Qt::Key_E}, [this] { emit exportAsked(); });
    key(tr("Compare with another one"), {Qt::Key_C}, [this] { emit compareAsked(); });
}

void SessionList::move(int rows)
{
    const int row = qBound(0, m_view->currentIndex().row() + rows, m_model.rowCount() - 1);
    m_view->setCurrentIndex(m_model.index(row, 0));
}

qint64 SessionList::current() const
{
    const storage::SessionRow *row = m_model.at(m_view->currentIndex().row());
    return row ? row->id : 0;
}

void SessionList::select(qint64 id)
{
    if (const int row = m_model.rowOf(id); row >= 0)
        m_view->setCurrentIndex(m_model.index(row, 0));
}

QList<QAction *> SessionList::listActions() const
{
    return m_view->actions();
}

void SessionList::focus()
{
    m_view->setFocus();
}

} // namespace tocsin::ui
