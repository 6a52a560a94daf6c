// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>

namespace tocsin::storage {

// A thread that answers questions in the order asked, for one object, `home`, which outlives it and through
// which the answers go. What the questions need is opened on the thread, by the first of them, and let go
// there. A subclass calls end() in its destructor.
class ReadingThread : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadingThread)

public:
    ReadingThread(const QString &name, QObject &home);
    ~ReadingThread() override;

    // Runs `question`, which gives a Result<T>, on the thread and brings its result to the handler on the
    // asking thread. Whether the context still lives is only known there: on the reading thread it could go
    // between look and use.
    template<class T, class Question>
    void ask(QObject *context, Handler<T> handler, Question question)
    {
        run<T>(context, std::move(handler),
               [this, question] { return Result<T>(open().and_then(question)); });
    }

protected:
    // The same without opening first.
    template<class T, class Question>
    void run(QObject *context, Handler<T> handler, Question question)
    {
        Q_ASSERT(context->thread() == m_home.thread());
        QMetaObject::invokeMethod(this, [this, guard = QPointer<QObject>(context),
                                         handler = std::move(handler), question]() mutable {
            QMetaObject::invokeMethod(&m_home, [guard = std::move(guard), handler = std::move(handler),
                                                result = Result<T>(question())] {
                if (guard)
                    handler(result);
            });
        });
    }

    virtual Result<void> open() = 0; // before every question; on the thread
    // After the questions that were asked: lets go on the thread what was opened there, and ends it.
    void end(const std::function<void()> &letGo);

private:
    QObject &m_home;
    QThread m_thread;
};

} // namespace tocsin::storage
