// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/steplist.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

BadgeText badgeOf(const StepList::Step &step)
{
    switch (step.state) {
    case StepList::State::Waiting:
        return {Mark::Ring, Tone::Muted, step.title};
    case StepList::State::Running:
        return {Mark::Clock, Tone::Accent, step.title};
    case StepList::State::Done:
        return {Mark::Check, Tone::Valid, step.title};
    case StepList::State::Failed:
        return {Mark::Cross, Tone::Mismatch, step.title};
    }
    return {};
}

QString spoken(const StepList::Step &step)
{
    const QString states[] = {StepList::tr("not yet"), StepList::tr("under way"), StepList::tr("done"),
                              StepList::tr("failed")};
    const QString text = u"%1: %2"_s.arg(step.title, states[int(step.state)]);
    return step.detail.isEmpty() ? text : text + u". "_s + step.detail;
}

} // namespace

StepList::StepList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
}

void StepList::setSteps(const QList<Step> &steps)
{
    if (steps == m_steps)
        return;
    m_steps = steps;
    while (m_rows.size() < steps.size()) {
        const int row = int(m_rows.size());
        auto *badge = new Badge(m_theme);
        auto *detail = new PlainLabel(QString(), PlainLabel::Fit::Flow);
        detail->setLook(u"muted"_s);
        m_grid->addWidget(badge, row, 0, Qt::AlignLeading | Qt::AlignTop);
        m_grid->addWidget(detail, row, 1);
        m_rows.append({badge, detail});
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Step step = steps.value(i);
        m_rows[i].badge->setBadge(badgeOf(step));
        m_rows[i].badge->setAccessibleName(spoken(step));
        m_rows[i].badge->setVisible(i < steps.size());
        m_rows[i].detail->setText(step.detail);
        m_rows[i].detail->setVisible(i < steps.size());
    }
}

} // namespace tocsin::ui
