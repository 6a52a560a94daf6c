// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "core/secrets/memorystore.h"
#include "tests/support/sampleincident.h"
#include "ui/notices/desktopnotices.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tocsin::test {

// The analyst's desk with connections of a server that never answers, a window, and the notices between them.
// Incidents come by the book, as a sync would bring them.
struct NoticesFixture
{
    static constexpr int patience = 30'000; // ms

    QTemporaryDir folder;
    secrets::MemoryStore secretStore;
    std::unique_ptr<ui::Theme> ownTheme;
    const ui::Theme &theme;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    std::unique_ptr<flows::AnalystDesk> desk;
    std::unique_ptr<QWidget> window;
    ui::DesktopNotices *notices = nullptr; // the window's
    QStringList connections;               // ids, in the order added
    Micros time = wallClock();

    NoticesFixture() : ownTheme(std::make_unique<ui::Theme>(*qApp)), theme(*ownTheme) {}
    explicit NoticesFixture(const ui::Theme &given) : theme(given) {} // a program has one
    ~NoticesFixture() { window.reset(); }
    Q_DISABLE_COPY_MOVE(NoticesFixture)

    // With a connection for each name; the first one is open.
    bool open(const QStringList &names = {QStringLiteral("Work")})
    {
        flows::AnalystOptions options = flows::AnalystOptions::usual(folder.path());
        options.withSandbox = false;
        options.clock = [this] { return time; };
        desk = std::make_unique<flows::AnalystDesk>(options, secretStore);
        window = std::make_unique<QWidget>();
        notices = new ui::DesktopNotices(*desk, theme, settings, window.get());
        QSignalSpy ready(desk.get(), &flows::AnalystDesk::ready);
        desk->start();
        if (!QTest::qWaitFor([&] { return ready.count() == 1; }, patience))
            return false;
        for (const QString &name : names) {
            domain::Connection connection;
            connection.name = name;
            connection.api = QUrl(QStringLiteral("http://127.0.0.1:1"));
            connection.proxy = domain::ProxyMode::None;
            const auto id = ask<QString>([&](QObject *context, const Handler<QString> &handler) {
                desk->saveConnection(connection, context, handler);
            });
            if (!id)
                return false;
            connections.append(*id);
        }
        return connections.isEmpty() || desk->choose(connections.constFirst()).has_value();
    }

    template<class T>
    Result<T> ask(const std::function<void(QObject *, Handler<T>)> &question)
    {
        std::optional<Result<T>> answer;
        QObject context;
        question(&context, [&answer](const Result<T> &result) { answer = result; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
            return fail(Error::Kind::Transient, QStringLiteral("no answer"));
        return *answer;
    }

    // After everything that was asked of it before.
    template<class T, class Work>
    Result<T> book(Work work)
    {
        return ask<T>([&](QObject *context, const Handler<T> &handler) {
            desk->book().write<T>(context, handler, work);
        });
    }

    QList<storage::IncidentId> store(const QList<domain::Incident> &incidents)
    {
        const QString id = desk->workspace().connection().id;
        const auto stored = book<storage::Upserted>([incidents, id, now = time](storage::AnalystStores &s) {
            return s.incidents.upsert(id, incidents, storage::IncidentForm::List, now);
        });
        return stored ? stored->added : QList<storage::IncidentId>();
    }

    // Of the open connection, through its policy; waits until they are in the history.
    bool arrive(const QList<domain::Incident> &incidents)
    {
        const auto added = store(incidents);
        QSignalSpy recorded(&desk->workspace().notices(), &flows::NoticePolicy::recorded);
        desk->workspace().notices().consider(added, false);
        return QTest::qWaitFor([&] { return recorded.count() == 1; }, patience);
    }

    static domain::Incident incident(qint64 number, const QString &title,
                                     domain::Severity severity = domain::Severity::High)
    {
        domain::Incident made = sampleIncident(number);
        made.title = title;
        made.severity = severity;
        return made;
    }
};

} // namespace tocsin::test
