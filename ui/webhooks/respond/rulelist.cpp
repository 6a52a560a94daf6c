// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/respond/rulelist.h"

#include "ui/text/rulestext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QListWidget>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

RuleList::RuleList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_list(new QListWidget)
{
    m_list->setObjectName(u"ruleList"_s);
    setFocusProxy(m_list);
    m_list->setAccessibleName(tr("Rules, in their order"));
    m_list->setProperty("look", u"box"_s);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    showWhenEmpty(*m_list, tr("No rule yet: the endpoint gives its own response. Add one from the presets."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(sectionLabel(tr("RULES")));
    column->addWidget(m_list, 1);
    column->addWidget(buildButtons(theme));
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (m_showing)
            return;
        follow();
        emit ruleChosen(row);
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        if (!m_showing)
            emit switched(m_list->row(item), item->checkState() == Qt::Checked);
    });
    const auto key = [this](const QString &text, const QKeySequence &keys, auto slot) {
        auto *action = new QAction(text, m_list);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        m_list->addAction(action);
    };
    key(tr("Move up"), Qt::ALT | Qt::Key_Up, [this] { askMove(-1); });
    key(tr("Move down"), Qt::ALT | Qt::Key_Down, [this] { askMove(1); });
    key(tr("Remove"), Qt::Key_Delete, [this] {
        if (chosen() >= 0)
            emit removeAsked(chosen());
    });
    follow();
}

QWidget *RuleList::buildButtons(const Theme &theme)
{
    QPushButton *add = textButton(tr("Add ▾"), u"addRule"_s, this);
    m_add = add;
    auto *menu = new QMenu(add);
    for (int i = 0; i < rules::presetCount; ++i) {
        const auto preset = rules::Preset(i);
        menu->addAction(presetName(preset), this, [this, preset] { emit added(preset); })
            ->setObjectName(u"preset%1"_s.arg(i));
    }
    add->setMenu(menu);
    const auto arrow = [this](const QString &sign, const QString &name, const QString &about) {
        auto *button = new QToolButton(this);
        button->setObjectName(name);
        button->setText(sign);
        button->setToolTip(about);
        button->setAccessibleName(about);
        button->setProperty("look", u"quiet"_s);
        button->setFocusPolicy(Qt::StrongFocus);
        return button;
    };
    m_up = arrow(u"↑"_s, u"ruleUp"_s, tr("Move the rule up"));
    m_down = arrow(u"↓"_s, u"ruleDown"_s, tr("Move the rule down"));
    m_copy = iconButton(theme, u"copy"_s, tr("Duplicate the rule"), u"duplicateRule"_s, this);
    m_remove = iconButton(theme, u"trash"_s, tr("Remove the rule"), u"removeRule"_s, this);
    connect(m_up, &QToolButton::clicked, this, [this] { askMove(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { askMove(1); });
    connect(m_copy, &QToolButton::clicked, this, [this] { emit duplicateAsked(chosen()); });
    connect(m_remove, &QToolButton::clicked, this, [this] { emit removeAsked(chosen()); });
    auto *part = new QWidget;
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(add);
    row->addStretch();
    for (QToolButton *button : {m_up, m_down, m_copy, m_remove})
        row->addWidget(button);
    return part;
}

int RuleList::chosen() const
{
    return m_list->currentRow();
}

void RuleList::choose(int rule)
{
    m_list->setCurrentRow(rule);
}

void RuleList::askMove(int by)
{
    const int to = chosen() + by;
    if (chosen() >= 0 && to >= 0 && to < m_list->count())
        emit moveAsked(chosen(), to);
}

void RuleList::follow()
{
    const int rule = chosen();
    for (QToolButton *button : {m_copy, m_remove})
        button->setEnabled(rule >= 0);
    m_up->setEnabled(rule > 0);
    m_down->setEnabled(rule >= 0 && rule + 1 < m_list->count());
}

void RuleList::show(const rules::RulesDraft &draft)
{
    m_add->setEnabled(draft.isList() && draft.count() < rules::mostRules);
    m_list->setEnabled(draft.isList());
    if (!draft.isList())
        return;
    m_showing = true;
    while (m_list->count() > draft.count())
        delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < draft.count())
        m_list->addItem(QString());
    const qsizetype faulty = draft.fault().rule;
    for (int i = 0; i < m_list->count(); ++i) {
        QListWidgetItem *item = m_list->item(i);
        const QString name = draft.value(i, "/name");
        const QString shown = name.isEmpty() ? tr("(no name)") : visibleText(name, 100);
        item->setText(i == faulty ? tr("✖ %1", "a rule with a fault").arg(shown) : shown);
        item->setToolTip(toolTipText(name));
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(draft.value(i, "/enabled") == u"false"_s ? Qt::Unchecked : Qt::Checked);
        item->setData(Qt::ForegroundRole, i == faulty ? QVariant(m_theme.color(Tone::Critical)) : QVariant());
    }
    if (chosen() < 0 && m_list->count() > 0)
        m_list->setCurrentRow(0);
    m_showing = false;
    follow();
}

} // namespace tocsin::ui
