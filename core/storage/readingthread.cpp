// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/readingthread.h"

namespace tocsin::storage {

ReadingThread::ReadingThread(const QString &name, QObject &home) : m_home(home)
{
    m_thread.setObjectName(name);
    moveToThread(&m_thread);
    m_thread.start();
}

ReadingThread::~ReadingThread()
{
    Q_ASSERT(m_thread.isFinished());
}

void ReadingThread::end(const std::function<void()> &letGo)
{
    QMetaObject::invokeMethod(this, [this, letGo] {
        letGo();
        m_thread.quit();
    });
    m_thread.wait();
}

} // namespace tocsin::storage
