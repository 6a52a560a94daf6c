// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/confirm.h"

#include "ui/widgets/visibletext.h"

#include <QCoreApplication>
#include <QLayout>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::Confirm)
};

QMessageBox *boxFor(QWidget *parent, const Question &question)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, question.title, visibleText(question.text, 1000, true),
                                QMessageBox::Cancel, parent);
    box->setObjectName(question.name);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Cancel);
    // As far from the edges as in other dialogs; before the text there is room for an icon already.
    constexpr int iconRoom = 21;
    const bool fromRight = box->layoutDirection() == Qt::RightToLeft;
    box->layout()->setContentsMargins(fromRight ? 24 : 24 - iconRoom, 20, fromRight ? 24 - iconRoom : 24, 16);
    return box;
}

QPushButton *dangerButton(const Question &question)
{
    auto *verb = new QPushButton(visibleText(question.verb, 120).replace(u'&', u"&&"_s));
    verb->setObjectName(question.name + u"Button"_s);
    verb->setProperty("look", u"danger"_s); // before the box polishes it
    verb->setAutoDefault(false);
    return verb;
}

} // namespace

void confirm(QWidget *parent, const Question &question, const std::function<void()> &act)
{
    QMessageBox *box = boxFor(parent, question);
    QPushButton *verb = dangerButton(question);
    box->addButton(verb, QMessageBox::DestructiveRole);
    QObject::connect(verb, &QPushButton::clicked, parent, act);
    box->open();
}

void askAboutDraft(QWidget *parent, const Question &question, const DraftChoice &choice)
{
    auto *open = parent->findChild<QMessageBox *>(question.name, Qt::FindDirectChildrenOnly);
    if (open && open->isVisible()) {
        open->raise();
        open->activateWindow();
        return;
    }
    QMessageBox *box = boxFor(parent, question);
    box->button(QMessageBox::Cancel)->setText(Text::tr("Keep editing"));
    QPushButton *verb = dangerButton(question);
    box->addButton(verb, QMessageBox::DestructiveRole);
    QObject::connect(verb, &QPushButton::clicked, parent, choice.discard);
    if (choice.save) {
        auto *save = new QPushButton(Text::tr("Save"));
        save->setObjectName(question.name + u"Save"_s);
        save->setAutoDefault(false);
        box->addButton(save, QMessageBox::AcceptRole);
        QObject::connect(save, &QPushButton::clicked, parent, choice.save);
    }
    box->open();
}

} // namespace tocsin::ui
