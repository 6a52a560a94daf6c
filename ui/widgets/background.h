// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrent>

#include <type_traits>

namespace tocsin::ui {

// Runs `work` on a thread of the global pool, then `done` with its result on the context's thread, unless the
// context is gone by then. QFuture::then() with a context does not bear that the context goes while the work
// ends (Qt 6.4).
template<class Work, class Done>
void runInBackground(QObject *context, Work work, Done done)
{
    using Found = std::invoke_result_t<Work>;
    auto *watcher = new QFutureWatcher<Found>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
}

} // namespace tocsin::ui
