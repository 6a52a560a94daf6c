// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/serversessions.h"

#include "core/socmate/socmateapi.h"
#include "ui/text/errortext.h"
#include "ui/text/sessiontext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/texttable.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::Session;
using socmate::SocmateApi;

namespace {

constexpr int pageSize = 50;

QString titleOf(const Session &session)
{
    for (const QString &text : {session.title, session.query, session.id}) {
        if (!text.trimmed().isEmpty())
            return text.simplified();
    }
    return {};
}

QString stateOf(const Session &session)
{
    return session.statusText.isEmpty() ? sessionBadge(session.state).word : session.statusText;
}

} // namespace

ServerSessions::ServerSessions(const Theme &theme, SocmateApi &api, QWidget *parent)
    : QDialog(parent)
    , m_api(&api)
    , m_model(new TextTableModel(theme, {tr("Created"), tr("Risk"), tr("Status"), tr("Question")}, this))
    , m_table(new TextTable(theme, *m_model, u"serverSessions"_s))
    , m_spinner(new Spinner)
    , m_outcome(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_more(textButton(tr("More"), u"moreServerSessions"_s, this))
    , m_open(primaryButton(tr("Open"), u"openServerSession"_s, this))
{
    setObjectName(u"serverSessionsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Investigations on the server"));
    m_table->setAccessibleName(tr("Investigations on the server"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(0, 140);
    m_table->setColumnWidth(1, 60);
    m_table->setColumnWidth(2, 100);
    m_outcome->setObjectName(u"serverSessionsOutcome"_s);
    m_outcome->setLook(u"muted"_s);
    m_more->hide();
    m_open->setEnabled(false);
    m_open->setDefault(true);
    QPushButton *close = textButton(tr("Close"), u"closeServerSessions"_s, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_spinner);
    column->addWidget(m_table, 1);
    column->addLayout(footRow({m_more}, {close, m_open}, m_outcome));
    resize(820, 480);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &ServerSessions::choose);
    connect(m_more, &QPushButton::clicked, this, &ServerSessions::askMore);
    connect(m_table, &QTableView::doubleClicked, this, &ServerSessions::choose);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_open->setEnabled(m_table->selectionModel()->hasSelection()); });
    connect(&api, &QObject::destroyed, this, &QDialog::reject);
    askMore();
}

void ServerSessions::askMore()
{
    if (!m_api)
        return;
    m_more->setEnabled(false);
    m_spinner->start(tr("Asking the server…"));
    m_api->sessions(pageSize, m_offset, SocmateApi::Priority::Asked, this,
                    [this](const Result<socmate::Page<Session>> &page) { take(page); });
}

// Pages shift when new ones arrive: what is there already is left out.
void ServerSessions::take(const Result<socmate::Page<Session>> &page)
{
    m_spinner->stop();
    m_more->setEnabled(true);
    if (!page) {
        const bool noList =
            page.error().kind == Error::Kind::NotFound || page.error().kind == Error::Kind::Rejected;
        m_outcome->setLook(noList ? u"muted"_s : u"fault"_s);
        m_outcome->setText(noList ? tr("This server has no list of its investigations.")
                                  : errorSentence(page.error()));
        return;
    }
    const qsizetype before = m_sessions.size();
    for (const Session &session : page->items) {
        const bool isKnown = std::ranges::any_of(
            m_sessions, [&session](const Session &known) { return known.id == session.id; });
        if (!session.id.isEmpty() && !isKnown)
            m_sessions.append(session);
    }
    m_offset += int(page->items.size());
    m_more->setVisible(page->mayHaveMore() && m_sessions.size() > before);
    m_outcome->setText(m_sessions.isEmpty() ? tr("The server knows of no investigation.") : QString());
    showRows();
}

void ServerSessions::showRows()
{
    const int chosen = m_table->currentIndex().row();
    QList<QList<TextTableModel::Cell>> rows;
    for (const Session &session : std::as_const(m_sessions)) {
        const QString created = session.created.isValid()
                                    ? QLocale().toString(session.created.toLocalTime(), QLocale::ShortFormat)
                                    : QString();
        const std::optional<double> risk = session.risk     ? session.risk
                                           : session.report ? session.report->risk
                                                            : std::nullopt;
        rows.append(
            {{created}, {risk ? riskNumber(*risk) : QString()}, {stateOf(session)}, {titleOf(session)}});
    }
    m_model->setRows(rows);
    m_table->selectRow(qMax(0, chosen));
}

void ServerSessions::choose()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_sessions.size())
        return;
    emit sessionChosen(m_sessions.at(row).id);
    accept();
}

} // namespace tocsin::ui
