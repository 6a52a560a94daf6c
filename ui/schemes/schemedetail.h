// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/schemes/schemestablemodel.h"

#include <QFrame>

class QPushButton;

namespace tocsin::ui {

class FactGrid;
class PlainLabel;
class Theme;

// One scheme in words: who signs, how, how well that is known, when the sender tries again; and what can be
// done with it.
class SchemeDetail final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemeDetail)

public:
    explicit SchemeDetail(const Theme &theme, QWidget *parent = nullptr);
    void show(const SchemeEntry *entry); // null = nothing is chosen

signals:
    void copyAsked();
    void editAsked();
    void removeAsked();
    void exportAsked();

private:
    void showScheme(const signature::Scheme &scheme);

    const Theme &m_theme;
    PlainLabel *m_title;
    PlainLabel *m_subtitle;
    PlainLabel *m_fault;
    QPushButton *m_copy;
    QPushButton *m_edit;
    QPushButton *m_export;
    QPushButton *m_remove;
    FactGrid *m_facts;
};

} // namespace tocsin::ui
