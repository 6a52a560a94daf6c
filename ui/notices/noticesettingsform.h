// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/notices/noticepreferences.h"

#include <QWidget>

class QCheckBox;
class QListWidget;
class QSpinBox;
class QTimeEdit;

namespace tocsin::ui {

class DesktopNotices;
class PlainLabel;

// What the user decides about notices. In force at once: there is nothing to apply.
class NoticeSettingsForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeSettingsForm)

public:
    NoticeSettingsForm(DesktopNotices &notices, storage::AnalystBook &book, QWidget *parent = nullptr);

private:
    using Views = QList<storage::StoredView>;

    QWidget *buildViews();
    QWidget *buildQuiet();
    QWidget *buildRate();
    QWidget *buildSample();
    void showPreferences(const NoticePreferences &preferences);
    void readViews();
    void showViews(const Views &views);
    void take(); // what is entered
    void sayViews();
    NoticePreferences entered() const;

    DesktopNotices &m_notices;
    storage::AnalystBook &m_book;
    QCheckBox *m_on;
    QListWidget *m_views = nullptr;
    PlainLabel *m_viewLine = nullptr; // what the choice means, or why there is none
    QCheckBox *m_quiet = nullptr;
    QTimeEdit *m_from = nullptr;
    QTimeEdit *m_to = nullptr;
    QSpinBox *m_most = nullptr;
    PlainLabel *m_sample = nullptr; // what became of it
    PlainLabel *m_fault;
    bool m_isShowing = false; // the fields are being set
    bool m_hasViews = false;  // they were read
};

} // namespace tocsin::ui
