// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace tocsin::ui {

// What is to stand on the desktop. Plain text; lines only in the body.
struct DesktopNotice
{
    quint64 key = 0; // given back when it is clicked
    QString title;
    QString body;
};

// One way to show something outside of the window. Main thread; never waits.
class Notifier : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Notifier)

public:
    using QObject::QObject;

    virtual void show(const DesktopNotice &notice) = 0; // shown() or refused() follows, at once or later

signals:
    void shown(quint64 key);
    void refused(const tocsin::ui::DesktopNotice &notice); // there is nothing here that would show it
    void activated(quint64 key);                           // the user clicked it
};

} // namespace tocsin::ui
