// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class PlainLabel;

// A further question within an investigation. The words stay in the field until the server has them: what
// could not be sent is not typed again.
class FollowUp final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FollowUp)

public:
    explicit FollowUp(flows::AnalystDesk &desk, QWidget *parent = nullptr);

    void setSession(qint64 id); // number of SessionStore; what was typed for another one goes
    void focusField();

signals:
    void notice(const QString &text);

private:
    void ask();
    void onSent(qint64 id, const Result<void> &sent);

    flows::AnalystDesk &m_desk;
    qint64 m_id = 0;
    QLineEdit *m_field;
    QPushButton *m_send;
    PlainLabel *m_fault;
};

} // namespace tocsin::ui
