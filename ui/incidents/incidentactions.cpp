// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentactions.h"

#include "ui/incidents/incidenttable.h"
#include "ui/text/errortext.h"
#include "ui/text/incidenttext.h"
#include "ui/text/numbertext.h"

#include <QClipboard>
#include <QGuiApplication>

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

void IncidentActions::investigate()
{
    if (m_table.selectedIds().size() > mostAtOnce) {
        emit notice(tr("At most %1 incidents are investigated at once").arg(numberText(mostAtOnce)));
        return;
    }
    withRows([this](const QList<IncidentRow> &rows) { start(rows); });
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
    for (const IncidentRow &row : rows.first(qMin<qsizetype>(rows.size(), mostAtOnce))) {
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

} // namespace tocsin::ui
