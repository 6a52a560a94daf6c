// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/linkline.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

QWidget *linkLine(const QString &link, const QString &words, const std::function<void()> &act,
                  const QString &reason)
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    QPushButton *button = textButton(link, u"goTo"_s, line);
    row->addWidget(button, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(
        new PlainLabel(words, reason.isEmpty() ? PlainLabel::Fit::Flow : PlainLabel::Fit::ElideEnd));
    if (!reason.isEmpty()) {
        auto *why = new PlainLabel(reason, PlainLabel::Fit::Flow);
        why->setLook(u"muted"_s);
        texts->addWidget(why);
    }
    row->addLayout(texts, 1);
    QObject::connect(button, &QPushButton::clicked, line, act);
    return line;
}

} // namespace tocsin::ui
