// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/clipboardstay.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QByteArray digestOf(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    wipe(bytes);
    return digest;
}

// What asks keepers of a clipboard's history to leave it out: Klipper's hint, the two formats of Windows, the
// type that keepers on macOS agreed on. Others do not know them and lose nothing.
void askForNoHistory(QMimeData &data)
{
    data.setData(u"x-kde-passwordManagerHint"_s, "secret");
    const QString windows = u"application/x-qt-windows-mime;value=\"%1\""_s;
    data.setData(windows.arg(u"ExcludeClipboardContentFromMonitorProcessing"_s), "1");
    data.setData(windows.arg(u"CanIncludeInClipboardHistory"_s), QByteArray(4, '\0')); // a DWORD
    data.setData(u"application/x-nspasteboard-concealed-type"_s, "1");
}

} // namespace

ClipboardStay::ClipboardStay(const QByteArray &digest, QObject *parent) : QObject(parent), m_digest(digest)
{
    m_end.setSingleShot(true);
    m_end.setTimerType(Qt::PreciseTimer); // what is left is told by the second
    connect(&m_end, &QTimer::timeout, this, &ClipboardStay::end);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, &ClipboardStay::onCopied);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &ClipboardStay::end);
}

ClipboardStay *ClipboardStay::copy(const Secret &secret, std::chrono::milliseconds stay)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    for (ClipboardStay *earlier : clipboard->findChildren<ClipboardStay *>(Qt::FindDirectChildrenOnly))
        earlier->leave();
    const QString text = QString::fromUtf8(secret.reveal());
    auto *data = new QMimeData;
    data->setText(text);
    askForNoHistory(*data);
    clipboard->setMimeData(data);
    auto *made = new ClipboardStay(digestOf(text), clipboard);
    made->m_end.start(stay);
    return made;
}

bool ClipboardStay::isStillThere() const
{
    return digestOf(QGuiApplication::clipboard()->text()) == m_digest;
}

void ClipboardStay::onCopied()
{
    if (!isStillThere())
        leave();
}

void ClipboardStay::end()
{
    if (m_over)
        return;
    disconnect(QGuiApplication::clipboard(), nullptr, this, nullptr); // its own clearing is no news
    if (isStillThere())
        QGuiApplication::clipboard()->clear();
    leave();
}

void ClipboardStay::leave()
{
    if (std::exchange(m_over, true))
        return;
    m_end.stop();
    deleteLater();
    emit ended();
}

} // namespace tocsin::ui
