// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/replay.h"

#include <QWidget>

namespace tocsin::ui {

class Badge;
class ByteTextView;
class PlainLabel;
class Theme;

// One answer as it came: verdict, status, time, then head and body as plain text.
class AnswerView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnswerView)

public:
    explicit AnswerView(const Theme &theme, QWidget *parent = nullptr);

    void show(const domain::ReplayAnswer &answer, const QStringList &changes = {});
    void showSentence(const QString &sentence); // there is no answer, and why
    void clear() { showSentence({}); }

private:
    Badge *m_badge;
    PlainLabel *m_status;
    PlainLabel *m_facts;
    ByteTextView *m_bytes;
};

} // namespace tocsin::ui
