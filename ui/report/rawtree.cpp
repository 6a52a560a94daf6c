// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/rawtree.h"

#include "ui/webhooks/inspector/jsontreemodel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

RawTree::RawTree(const Theme &theme, const QByteArray &raw, QWidget *parent)
    : QWidget(parent)
    , m_raw(raw)
    , m_model(new JsonTreeModel(theme, this))
    , m_fold(textButton(tr("Show what the server sent"), u"showRaw"_s, this))
    , m_tree(new QTreeView)
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    m_fold->setCheckable(true);
    m_tree->setObjectName(u"reportRaw"_s);
    m_tree->setAccessibleName(tr("What the server sent"));
    m_tree->setModel(m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setFixedHeight(320);
    m_tree->header()->setDefaultSectionSize(240);
    m_tree->hide();
    m_fault->setLook(u"muted"_s);
    m_fault->hide();
    auto *copy = new QAction(tr("Copy value"), m_tree);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &RawTree::copyValue);
    m_tree->addAction(copy);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    QPushButton *all = textButton(tr("Copy all"), u"copyRawReport"_s, this);
    connect(all, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_raw)); });
    connect(m_fold, &QPushButton::toggled, this, &RawTree::unfold);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(footRow({m_fold, all}, {}));
    column->addWidget(m_fault);
    column->addWidget(m_tree);
}

void RawTree::unfold(bool open)
{
    if (open && !m_isRead) {
        m_isRead = true;
        const QString fault = m_model->setBytes(m_raw);
        m_fault->setText(fault);
    }
    m_tree->setVisible(open && m_fault->original().isEmpty());
    m_fault->setVisible(open && !m_fault->original().isEmpty());
    m_fold->setText(open ? tr("Hide what the server sent") : tr("Show what the server sent"));
}

void RawTree::copyValue()
{
    if (m_tree->currentIndex().isValid())
        QGuiApplication::clipboard()->setText(m_model->plainValue(m_tree->currentIndex()));
}

} // namespace tocsin::ui
