// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QWidget>

#include <optional>

class QPlainTextEdit;

namespace tocsin::ui {

class PlainLabel;

// A body to edit as text. One that a text field cannot hold without changing it (not UTF-8, control or
// separator characters, mixed line ends, very large) is not offered to be edited, and stays as it is.
class BodyEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodyEditor)

public:
    explicit BodyEditor(QWidget *parent = nullptr);

    void setBytes(const QByteArray &body);
    std::optional<QByteArray> edited() const; // nothing = as it was set

    static constexpr qsizetype mostEdited = 1024 * 1024; // bytes

private:
    QString plain() const;

    QPlainTextEdit *m_text;
    PlainLabel *m_line;
    QString m_before;
    bool m_editable = true;
    bool m_crlf = false; // its line ends
};

} // namespace tocsin::ui
