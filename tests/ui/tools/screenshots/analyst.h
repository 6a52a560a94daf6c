// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "ui/investigations/investigationspage.h"
#include "ui/investigations/sessiondetail.h"

#include <QSettings>
#include <QTemporaryDir>

namespace tocsin::pictures {

class Stage;

// The analyst's side of a scene: a desk over a fast sandbox, and the page of investigations; goes with the
// scene's window.
class Analyst final : public QObject
{
public:
    explicit Analyst(Stage &stage);
    ~Analyst() override;
    Q_DISABLE_COPY_MOVE(Analyst)

    static Analyst &of(Stage &stage); // that was made for it

    ui::InvestigationsPage &page() { return *m_page; }
    flows::AnalystDesk &desk() { return *m_desk; }
    ui::SessionDetail &detail() { return *m_page->findChild<ui::SessionDetail *>(); }

    void start(); // until the sandbox's connection is open
    void ask(const QString &query, qint64 incident, domain::SessionState until);
    void keep(const domain::Session &session, qint64 incident = 0); // as if it had been asked
    void lookAs(Stage &stage); // as large as the window's shell leaves room

private:
    QTemporaryDir m_folder;
    QSettings m_settings{m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    std::unique_ptr<flows::AnalystDesk> m_desk;
    std::unique_ptr<ui::InvestigationsPage> m_page;
};

} // namespace tocsin::pictures
