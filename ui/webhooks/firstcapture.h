// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::ui {

class PlainLabel;
class Theme;

// What stands in the list's place until the first delivery is there: what to try, a button that does it, and
// a line for a terminal.
class FirstCapture final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstCapture)

public:
    explicit FirstCapture(const Theme &theme, QWidget *parent = nullptr);
    void setUrl(const QString &url); // empty = the listener is stopped

signals:
    void testAsked();
    void copied();

private:
    PlainLabel *m_curl;
};

} // namespace tocsin::ui
