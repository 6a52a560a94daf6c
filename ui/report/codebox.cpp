// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/codebox.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/longtext.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

CodeBox::CodeBox(const Theme &theme, const QString &text, const QString &title, const QString &language,
                 QWidget *parent)
    : QFrame(parent)
    , m_text(text)
{
    setProperty("look", u"box"_s);
    auto *name = new PlainLabel(title, PlainLabel::Fit::ElideEnd);
    auto *kind = new PlainLabel(language.left(12));
    kind->setLook(u"muted"_s);
    QToolButton *copy = iconButton(theme, u"copy"_s, tr("Copy"), u"copyCode"_s, this);
    copy->setAccessibleName(title.isEmpty() ? tr("Copy the query") : tr("Copy the query %1").arg(title));
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(name, 1);
    head->addWidget(kind);
    head->addWidget(copy);
    auto *code = new LongText(text);
    code->setFont(theme.fixedFont());
    code->setAccessibleName(title.isEmpty() ? tr("Query") : title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 4, 8);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(code);
}

} // namespace tocsin::ui
