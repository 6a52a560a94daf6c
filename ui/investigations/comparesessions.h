// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/compare.h"
#include "core/storage/sessionstore.h"

#include <QDialog>

namespace tocsin::ui {

class PlainLabel;
class TextTable;
class TextTableModel;
class Theme;

// What the later of two investigations says differently: risk, findings, entities, techniques and
// recommendations, added, gone or changed. Compared on another thread. Opened with open().
class CompareSessions final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompareSessions)

public:
    // In any order: the one that was asked first is the earlier.
    CompareSessions(const Theme &theme, const storage::StoredSession &one,
                    const storage::StoredSession &other, QWidget *parent);

    bool isReady() const { return m_isReady; } // false: still comparing

private:
    QWidget *buildTitles(const storage::StoredSession &earlier, const storage::StoredSession &later);
    void show(const report::Comparison &found);

    bool m_isReady = false;
    PlainLabel *m_risk;
    TextTableModel *m_model;
    TextTable *m_table;
};

} // namespace tocsin::ui
