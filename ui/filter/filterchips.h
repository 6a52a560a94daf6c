// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/parts.h"

#include <QWidget>

namespace tocsin::ui {

class FilterChip;
class Theme;

// The conditions of the filter as chips, in as many lines as they need; not there while there are none.
class FilterChips final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterChips)

public:
    explicit FilterChips(const Theme &theme, QWidget *parent = nullptr);

    void setParts(const QList<filter::FilterPart> &parts);

signals:
    void filterAsked(const QString &text); // in place of the one that is shown

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void place();

    const Theme &m_theme;
    QList<filter::FilterPart> m_parts;
    QList<FilterChip *> m_chips;
};

} // namespace tocsin::ui
