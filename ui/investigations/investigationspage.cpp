// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/investigationspage.h"

#include "core/flows/analystdesk.h"
#include "ui/commands.h"
#include "ui/investigations/serversessions.h"
#include "ui/investigations/sessiondetail.h"
#include "ui/investigations/sessionlist.h"
#include "ui/investigations/sessiontablemodel.h"
#include "ui/pagecommands.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/splitters.h"

#include <QAction>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::SessionRow;
using storage::StoredSession;

namespace {
constexpr int listWidth = 280; // px
constexpr int leastDetail = 420;
} // namespace

InvestigationsPage::InvestigationsPage(const Theme &theme, flows::AnalystDesk &desk, const Commands &commands,
                                       QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_file(settings)
    , m_settings(readInvestigationSettings(settings))
    , m_model(new SessionTableModel(desk.book(), this))
    , m_list(new SessionList(theme, *m_model))
    , m_detail(new SessionDetail(theme, desk))
    , m_empty(new EmptyState(theme, u"investigate"_s))
    , m_noConnection(new EmptyState(theme, u"investigate"_s))
    , m_broken(new EmptyState(theme, u"warning"_s))
    , m_states(new QStackedWidget)
    , m_splitter(hairlineSplitter(Qt::Horizontal))
    , m_beat(new QTimer(this))
{
    setObjectName(u"investigationsPage"_s);
    build();
    connectParts(commands);
    connectDesk();
    m_model->setEscalateFrom(m_settings.escalateFrom);
    m_detail->setEscalateFrom(m_settings.escalateFrom);
    switchOver();
}

void InvestigationsPage::build()
{
    m_list->setMinimumWidth(160);
    m_detail->setMinimumWidth(leastDetail);
    m_splitter->setObjectName(u"investigationsSplitter"_s);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({listWidth, 1000});
    m_empty->setTexts(
        tr("No investigation yet"),
        tr("Put a question to the server: what happened, to whom, and since when. It works on it "
           "for half a minute to two, and the report appears here."));
    connect(m_empty->addButton(tr("New investigation…"), u"firstInvestigation"_s, true),
            &QPushButton::clicked, this, &InvestigationsPage::newInvestigation);
    connect(m_empty->addButton(tr("On the server…"), u"firstServerSession"_s, false), &QPushButton::clicked,
            this, &InvestigationsPage::openServerList);
    m_noConnection->setTexts(tr("No connection is open"),
                             tr("Questions are put to a connected console. Choose one, or make one."));
    connect(m_noConnection->addButton(tr("Choose a connection…"), u"chooseConnection"_s, true),
            &QPushButton::clicked, this, &InvestigationsPage::connectionAsked);
    connect(m_broken->addButton(tr("Try again"), u"retrySessions"_s, true), &QPushButton::clicked, this,
            &InvestigationsPage::switchOver);
    for (QWidget *widget : {static_cast<QWidget *>(m_splitter), static_cast<QWidget *>(m_empty),
                            static_cast<QWidget *>(m_noConnection), static_cast<QWidget *>(m_broken)})
        m_states->addWidget(widget);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_states);
}

void InvestigationsPage::connectParts(const Commands &commands)
{
    connect(m_model, &SessionTableModel::loaded, this, &InvestigationsPage::onLoaded);
    connect(m_model, &SessionTableModel::failed, this, &InvestigationsPage::showError);
    connect(m_list, &SessionList::chosen, m_detail, &SessionDetail::open);
    connect(m_list, &SessionList::opened, m_detail, &SessionDetail::focusQuestion);
    connect(m_list, &SessionList::newAsked, this, &InvestigationsPage::newInvestigation);
    connect(m_list, &SessionList::serverAsked, this, &InvestigationsPage::openServerList);
    connect(m_list, &SessionList::againAsked, this, &InvestigationsPage::askAgain);
    connect(m_list, &SessionList::exportAsked, this, &InvestigationsPage::exportReport);
    connect(m_list, &SessionList::compareAsked, this, &InvestigationsPage::chooseToCompare);
    connect(m_list, &SessionList::optionsAsked, this, &InvestigationsPage::openOptions);
    connect(m_detail, &SessionDetail::incidentAsked, this, &InvestigationsPage::incidentAsked);
    connect(m_detail, &SessionDetail::againAsked, this, &InvestigationsPage::askAgain);
    connect(m_detail, &SessionDetail::exportAsked, this, &InvestigationsPage::exportReport);
    connect(m_detail, &SessionDetail::compareAsked, this, &InvestigationsPage::chooseToCompare);
    connect(m_detail, &SessionDetail::notice, this, &InvestigationsPage::notice);
    connect(m_detail, &SessionDetail::graphAsked, this, &InvestigationsPage::graphAsked);
    connect(m_detail, &SessionDetail::incidentsAsked, this, &InvestigationsPage::incidentsAsked);
    connect(m_detail, &SessionDetail::deliveriesAsked, this, &InvestigationsPage::deliveriesAsked);
    connect(commands[u"refresh"_s], &QAction::triggered, this, [this] {
        if (!isVisible())
            return;
        m_model->refresh();
        m_detail->reload(m_detail->id());
    });
    auto *own = new PageCommands(this);
    own->add(commands[u"askAgain"_s], [this] { askAgain(); });
    own->add(commands[u"exportReport"_s], [this] { exportReport(); });
    own->add(commands[u"compareReports"_s], [this] { chooseToCompare(); });
    own->add(commands[u"serverSessions"_s], [this] { openServerList(); });
    own->add(commands[u"investigationOptions"_s], [this] { openOptions(); });
    auto *slash = new QAction(tr("Search investigations"), this); // in a field it is a letter
    slash->setShortcut(Qt::Key_Slash);
    slash->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(slash, &QAction::triggered, m_list, &SessionList::focusSearch);
    addAction(slash);
    connect(m_beat, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        m_model->setNow(m_desk.now());
        m_detail->tick();
    });
    m_beat->start(1000);
}

void InvestigationsPage::connectDesk()
{
    connect(&m_desk.workspace(), &flows::Workspace::switched, this, &InvestigationsPage::switchOver);
    connect(&m_desk, &flows::AnalystDesk::failed, this, &InvestigationsPage::showError);
}

void InvestigationsPage::switchOver()
{
    const bool isOpen = m_desk.workspace().isOpen();
    m_wanted = 0;
    m_list->showAll();
    m_detail->open(0);
    m_model->setConnection(isOpen ? m_desk.workspace().connection().id : QString());
    m_states->setCurrentIndex(isOpen ? Work : NoConnection);
    if (isOpen)
        attach();
}

// What the workspace gives is there until it is switched: these connections go with it.
void InvestigationsPage::attach()
{
    const flows::Investigations &all = m_desk.workspace().investigations();
    connect(&all, &flows::Investigations::changed, this, [this](qint64 id) {
        m_model->refresh();
        m_detail->reload(id);
    });
    connect(&all, &flows::Investigations::restored, m_model, &SessionTableModel::refresh);
    connect(&all, &flows::Investigations::failed, this,
            [this](const Error &error) { emit notice(errorSentence(error)); });
}

void InvestigationsPage::onLoaded()
{
    showState();
    if (m_wanted != 0 && m_model->rowOf(m_wanted) >= 0)
        m_list->select(std::exchange(m_wanted, 0));
    else if (m_list->current() == 0 && m_detail->id() != 0)
        m_list->select(m_detail->id()); // a filter has let it go and has it again
    else if (m_list->current() == 0 && m_model->rowCount() > 0)
        m_list->select(m_model->at(0)->id); // something to read at once
}

void InvestigationsPage::showState()
{
    m_states->setCurrentIndex(!m_desk.workspace().isOpen()                       ? NoConnection
                              : m_model->rowCount() > 0 || m_model->isFiltered() ? Work
                                                                                 : Empty);
}

void InvestigationsPage::showError(const Error &error)
{
    m_broken->setTexts(tr("The investigations cannot be listed"), errorSentence(error));
    m_broken->setDetails(errorSentence(error));
    m_states->setCurrentIndex(Broken);
}

void InvestigationsPage::openSession(qint64 id)
{
    m_wanted = id;
    if (m_model->rowOf(id) >= 0)
        m_list->select(std::exchange(m_wanted, 0));
    else
        m_detail->open(id); // older than what is listed, or about to be
    m_model->refresh();
}

void InvestigationsPage::openServerSession(const QString &id)
{
    if (!m_desk.workspace().isOpen())
        return;
    m_desk.workspace().investigations().open(id, this, [this](const Result<qint64> &known) {
        if (known)
            openSession(*known);
        else
            emit notice(errorSentence(known.error()));
    });
}

void InvestigationsPage::openServerList()
{
    if (!m_desk.workspace().isOpen())
        return;
    auto *dialog = new ServerSessions(m_theme, m_desk.workspace().api(), this);
    connect(dialog, &ServerSessions::sessionChosen, this, &InvestigationsPage::openServerSession);
    dialog->open();
}

void InvestigationsPage::focusList()
{
    m_list->focus();
}

void InvestigationsPage::focusSearch()
{
    m_list->focusSearch();
}

QList<QAction *> InvestigationsPage::listActions() const
{
    return m_list->listActions();
}

QString InvestigationsPage::statusText(flows::AnalystDesk &desk)
{
    if (!desk.workspace().isOpen())
        return {};
    const qsizetype live = desk.workspace().investigations().live().size();
    return live > 0 ? tr("%n investigation(s) running", nullptr, int(live)) : QString();
}

void InvestigationsPage::saveState(QSettings &settings) const
{
    settings.setValue(u"investigations/splitter"_s, m_splitter->saveState());
}

void InvestigationsPage::restoreState(QSettings &settings)
{
    m_splitter->restoreState(settings.value(u"investigations/splitter"_s).toByteArray());
}

} // namespace tocsin::ui
