// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/session.h"
#include "core/socmate/values.h"

#include <QDialog>
#include <QPointer>

class QPushButton;

namespace tocsin::socmate {
class SocmateApi;
}

namespace tocsin::ui {

class PlainLabel;
class Spinner;
class TextTable;
class TextTableModel;
class Theme;

// The investigations that the server knows, whoever asked for them: one that is chosen is read into the list
// here. A server without such a list says so. Opened with open().
class ServerSessions final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerSessions)

public:
    // The api belongs to the connection that is open and may go before the dialog: then it closes.
    ServerSessions(const Theme &theme, socmate::SocmateApi &api, QWidget *parent);

signals:
    void sessionChosen(const QString &id);

private:
    void askMore();
    void take(const Result<socmate::Page<domain::Session>> &page);
    void showRows();
    void choose();

    QPointer<socmate::SocmateApi> m_api;
    QList<domain::Session> m_sessions; // each once
    int m_offset = 0;                  // of the next page
    TextTableModel *m_model;
    TextTable *m_table;
    Spinner *m_spinner;
    PlainLabel *m_outcome;
    QPushButton *m_more;
    QPushButton *m_open;
};

} // namespace tocsin::ui
