// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/questionhelp.h"

#include "core/report/templates/queryhelp.h"
#include "ui/widgets/plainlabel.h"

#include <QFormLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

QuestionHelp::QuestionHelp(QWidget *parent) : QWidget(parent)
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(4);
    form->setHorizontalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_entity =
        addLine(*form, tr("names something concrete: a user, host, address or incident"), u"helpEntity"_s);
    m_time = addLine(*form, tr("says which time: the last 24 hours, since Monday, a date"), u"helpTime"_s);
    m_condition =
        addLine(*form, tr("says what would be an answer: how many, failed, more than 5"), u"helpCondition"_s);
}

QuestionHelp::Line QuestionHelp::addLine(QFormLayout &form, const QString &words, const QString &name)
{
    Line line{new PlainLabel(u"✔"_s), new PlainLabel(words, PlainLabel::Fit::Flow)};
    line.mark->setFixedWidth(16);
    line.words->setObjectName(name);
    form.addRow(line.mark, line.words);
    return line;
}

// The word for a reader who sees neither colour nor mark.
void QuestionHelp::show(const Line &line, bool isThere)
{
    line.mark->setText(isThere ? u"✔"_s : u"○"_s);
    line.words->setLook(isThere ? QString() : u"muted"_s);
    line.words->setAccessibleName((isThere ? tr("Yes: ") : tr("Not yet: ")) + line.words->original());
}

void QuestionHelp::follow(QStringView question)
{
    const report::QueryHelp help = report::helpFor(question);
    show(m_entity, help.entity);
    show(m_time, help.time);
    show(m_condition, help.condition);
}

} // namespace tocsin::ui
