// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/search/searchdialog.h"

#include "ui/search/searchpanel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr QSize wanted(940, 620); // px
} // namespace

SearchDialog::SearchDialog(const Theme &theme, flows::Workspace &workspace, const QString &deliveryStore,
                           QWidget *parent)
    : QDialog(parent)
    , m_search(workspace, deliveryStore)
    , m_panel(new SearchPanel(theme, workspace, m_search, this))
{
    setObjectName(u"searchDialog"_s);
    setWindowTitle(tr("Search"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_panel);
    connect(m_panel, &SearchPanel::leaving, this, &QDialog::accept);
}

void SearchDialog::openFresh()
{
    showOver();
    m_panel->focusField();
}

void SearchDialog::openFor(const QString &text)
{
    showOver();
    m_panel->focusField();
    m_panel->searchFor(text);
}

void SearchDialog::showOver()
{
    if (!isVisible()) {
        const QWidget *window = parentWidget() ? parentWidget()->window() : nullptr;
        resize(window ? wanted.boundedTo(window->size() - QSize(48, 48)) : wanted);
    }
    open();
}

} // namespace tocsin::ui
