// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::flows {
class KeyOffice;
}

namespace tocsin::ui {

class CapabilityPane;
class FittedTabs;
class KeyPane;
class PlainLabel;
class Theme;

// API keys and API clients of the server of the chosen connection, and what credentials may do there. Follows
// the office; asks the server when it is looked at.
class KeysPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeysPage)

public:
    enum class Tab { Keys, Clients, Capabilities };

    KeysPage(const Theme &theme, flows::KeyOffice &office, QWidget *parent);

    void showTab(Tab tab);

signals:
    void notice(const QString &text);
    void connectionAsked();

private:
    void showServer();

    flows::KeyOffice &m_office;
    PlainLabel *m_server;
    FittedTabs *m_tabs;
    KeyPane *m_keys;
    KeyPane *m_clients;
    CapabilityPane *m_capabilities;
};

} // namespace tocsin::ui
