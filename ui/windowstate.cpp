// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/windowstate.h"

#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr QSize firstSize{1360, 860};

bool isReachable(const QRect &frame)
{
    // The title bar must be graspable: a strip of it, not a corner pixel.
    const QRect grip(frame.left() + 40, frame.top(), qMax(1, frame.width() - 80), 24);
    for (const QScreen *screen : QGuiApplication::screens()) {
        const QRect seen = screen->availableGeometry().intersected(grip);
        if (seen.width() >= 80 && seen.height() >= 8)
            return true;
    }
    return false;
}

} // namespace

void saveWindow(const QMainWindow &window, QSettings &settings)
{
    settings.setValue(u"window/geometry"_s, window.saveGeometry());
}

void restoreWindow(QMainWindow &window, QSettings &settings)
{
    const QByteArray geometry = settings.value(u"window/geometry"_s).toByteArray();
    if (window.restoreGeometry(geometry) && isReachable(window.frameGeometry()))
        return;
    const QScreen *screen = QGuiApplication::primaryScreen();
    const QRect available = screen ? screen->availableGeometry() : QRect(QPoint(), firstSize);
    window.resize(firstSize.boundedTo(available.size()));
    window.move(available.center() - QPoint(window.width() / 2, window.height() / 2));
}

} // namespace tocsin::ui
