// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/checklist.h"

#include "core/report/blockwriter.h"
#include "ui/report/blockview.h"
#include "ui/report/portions.h"
#include "ui/widgets/visibletext.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr qsizetype portion = 20;
} // namespace

Checklist::Checklist(const Theme &theme, const QList<PreparedReport::Step> &steps,
                     const QSet<QString> &ticked, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new Portions(steps.size(), portion, [this, steps, ticked](qsizetype index) {
        return rowFor(steps.at(index), ticked.contains(steps.at(index).original));
    }));
}

QWidget *Checklist::rowFor(const PreparedReport::Step &step, bool done)
{
    auto *whole = new QWidget;
    auto *box = new QCheckBox; // without a text: that one wraps, and has no shortcut hidden in it
    box->setObjectName(u"recommendation"_s);
    box->setAccessibleName(visibleText(report::plainOf(step.text), 300));
    box->setChecked(done);
    connect(box, &QCheckBox::toggled, this,
            [this, original = step.original](bool on) { emit ticked(original, on); });
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(box, 0, Qt::AlignTop);
    row->addWidget(new BlockView(m_theme, step.text), 1);
    return whole;
}

} // namespace tocsin::ui
