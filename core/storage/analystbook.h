// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/analyststores.h"
#include "core/storage/readingthread.h"

namespace tocsin::storage {

// The analyst's file for a window: nothing of it is touched on the asking thread. What writes is answered in
// the order asked, on one thread; what only reads has another, so that a list never waits for a sync; and
// what nobody waits for has a third, so that a list never waits for the counts beside it. Book and contexts
// live on one thread, where the handlers run as long as their context is there.
class AnalystBook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnalystBook)

public:
    // The file is made when it is needed first.
    explicit AnalystBook(const QString &path, const AnalystRules &rules = {}, QObject *parent = nullptr);
    ~AnalystBook() override; // after what was asked

    // `work` gives a Result<T>; it runs on the thread of the book and captures values only.
    template<class T, class Work>
    void write(QObject *context, Handler<T> handler, Work work)
    {
        put<T>(*m_writer, context, std::move(handler), std::move(work));
    }

    template<class T, class Work>
    void read(QObject *context, Handler<T> handler, Work work)
    {
        put<T>(*m_reader, context, std::move(handler), std::move(work));
    }

    // What takes its time, or comes when it comes: counts, vocabularies, likenesses. May be overtaken by
    // read().
    template<class T, class Work>
    void readAside(QObject *context, Handler<T> handler, Work work)
    {
        put<T>(*m_aside, context, std::move(handler), std::move(work));
    }

    // Where the sandbox listens: from now on the first of the connections.
    void setSandbox(const domain::Connection &sandbox);

    int pending() const { return m_pending; } // questions that are not answered yet

private:
    class Worker final : public ReadingThread
    {
    public:
        Worker(const QString &name, QString path, AnalystRules rules, QObject &home);
        ~Worker() override;
        Q_DISABLE_COPY_MOVE(Worker)

        AnalystStores &stores() { return *m_stores; }

    private:
        Result<void> open() override;

        const QString m_path;
        const AnalystRules m_rules;
        std::unique_ptr<AnalystStores> m_stores;
    };

    template<class T, class Work>
    void put(Worker &worker, QObject *context, Handler<T> handler, Work work)
    {
        ++m_pending;
        // The book's own context: the count is right also when the asker is gone.
        worker.ask<T>(
            this,
            [this, guard = QPointer<QObject>(context), handler = std::move(handler)](Result<T> result) {
                --m_pending;
                if (guard)
                    handler(std::move(result));
            },
            [&worker, work = std::move(work)]() -> Result<T> { return work(worker.stores()); });
    }

    int m_pending = 0;
    std::unique_ptr<Worker> m_writer;
    std::unique_ptr<Worker> m_reader;
    std::unique_ptr<Worker> m_aside;
};

} // namespace tocsin::storage
