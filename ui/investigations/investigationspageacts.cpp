// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What is done from the page: asking, handing on, comparing.

#include "ui/investigations/investigationspage.h"

#include "core/flows/analystdesk.h"
#include "ui/investigations/comparesessions.h"
#include "ui/investigations/exportdialog.h"
#include "ui/investigations/investigationoptions.h"
#include "ui/investigations/newinvestigation.h"
#include "ui/investigations/sessiondetail.h"
#include "ui/investigations/sessionlist.h"
#include "ui/investigations/sessiontablemodel.h"
#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/visibletext.h"

#include <QCursor>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::SessionRow;
using storage::StoredSession;

namespace {
constexpr int mostCompared = 20; // in the menu
} // namespace

void InvestigationsPage::newInvestigation()
{
    ask({}, {});
}

void InvestigationsPage::investigateIncidents(const QList<storage::IncidentRow> &incidents)
{
    QList<Subject> subjects;
    for (const storage::IncidentRow &incident : incidents)
        subjects.append(subjectOf(incident));
    ask(subjects, {});
}

void InvestigationsPage::investigateEntity(const domain::Entity &entity)
{
    ask({subjectOf(entity)}, {});
}

void InvestigationsPage::investigateDelivery(const domain::DeliveryRow &delivery)
{
    ask({subjectOf(delivery)}, {});
}

void InvestigationsPage::investigateText(const QString &text)
{
    ask({}, text);
}

// As it stood, to be mended first: what failed or came to nothing often asked too much.
void InvestigationsPage::askAgain()
{
    if (!m_detail->shown() || m_detail->shown()->session.query.isEmpty())
        return;
    const domain::Session &session = m_detail->shown()->session;
    ask({Subject{m_detail->shown()->incident, session.provider, {}}}, session.query, session.persona);
}

void InvestigationsPage::ask(const QList<Subject> &subjects, const QString &query, const QString &persona)
{
    auto *dialog = new NewInvestigation(m_desk, m_settings, {subjects, query, persona}, this);
    connect(dialog, &NewInvestigation::remembered, this, &InvestigationsPage::keep);
    connect(dialog, &NewInvestigation::started, this, [this](qint64 id, int count) {
        m_list->showAll(); // a filter must not hide what was just asked
        openSession(id);
        emit notice(count == 1 ? tr("The question is on its way")
                               : tr("%n question(s) are on their way", nullptr, count));
    });
    dialog->open();
}

void InvestigationsPage::openOptions()
{
    auto *dialog = new InvestigationOptions(m_settings, this);
    connect(dialog, &InvestigationOptions::chosen, this, &InvestigationsPage::keep);
    dialog->open();
}

void InvestigationsPage::keep(const InvestigationSettings &settings)
{
    m_settings = settings;
    m_model->setEscalateFrom(settings.escalateFrom);
    m_detail->setEscalateFrom(settings.escalateFrom);
    if (const Result<void> kept = writeInvestigationSettings(m_file, settings); !kept)
        emit notice(errorSentence(kept.error()));
}

void InvestigationsPage::exportReport()
{
    if (!m_detail->shown())
        return;
    const StoredSession &stored = *m_detail->shown();
    if (!isAnswered(stored.session))
        return; // there is nothing to hand on
    report::Source source;
    source.escalateFrom = m_settings.escalateFrom;
    source.tlp = m_settings.tlp;
    source.author = m_settings.author;
    source.defang = m_settings.defang;
    source.session = stored.session;
    source.incident = stored.incident != 0 ? QString::number(stored.incident) : QString();
    source.at = QDateTime::fromMSecsSinceEpoch(m_desk.now() / 1000, Qt::UTC);
    auto *dialog = new ExportDialog(source, this);
    connect(dialog, &ExportDialog::notice, this, &InvestigationsPage::notice);
    connect(dialog, &ExportDialog::handedOn, this,
            [this](report::Tlp tlp, const QString &author, bool defang) {
                InvestigationSettings now = m_settings;
                now.tlp = tlp;
                now.author = author;
                now.defang = defang;
                if (now != m_settings)
                    keep(now);
            });
    dialog->open();
}

// Those of the same incident first: that is what a second question is mostly about.
void InvestigationsPage::chooseToCompare()
{
    if (!m_detail->shown() || !m_detail->shown()->session.report)
        return;
    m_desk.book().read<QList<SessionRow>>(
        this,
        [this](const Result<QList<SessionRow>> &rows) {
            if (rows)
                offerToCompare(*rows);
            else
                emit notice(errorSentence(rows.error()));
        },
        [connection = m_desk.workspace().isOpen() ? m_desk.workspace().connection().id : QString(),
         incident =
             m_detail->shown()->incident](storage::AnalystStores &stores) -> Result<QList<SessionRow>> {
            Result<QList<SessionRow>> same = stores.sessions.ofIncident(connection, incident);
            if (!same)
                return same;
            const auto newest = stores.sessions.page(connection, 0, mostCompared + 1,
                                                     {storage::SessionFilter::Show::Completed, 0, {}});
            if (!newest)
                return newest;
            for (const SessionRow &row : *newest) {
                if (!same->contains(row))
                    same->append(row);
            }
            return same;
        });
}

void InvestigationsPage::offerToCompare(const QList<SessionRow> &all)
{
    QList<SessionRow> rows;
    for (const SessionRow &one : all) {
        if (one.id != m_detail->id() && one.state == domain::SessionState::Completed)
            rows.append(one);
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(u"compareMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const SessionRow &row : rows.first(qMin<qsizetype>(rows.size(), mostCompared))) {
        QString text =
            visibleText(sessionTitle(row).left(80), 120) + u" · "_s + listTime(row.asked, m_desk.now());
        text.replace(u'&', u"&&"_s); // no shortcut of theirs
        menu->addAction(text, this, [this, id = row.id] { compareWith(id); });
    }
    if (rows.isEmpty())
        menu->addAction(tr("There is no other completed investigation"))->setEnabled(false);
    menu->popup(QCursor::pos());
}

void InvestigationsPage::compareWith(qint64 id)
{
    m_desk.book().read<StoredSession>(
        this,
        [this](const Result<StoredSession> &other) {
            if (!other) {
                emit notice(errorSentence(other.error()));
                return;
            }
            if (m_detail->shown())
                (new CompareSessions(m_theme, *m_detail->shown(), *other, this))->open();
        },
        [id](storage::AnalystStores &stores) { return stores.sessions.load(id); });
}

} // namespace tocsin::ui
