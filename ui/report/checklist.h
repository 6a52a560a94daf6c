// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/report/preparedreport.h"

#include <QSet>
#include <QWidget>

namespace tocsin::ui {

class Theme;

// Recommendations to tick off. The ticks are for the eyes here: the server is told nothing.
class Checklist final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Checklist)

public:
    // `ticked` holds the steps that are done, as sent.
    Checklist(const Theme &theme, const QList<PreparedReport::Step> &steps, const QSet<QString> &ticked,
              QWidget *parent = nullptr);

signals:
    void ticked(const QString &step, bool done);

private:
    QWidget *rowFor(const PreparedReport::Step &step, bool done);

    const Theme &m_theme;
};

} // namespace tocsin::ui
