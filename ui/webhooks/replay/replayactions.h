// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

class QSettings;
class QUrl;
class QWidget;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class ForwardDialog;
class ReplayDialog;
class Theme;

// What lets captured requests leave again: the dialogs of replay and forward, and the targets that were used
// in them.
class ReplayActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayActions)

public:
    ReplayActions(const Theme &theme, flows::WebhookDesk &desk, QWidget *window);

    void replay(const QList<domain::DeliveryId> &ids);
    void forward(const QString &endpoint); // empty = the first one
    QWidget *openDialog() const;           // null = none; what a further dialog belongs to

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

    static constexpr qsizetype mostAtOnce = 10'000; // deliveries

signals:
    void notice(const QString &text);
    void secretsAsked();
    void answered(tocsin::domain::DeliveryId id);

private:
    void remember(const QUrl &target);

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    QWidget *m_window;
    QStringList m_targets; // the last one first
    QPointer<ReplayDialog> m_replay;
    QPointer<ForwardDialog> m_forward;
};

} // namespace tocsin::ui
