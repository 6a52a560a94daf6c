// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QUrl>
#include <QWidget>

#include <optional>

class QComboBox;
class QPushButton;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class PlainLabel;

// Where captured requests are sent again: a URL, chosen among those of before or typed. This machine is
// always allowed; for any other there is a button that says which host it lets requests leave for.
class TargetField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TargetField)

public:
    // `name` is the object name of the field; its button and line are called after it.
    TargetField(flows::WebhookDesk &desk, const QString &name, QWidget *parent = nullptr);

    void setHistory(const QStringList &targets);
    void setUrl(const QUrl &url);
    QString text() const;
    // Nothing, with the reason below the field, when it is no URL or not allowed.
    std::optional<QUrl> accepted();

signals:
    void changed();

private:
    void follow(); // what is typed: is it allowed
    void allow();

    flows::WebhookDesk &m_desk;
    QComboBox *m_field;
    PlainLabel *m_line;
    QPushButton *m_allow;
};

} // namespace tocsin::ui
