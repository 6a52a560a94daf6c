// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/report/preparedreport.h"

#include <QWidget>

namespace tocsin::ui {

class Theme;

// One finding: title and severity, what was found, and the evidence for it, behind a bar in the colour of its
// severity.
class FindingCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindingCard)

public:
    FindingCard(const Theme &theme, const PreparedReport::Finding &finding, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    const domain::Severity m_severity;
};

} // namespace tocsin::ui
