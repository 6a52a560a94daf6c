// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/notices/notifier.h"

#include <memory>

class QSystemTrayIcon;

namespace tocsin::ui {

// Where the desktop has no service of its own: an icon beside the clock, made for the first notice. It does
// not say which notice was clicked, so it is the last one.
class TrayNotifier final : public Notifier
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayNotifier)

public:
    explicit TrayNotifier(QObject *parent = nullptr);
    ~TrayNotifier() override;

    void show(const DesktopNotice &notice) override;

private:
    std::unique_ptr<QSystemTrayIcon> m_icon;
    quint64 m_last = 0;
};

} // namespace tocsin::ui
