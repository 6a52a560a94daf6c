// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>

namespace tocsin::ui {

class Theme;

// A query or a piece of code to read and to copy whole, as it was sent. It is never run.
class CodeBox final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeBox)

public:
    // `title` and `language` stand above it when there are any.
    CodeBox(const Theme &theme, const QString &text, const QString &title, const QString &language,
            QWidget *parent = nullptr);

private:
    const QString m_text;
};

} // namespace tocsin::ui
