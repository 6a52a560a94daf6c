// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/confirm.h"

#include "ui/widgets/visibletext.h"

#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

void confirm(QWidget *parent, const Question &question, const std::function<void()> &act)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, question.title, visibleText(question.text, 1000, true),
                                QMessageBox::Cancel, parent);
    box->setObjectName(question.name);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Cancel);
    auto *verb = new QPushButton(visibleText(question.verb, 120).replace(u'&', u"&&"_s));
    verb->setObjectName(question.name + u"Button"_s);
    verb->setProperty("look", u"danger"_s); // before the box polishes it
    verb->setAutoDefault(false);
    box->addButton(verb, QMessageBox::DestructiveRole);
    QObject::connect(verb, &QPushButton::clicked, parent, act);
    box->open();
}

} // namespace tocsin::ui
