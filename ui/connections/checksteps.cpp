// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/connections/checksteps.h"

#include "ui/text/checktext.h"
#include "ui/widgets/emptyhint.h"

#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

CheckSteps::CheckSteps(const QString &name, QWidget *parent)
    : QListView(parent)
    , m_steps(new QStandardItemModel(this))
{
    setObjectName(name);
    setAccessibleName(tr("Steps of the examination"));
    setModel(m_steps);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ExtendedSelection);
    setWordWrap(true);
    setResizeMode(Adjust);
    setProperty("look", u"box"_s);
    showWhenEmpty(*this, tr("Test tries it step by step, from its name to a read. Nothing is changed at the "
                            "server, and nothing is saved."));
}

void CheckSteps::clear()
{
    m_steps->clear();
}

void CheckSteps::add(const flows::CheckedStep &step, const domain::Connection &connection)
{
    m_steps->appendRow(new QStandardItem(checkLine(step)));
    if (step.error)
        m_steps->appendRow(new QStandardItem(tr("→ %1").arg(checkRemedy(step, connection))));
    scrollToBottom();
}

bool CheckSteps::isEmpty() const
{
    return m_steps->rowCount() == 0;
}

QString CheckSteps::asText() const
{
    QString text;
    for (int row = 0; row < m_steps->rowCount(); ++row)
        text += m_steps->item(row)->text() + u'\n';
    return text;
}

} // namespace tocsin::ui
