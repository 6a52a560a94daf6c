// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/inspector/subject.h"

#include <QWidget>

namespace tocsin::ui {

class PlainLabel;
class TextTable;
class TextTableModel;
class Theme;

// The head as it was sent: request line, then every field with its place, case and duplicates, then trailers.
class HeadersTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeadersTab)

public:
    explicit HeadersTab(const Theme &theme, QWidget *parent = nullptr);
    void show(const InspectorSubject &subject);

private:
    PlainLabel *m_requestLine;
    TextTableModel *m_model;
    TextTable *m_table;
    QByteArray m_head;
};

} // namespace tocsin::ui
