// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

#include <optional>

class QMenu;
class QSettings;
class QWidget;

namespace tocsin::domain {
struct Connection;
}
namespace tocsin::flows {
class AnalystDesk;
} // namespace tocsin::flows
namespace tocsin::http {
struct SentWrite;
}
namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::ui {

class TopBar;

// The connection chip of the top bar with its menu: choose one, add, change, remove. Remembers the choice.
class ConnectionControl final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionControl)

public:
    ConnectionControl(flows::AnalystDesk &desk, secrets::SecretStore &secrets, QSettings &settings,
                      TopBar &bar, QWidget &window);

    void openMenu();
    void addConnection();
    void editConnection();    // the open one
    void removeConnection();  // likewise: removalAsked() follows
    void examineConnection(); // the doctor
    bool canEdit() const;     // the sandbox is made at each start
    void edit(const QString &id);
    void showFace(); // ages move on

signals:
    void notice(const QString &text);
    void removalAsked(const QString &id); // of one that can be removed
    void sandboxDeliveriesChosen(bool on);

private:
    std::optional<domain::Connection> find(const QString &id) const; // one that can be edited
    void tellWrite(const http::SentWrite &write);
    void openDialog(const domain::Connection &connection);
    void choose(const QString &id);
    void remember();
    void fillMenu(QMenu &menu);

    flows::AnalystDesk &m_desk;
    secrets::SecretStore &m_secrets;
    QSettings &m_settings;
    TopBar &m_bar;
    QWidget &m_window;
};

} // namespace tocsin::ui
