// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keylist.h"

#include <QWidget>

class QPushButton;

namespace tocsin::ui {

class FactGrid;
class PlainLabel;

// One key or client: what is known of it, what should be done about it, and the buttons for it.
class KeyDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyDetail)

public:
    explicit KeyDetail(domain::IssuedKind kind, QWidget *parent = nullptr);

    // Null: none is chosen. `rotating`: a change of it has begun and not ended.
    void showEntry(const flows::KeyEntry *entry, bool isListOffered, bool rotating, Micros now);

signals:
    void rotateAsked();
    void disableAsked();

private:
    void facts(const flows::KeyEntry &entry, Micros now);

    const domain::IssuedKind m_kind;
    PlainLabel *m_name;
    PlainLabel *m_advice;
    FactGrid *m_facts;
    QPushButton *m_rotate;
    QPushButton *m_disable;
};

} // namespace tocsin::ui
