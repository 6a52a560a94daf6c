// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPlainTextEdit>

namespace tocsin::ui {

class Theme;

// The text of a file beside a form that changes it too: fixed font, no line is broken, and what the form
// writes leaves cursor, scroll and undo as they are.
class SourceEdit final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceEdit)

public:
    explicit SourceEdit(const Theme &theme, QWidget *parent = nullptr);

    QByteArray source() const { return toPlainText().toUtf8(); }
    void begin(const QByteArray &source); // another text: there is nothing to undo
    void write(const QByteArray &source); // this text, changed; only what differs is touched
    void markLine(int line);              // as faulty; from 1, 0 = none

signals:
    void typed(); // by a person, undo included

private:
    const Theme &m_theme;
    int m_marked = 0;
    bool m_writing = false;
};

} // namespace tocsin::ui
