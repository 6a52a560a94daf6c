// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/notices/traynotifier.h"

#include "ui/theme/icons.h"

#include <QCoreApplication>
#include <QSystemTrayIcon>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

// Nobody says whether the tray reads markup. Without this sign there is none.
QString withoutMarkup(QString text)
{
    return text.replace(u'<', QChar(0x2039));
}

} // namespace

TrayNotifier::TrayNotifier(QObject *parent) : Notifier(parent) {}

TrayNotifier::~TrayNotifier() = default;

void TrayNotifier::show(const DesktopNotice &notice)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages()) {
        emit refused(notice);
        return;
    }
    if (!m_icon) {
        m_icon = std::make_unique<QSystemTrayIcon>(applicationIcon());
        m_icon->setToolTip(QCoreApplication::applicationName());
        const auto activate = [this] { emit activated(m_last); };
        connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, activate);
        connect(m_icon.get(), &QSystemTrayIcon::activated, this,
                [activate](QSystemTrayIcon::ActivationReason reason) {
                    if (reason == QSystemTrayIcon::Trigger)
                        activate();
                });
        m_icon->show();
    }
    m_last = notice.key;
    m_icon->showMessage(withoutMarkup(notice.title), withoutMarkup(notice.body), applicationIcon());
    emit shown(notice.key);
}

} // namespace tocsin::ui
