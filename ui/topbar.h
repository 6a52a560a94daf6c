// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/webhookdesk.h"

#include <QFrame>

class QPushButton;

namespace tocsin::ui {

class Chip;
class PlainLabel;
class Theme;
struct ConnectionFace;

// Connection, palette and listener; above them a strip while the connection is a production one or has a
// colour, below them the lasting warning while the listener can be reached from other machines.
class TopBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopBar)

public:
    explicit TopBar(const Theme &theme, QWidget *parent = nullptr);

    void showConnection(const ConnectionFace &face);
    void showPaletteKeys(const QString &keys); // of the command, which can be changed
    QWidget *connectionChip() const;           // where its menu opens
    void showListener(const flows::DeskState &state, const flows::DeskCounters &counters);

signals:
    void paletteAsked();
    void connectionAsked();
    void listenerAsked();

private:
    QFrame *m_strip;
    Chip *m_connection;
    QPushButton *m_palette;
    PlainLabel *m_paletteKeys;
    Chip *m_listener;
    QFrame *m_warning;
    PlainLabel *m_warningText;
};

} // namespace tocsin::ui
