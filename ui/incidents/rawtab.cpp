// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/rawtab.h"

#include "core/entities/defang.h"
#include "ui/text/numbertext.h"
#include "ui/webhooks/inspector/jsontreemodel.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr qsizetype mostNamed = 12; // members, the others are counted
} // namespace

RawTab::RawTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new JsonTreeModel(theme, this))
    , m_tree(new QTreeView)
    , m_unmapped(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    m_tree->setObjectName(u"incidentTree"_s);
    m_tree->setAccessibleName(tr("Incident as JSON"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new CellDelegate(theme, m_tree));
    m_tree->header()->setFixedHeight(30);
    m_tree->header()->resizeSection(0, 170);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    showWhenEmpty(*m_tree, tr("No record is kept of this incident."));
    m_unmapped->setLook(u"muted"_s);
    m_unmapped->setObjectName(u"incidentUnmapped"_s);
    m_unmapped->setContentsMargins(16, 8, 16, 8);
    m_unmapped->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_unmapped);
    column->addWidget(m_tree, 1);
    addCopies();
}

void RawTab::setRecord(const QByteArray &raw, const QStringList &unmapped)
{
    const QString fault = raw.isEmpty() ? QString() : m_model->setBytes(raw);
    if (raw.isEmpty() || !fault.isEmpty())
        m_model->setBytes("{}");
    QString words = fault;
    if (fault.isEmpty() && !unmapped.isEmpty()) {
        words = tr("Not mapped: %1").arg(unmapped.first(qMin(unmapped.size(), mostNamed)).join(u", "_s));
        if (unmapped.size() > mostNamed)
            words = tr("%1 and %2 more").arg(words, numberText(unmapped.size() - mostNamed));
    }
    m_unmapped->setText(words);
    m_unmapped->setVisible(!words.isEmpty());
}

void RawTab::addCopies()
{
    const auto add = [this](const QString &text, auto value) {
        auto *action = new QAction(text, m_tree);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, value] {
            if (const QModelIndex index = m_tree->currentIndex(); index.isValid()) {
                QGuiApplication::clipboard()->setText(value(index));
                emit notice(tr("Copied"));
            }
        });
        m_tree->addAction(action);
        return action;
    };
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    add(tr("Copy value"), [this](const QModelIndex &index) {
        return m_model->plainValue(index);
    })->setShortcuts(QKeySequence::Copy);
    add(tr("Copy value defanged"),
        [this](const QModelIndex &index) { return entities::defangedText(m_model->plainValue(index)); });
    add(tr("Copy as JSON"),
        [this](const QModelIndex &index) { return QString::fromUtf8(m_model->spelling(index)); });
}

} // namespace tocsin::ui
