// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

class QSettings;
class QWidget;

namespace tocsin::ui {

class Inspector;
class Theme;

// What a delivery can be turned into: code that verifies its sender.
class DeliveryTools final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryTools)

public:
    DeliveryTools(const Theme &theme, const Inspector &inspector, QWidget *window);

    void showCode(); // of the delivery in the inspector

    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

signals:
    void notice(const QString &text);

private:
    const Theme &m_theme;
    const Inspector &m_inspector;
    QWidget *m_window;
    QString m_language; // of the code, as it was chosen last
};

} // namespace tocsin::ui
