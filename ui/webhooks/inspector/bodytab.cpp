// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/bodytab.h"

#include "core/json/pretty.h"
#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/jsontreemodel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/look.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

BodyTab::BodyTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_ways(new QButtonGroup(this))
    , m_views(new QStackedWidget)
    , m_treeModel(new JsonTreeModel(theme, this))
    , m_tree(new QTreeView)
    , m_pretty(new ByteTextView(theme))
    , m_raw(new ByteTextView(theme))
    , m_hex(new HexView(theme))
    , m_state(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_find(new QLineEdit)
{
    m_tree->setObjectName(u"bodyTree"_s);
    m_tree->setAccessibleName(tr("Body as a tree"));
    m_tree->setModel(m_treeModel);
    m_tree->setItemDelegate(new CellDelegate(theme, m_tree));
    m_tree->header()->setFixedHeight(30);
    m_tree->setUniformRowHeights(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->header()->resizeSection(0, 170);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    addTreeActions();
    m_pretty->setObjectName(u"bodyPretty"_s);
    m_pretty->setWhiteSpaceShown(false);
    m_raw->setObjectName(u"bodyRaw"_s);
    m_hex->setObjectName(u"bodyHex"_s);
    for (QWidget *view : {static_cast<QWidget *>(m_tree), static_cast<QWidget *>(m_pretty),
                          static_cast<QWidget *>(m_raw), static_cast<QWidget *>(m_hex)})
        m_views->addWidget(view);
    m_state->setLook(u"muted"_s);
    m_state->setObjectName(u"bodyState"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(6);
    column->addWidget(buildBar(theme));
    auto *state = new QHBoxLayout;
    state->setContentsMargins(16, 0, 16, 0);
    state->addWidget(m_state);
    column->addLayout(state);
    column->addWidget(m_views, 1);
    connect(m_ways, &QButtonGroup::idClicked, this, [this](int id) {
        m_wanted = Way(id);
        setWay(m_wanted);
    });
}

QWidget *BodyTab::buildBar(const Theme &theme)
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(4);
    const QString names[] = {tr("Tree"), tr("Pretty"), tr("Raw"), tr("Hex")};
    for (int i = 0; i < 4; ++i) {
        QPushButton *button = textButton(names[i], u"bodyWay%1"_s.arg(i), bar);
        button->setCheckable(true);
        m_ways->addButton(button, i);
        row->addWidget(button);
    }
    row->addSpacing(8);
    m_find->setObjectName(u"bodyFind"_s);
    m_find->setPlaceholderText(tr("Find"));
    m_find->setAccessibleName(tr("Find in body"));
    m_find->setMaxLength(1000);
    row->addWidget(m_find, 1);
    QToolButton *copyButton = iconButton(theme, u"copy"_s, tr("Copy body"), u"copyBody"_s, bar);
    row->addWidget(copyButton);
    connect(m_find, &QLineEdit::returnPressed, this, &BodyTab::findNext);
    connect(m_find, &QLineEdit::textEdited, this, [this] {
        m_found = -1;
        if (way() != Tree) // a tree is left by Enter alone
            findNext();
    });
    connect(copyButton, &QToolButton::clicked, this, &BodyTab::copy);
    return bar;
}

void BodyTab::show(const InspectorSubject &subject)
{
    m_body = subject.delivery.capture.message.body;
    m_prettyBytes.clear();
    m_found = -1;
    std::fill(std::begin(m_filled), std::end(m_filled), false);
    const QString error = m_body.isEmpty() ? tr("empty") : m_treeModel->setBytes(m_body);
    if (m_body.isEmpty())
        m_treeModel->setBytes("{}");
    m_filled[Tree] = true;
    m_isJson = error.isEmpty();
    m_ways->button(Tree)->setEnabled(m_isJson);
    m_ways->button(Pretty)->setEnabled(m_isJson);
    if (m_body.isEmpty())
        m_state->setText(tr("The request has no body."));
    else if (m_isJson)
        m_state->setText(tr("%1, JSON").arg(exactSizeText(m_body.size())));
    else
        m_state->setText(tr("%1, not JSON: %2").arg(exactSizeText(m_body.size()), error));
    if (m_isJson || m_wanted == Hex || m_wanted == Raw)
        setWay(m_wanted);
    else // for this body only: the next one is shown as was chosen
        setWay(m_body.contains('\0') ? Hex : Raw);
}

BodyTab::Way BodyTab::way() const
{
    return m_ways->checkedId() < 0 ? Tree : Way(m_ways->checkedId());
}

void BodyTab::setWay(Way way)
{
    m_ways->button(way)->setChecked(true);
    m_views->setCurrentIndex(way);
    m_found = -1;
    fillWay();
}

void BodyTab::fillWay()
{
    const Way now = way();
    if (m_filled[now])
        return;
    m_filled[now] = true;
    if (now == Pretty) {
        m_prettyBytes = json::pretty(m_body);
        m_pretty->setBytes(m_prettyBytes);
    } else if (now == Raw) {
        m_raw->setBytes(m_body);
    } else if (now == Hex) {
        m_hex->setBytes(m_body);
    }
}

const QByteArray &BodyTab::bytesShown() const
{
    return way() == Pretty ? m_prettyBytes : m_body;
}

void BodyTab::focusFind()
{
    m_find->setFocus();
}

// In a tree there is no place to mark: the find shows the place in the raw bytes.
void BodyTab::findNext()
{
    const QByteArray wanted = m_find->text().toUtf8();
    if (wanted.isEmpty())
        return markFind(false);
    const qsizetype after = m_found;
    if (way() == Tree)
        setWay(Raw);
    qsizetype at = bytesShown().indexOf(wanted, after + 1);
    if (at < 0)
        at = bytesShown().indexOf(wanted);
    markFind(at < 0);
    m_found = at;
    if (at < 0)
        return;
    if (way() == Hex)
        m_hex->select(at, wanted.size());
    else
        (way() == Pretty ? m_pretty : m_raw)->select(at, wanted.size());
}

void BodyTab::markFind(bool fault)
{
    setStyled(*m_find, "fault", fault);
}

void BodyTab::copy()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    clipboard->setText(way() == Hex ? QString::fromLatin1(m_body.toHex(' '))
                                    : QString::fromUtf8(bytesShown()));
}

// Of the current row, so that the menu key and Ctrl+C do the same as the mouse, which makes current what it
// clicks.
void BodyTab::addTreeActions()
{
    const auto add = [this](const QString &text, auto textOf) {
        auto *action = new QAction(text, m_tree);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, textOf] {
            if (const QModelIndex index = m_tree->currentIndex(); index.isValid())
                QGuiApplication::clipboard()->setText(textOf(index));
        });
        m_tree->addAction(action);
        return action;
    };
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    add(tr("Copy value"), [this](const QModelIndex &index) {
        return m_treeModel->plainValue(index);
    })->setShortcut(QKeySequence::Copy);
    add(tr("Copy value defanged"), [this](const QModelIndex &index) {
        return m_treeModel->plainValue(index)
            .replace(u"http"_s, u"hxxp"_s, Qt::CaseInsensitive)
            .replace(u'.', u"[.]"_s);
    });
    add(tr("Copy as JSON"),
        [this](const QModelIndex &index) { return QString::fromUtf8(m_treeModel->spelling(index)); });
}

} // namespace tocsin::ui
