// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/search.h"

#include <QDialog>

namespace tocsin::ui {

class SearchPanel;
class Theme;

// The search over the window. What it found is still there when it is opened again; opening a hit closes it.
class SearchDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchDialog)

public:
    // deliveryStore: WebhookDesk::storePath().
    SearchDialog(const Theme &theme, flows::Workspace &workspace, const QString &deliveryStore,
                 QWidget *parent);

    void openFresh();                         // with the text of the last time chosen
    void openFor(const QString &text);        // and searched everywhere
    SearchPanel &panel() { return *m_panel; } // its signals say where to go

private:
    void showOver();

    flows::Search m_search;
    SearchPanel *m_panel;
};

} // namespace tocsin::ui
