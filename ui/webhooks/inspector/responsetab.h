// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/inspector/subject.h"

#include <QWidget>

namespace tocsin::ui {

class FactGrid;
class Theme;

// What the sender was answered, and what the endpoint is set to answer now.
class ResponseTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResponseTab)

public:
    explicit ResponseTab(const Theme &theme, QWidget *parent = nullptr);
    void show(const InspectorSubject &subject);

private:
    const Theme &m_theme;
    FactGrid *m_facts;
};

} // namespace tocsin::ui
