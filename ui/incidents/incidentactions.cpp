// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentactions.h"

#include "core/flows/incidentcsv.h"
#include "core/flows/incidentticket.h"
#include "ui/incidents/incidenttable.h"
#include "ui/incidents/ticketdialog.h"
#include "ui/text/errortext.h"
#include "ui/text/incidenttext.h"
#include "ui/text/numbertext.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::IncidentRow;

namespace {

// For the server, so not translated: the incident, a time and what is wanted of it, as its validation asks.
QString questionFor(const IncidentRow &row)
{
    return u"Investigate incident %1 (%2) over the last 24 hours: which accounts, hosts and addresses are "
           u"involved, is it malicious, and what should be done?"_s.arg(QString::number(row.key.number),
                                                                        row.title.simplified().left(300));
}

// A cell must not break the table that it is pasted into.
QString cell(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return fail(Error::Kind::Storage, path + u": "_s + file.errorString());
}

} // namespace

IncidentActions::IncidentActions(flows::AnalystDesk &desk, IncidentTable &table,
                                 const IncidentTableModel &model, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_table(table)
    , m_model(model)
{}

// Not from the list's own cache: what is chosen need not have been looked at.
void IncidentActions::withRows(const std::function<void(const QList<IncidentRow> &)> &act)
{
    const QList<storage::IncidentId> ids = m_table.selectedIds();
    if (ids.isEmpty()) {
        emit notice(tr("Choose incidents first"));
        return;
    }
    m_desk.book().read<QList<IncidentRow>>(
        this,
        [this, act](const Result<QList<IncidentRow>> &rows) {
            if (rows)
                act(*rows);
            else
                emit notice(errorSentence(rows.error()));
        },
        [ids](storage::AnalystStores &stores) { return stores.incidents.rows(ids); });
}

bool IncidentActions::isTooMany()
{
    const bool isSo = m_table.selectedIds().size() > mostAtOnce;
    if (isSo)
        emit notice(tr("At most %1 incidents are investigated at once").arg(numberText(mostAtOnce)));
    return isSo;
}

void IncidentActions::investigate()
{
    if (!isTooMany())
        withRows([this](const QList<IncidentRow> &rows) { start(rows); });
}

void IncidentActions::investigateWith()
{
    if (!isTooMany())
        withRows([this](const QList<IncidentRow> &rows) { emit questionAsked(rows); });
}

void IncidentActions::makeTicket()
{
    const storage::IncidentId id = m_table.currentId();
    if (id == 0) {
        emit notice(tr("Choose an incident first"));
        return;
    }
    m_desk.book().read<report::Ticket>(
        this,
        [this](const Result<report::Ticket> &ticket) {
            if (!ticket) {
                emit notice(errorSentence(ticket.error()));
                return;
            }
            auto *dialog = new TicketDialog(*ticket, m_table.window());
            connect(dialog, &TicketDialog::notice, this, &IncidentActions::notice);
            dialog->open();
        },
        [id, now = m_desk.now()](storage::AnalystStores &stores) {
            return flows::ticketFor(stores, id, now);
        });
}

void IncidentActions::start(const QList<IncidentRow> &rows)
{
    if (!m_desk.workspace().isOpen() || rows.isEmpty())
        return;
    for (const IncidentRow &row : rows) {
        flows::InvestigationDraft draft;
        draft.query = questionFor(row);
        draft.incident = row.key.number;
        if (!row.key.provider.isEmpty())
            draft.provider = row.key.provider;
        m_desk.workspace().investigations().start(draft, this, [this](const Result<qint64> &id) {
            if (id)
                emit investigationStarted(*id);
            else
                emit notice(errorSentence(id.error()));
        });
    }
    emit notice(rows.size() == 1 ? tr("Investigating incident %1").arg(rows.constFirst().key.number)
                                 : tr("Investigating %1").arg(incidentsText(rows.size())));
}

void IncidentActions::enrich()
{
    withRows([this](const QList<IncidentRow> &rows) { ask(rows); });
}

void IncidentActions::ask(const QList<IncidentRow> &rows)
{
    if (!m_desk.workspace().isOpen())
        return;
    if (rows.size() > mostAtOnce) {
        emit notice(tr("At most %1 incidents are enriched at once").arg(numberText(mostAtOnce)));
        return;
    }
    for (const IncidentRow &row : rows) {
        const domain::IncidentKey key = row.key;
        m_desk.workspace().api().enrich(
            key.number, this, [this, key](const Result<socmate::Acknowledged> &answer) {
                if (!answer) {
                    emit notice(tr("Incident %1 was not enriched: %2")
                                    .arg(QString::number(key.number), errorSentence(answer.error())));
                    return;
                }
                emit notice(tr("Incident %1 is being enriched").arg(key.number));
                if (!m_desk.workspace().isOpen() || m_desk.workspace().connection().id != key.connection)
                    return;
                m_desk.workspace().sync().readDetail(key, this, [](const Result<storage::IncidentId> &) {});
            });
    }
}

void IncidentActions::copyRows()
{
    withRows([this](const QList<IncidentRow> &rows) {
        const QList<int> columns = m_table.columnsInOrder();
        QStringList titles;
        for (const int column : columns)
            titles.append(IncidentTableModel::title(column));
        QStringList lines{titles.join(u'\t')};
        for (const IncidentRow &row : rows) {
            QStringList cells;
            for (const int column : columns)
                cells.append(cell(column == IncidentTableModel::Title   ? row.title
                                  : column == IncidentTableModel::Owner ? row.owner
                                                                        : m_model.text(row, column)));
            lines.append(cells.join(u'\t'));
        }
        QGuiApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
        emit notice(tr("Copied %1").arg(incidentsText(rows.size())));
    });
}

void IncidentActions::exportRows()
{
    const qsizetype chosen = m_table.selectedIds().size();
    if (chosen == 0) {
        emit notice(tr("Choose incidents first"));
        return;
    }
    auto *dialog = new QFileDialog(&m_table, tr("Export %1 as CSV").arg(incidentsText(chosen)));
    dialog->setObjectName(u"exportIncidents"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"incidents.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &IncidentActions::writeCsv);
    dialog->open();
}

// Read and written on the book's thread: tens of thousands of rows are not for this one.
void IncidentActions::writeCsv(const QString &path)
{
    const QList<storage::IncidentId> ids = m_table.selectedIds();
    m_desk.book().read<qint64>(
        this,
        [this, path](const Result<qint64> &written) {
            if (written)
                emit notice(
                    tr("Wrote %1 to %2").arg(incidentsText(*written), QDir::toNativeSeparators(path)));
            else
                emit notice(errorSentence(written.error()));
        },
        [ids, path](storage::AnalystStores &stores) -> Result<qint64> {
            const auto rows = stores.incidents.rows(ids);
            if (!rows)
                return tl::unexpected(rows.error());
            const auto written = writeFile(path, flows::incidentsCsv(*rows));
            return written ? Result<qint64>(rows->size()) : tl::unexpected(written.error());
        });
}

void IncidentActions::markLooked()
{
    const QList<storage::IncidentId> ids = m_table.selectedIds();
    if (ids.isEmpty())
        return;
    m_desk.book().write<void>(
        this,
        [this, ids](const Result<void> &done) {
            if (done)
                emit looked(ids);
            else
                emit notice(errorSentence(done.error()));
        },
        [ids, now = m_desk.now()](storage::AnalystStores &stores) {
            return stores.incidents.markLooked(ids, now);
        });
}

void IncidentActions::markAllLooked()
{
    if (!m_desk.workspace().isOpen())
        return;
    m_desk.book().write<void>(
        this,
        [this](const Result<void> &done) {
            if (done)
                emit looked(m_model.ids());
            else
                emit notice(errorSentence(done.error()));
        },
        [connection = m_desk.workspace().connection().id, now = m_desk.now()](
            storage::AnalystStores &stores) { return stores.incidents.markAllLooked(connection, now); });
}

// From the current one down, and from the top again.
void IncidentActions::nextNew()
{
    const int here = m_model.rowOf(m_table.currentId());
    const QList<storage::IncidentId> ids =
        m_model.ids().sliced(here + 1) + m_model.ids().first(qMax(0, here));
    m_desk.book().read<QList<storage::IncidentId>>(
        this,
        [this](const Result<QList<storage::IncidentId>> &found) {
            if (!found)
                emit notice(errorSentence(found.error()));
            else if (found->isEmpty())
                emit notice(tr("Nothing new in this list since you looked"));
            else
                m_table.selectId(found->constFirst());
        },
        [ids, now = m_desk.now()](storage::AnalystStores &stores) {
            return stores.incidents.matching(
                ids, filter::parseIncidents(u"is:unseen OR is:changed").value_or(filter::IncidentQuery()),
                now);
        });
}

} // namespace tocsin::ui
