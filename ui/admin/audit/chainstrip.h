// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/auditing.h"

#include <QFrame>

class QLineEdit;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;
class Theme;

// Whether the record is whole: checks the chain, says how far it holds, gives the head to be noted elsewhere
// and takes one that was noted. Whoever can write the file can write a whole chain, so that a check without
// a noted head says no more than that nothing went wrong by mistake.
class ChainStrip final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChainStrip)

public:
    ChainStrip(const Theme &theme, flows::Auditing &auditing, QWidget *parent = nullptr);

    void check();

signals:
    void notice(const QString &text);

private:
    void say(const QString &text, const QString &look);

    flows::Auditing &m_auditing;
    PlainLabel *m_result;
    QLineEdit *m_noted;
    QPushButton *m_check;
    QPushButton *m_copy;
    QString m_head; // as text; empty before the first check
};

// What a check found, as a sentence.
QString checkSentence(const audit::Check &check, bool againstNoted);

} // namespace tocsin::ui
