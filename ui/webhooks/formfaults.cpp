// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/formfaults.h"

#include "ui/text/errortext.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

QWidget *FormFaults::under(const QString &field, QWidget *editor, PlainLabel *hint)
{
    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(editor);
    if (hint) {
        hint->setLook(u"muted"_s);
        column->addWidget(hint);
    }
    auto *fault = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
    fault->setLook(u"fault"_s);
    fault->setObjectName(u"fault-"_s + field);
    fault->keepLines();
    fault->hide();
    column->addWidget(fault);
    m_labels.insert(field, fault);
    all->setFocusProxy(editor);
    return all;
}

void FormFaults::forget(const QString &field)
{
    m_labels.remove(field);
}

void FormFaults::clear()
{
    for (PlainLabel *label : std::as_const(m_labels))
        label->hide();
    m_general->hide();
}

void FormFaults::show(const QString &detail)
{
    if (PlainLabel *label = put(detail); label != m_general)
        label->parentWidget()->setFocus();
}

void FormFaults::mark(const QString &detail)
{
    put(detail);
}

// The longest field name that fits is the one.
PlainLabel *FormFaults::put(const QString &detail)
{
    PlainLabel *label = m_general;
    qsizetype best = 0;
    for (auto it = m_labels.cbegin(); it != m_labels.cend(); ++it) {
        if (detail.startsWith(it.key(), Qt::CaseInsensitive) && it.key().size() > best) {
            best = it.key().size();
            label = it.value();
        }
    }
    const qsizetype colon = detail.indexOf(u": "_s);
    label->setText(asSentence(best > 0 && colon > 0 ? detail.mid(colon + 2) : detail));
    label->show();
    return label;
}

} // namespace tocsin::ui
