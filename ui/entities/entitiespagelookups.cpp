// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/entitiespage.h"

#include "core/flows/analystdesk.h"
#include "core/flows/entitymentions.h"
#include "ui/entities/entitypivots.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphview.h"
#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

// What is asked of the server and of what is kept here, and what becomes of the answers.

namespace tocsin::ui {

namespace {

constexpr int longestHistory = 100;
constexpr int mostAnswers = 60;
constexpr int mostPictures = 60;

bool isSession(const domain::Entity &entity)
{
    const QString kind = entity.kindText.trimmed().toLower();
    return kind == "session"_L1 || kind == "investigation"_L1 ||
           (entity.kind == domain::EntityKind::Other && entity.value.startsWith("sess_"_L1));
}

} // namespace

void EntitiesPage::showEntity(const QString &value)
{
    const domain::Entity entity = flows::entityFromText(value);
    if (!entity.value.isEmpty())
        lookUp(entity);
}

// The field shows a value made visible: as long as nobody has changed it, the value itself is meant.
void EntitiesPage::lookUpTyped()
{
    const QString typed = m_field->text();
    if (m_place >= 0 && typed == visibleText(m_history[m_place].value, 2000))
        showCurrent(true);
    else
        showEntity(typed);
}

void EntitiesPage::lookUp(const domain::Entity &entity)
{
    if (!m_desk.workspace().isOpen() || entity.value.isEmpty())
        return;
    if (m_place < 0 || m_history[m_place].value != entity.value) {
        m_history.resize(m_place + 1);
        m_history.append(entity);
        if (m_history.size() > longestHistory)
            m_history.removeFirst();
        m_place = int(m_history.size()) - 1;
    }
    showCurrent(true);
}

void EntitiesPage::go(int steps)
{
    const int place = m_place + steps;
    if (place < 0 || place >= m_history.size())
        return;
    m_place = place;
    showCurrent(false);
}

// What the analyst placed and opened is not lost when the graph is left.
void EntitiesPage::keepPicture()
{
    if (m_drawn.isEmpty() || m_view->graph().nodes().empty())
        return;
    if (m_pictures.size() >= mostPictures && !m_pictures.contains(m_drawn))
        m_pictures.erase(m_pictures.begin());
    m_pictures.insert(m_drawn, {m_merged, m_view->canvas().places()});
}

// fresh: the server is asked whatever is kept of its answers.
void EntitiesPage::showCurrent(bool fresh)
{
    if (m_place < 0)
        return;
    const domain::Entity entity = m_history[m_place];
    dropRequests();
    keepPicture();
    m_view->setLoading({});
    m_view->start(entity);
    const Picture picture = m_pictures.value(entity.value);
    m_view->canvas().keepPlaces(picture.places);
    m_drawn = entity.value;
    m_merged.clear();
    m_field->setText(visibleText(entity.value, 2000));
    m_field->setCursorPosition(0); // a long value is known by its beginning
    m_field->setModified(false);
    const auto kept = m_answers.constFind(entity.value);
    if (!fresh && kept != m_answers.constEnd()) {
        QList<domain::Graph> graphs{kept->graph};
        m_merged.append(entity.value);
        for (const QString &value : picture.answers) {
            if (const auto opened = m_answers.constFind(value);
                opened != m_answers.constEnd() && !m_merged.contains(value)) {
                graphs.append(opened->graph);
                m_merged.append(value);
            }
        }
        m_view->add(graphs);
        showCentre();
    } else {
        ask(entity);
    }
    showHead();
}

void EntitiesPage::ask(const domain::Entity &entity)
{
    flows::Workspace &workspace = m_desk.workspace();
    if (!workspace.isOpen() || entity.value.isEmpty() || m_pending.contains(entity))
        return;
    m_pending.append(entity);
    sayLoading();
    workspace.api().entity(entity.value, m_requests.get(),
                           [this, entity](const Result<domain::Graph> &answer) { answered(entity, answer); });
}

void EntitiesPage::answered(const domain::Entity &entity, const Result<domain::Graph> &answer)
{
    m_pending.removeOne(entity);
    const bool isCentre = m_place >= 0 && m_history[m_place].value == entity.value;
    if (!answer && answer.error().kind != Error::Kind::NotFound) {
        m_failed = entity;
        const bool offline = m_desk.workspace().poller().conditions().offline;
        const QString sentence = readingErrorSentence(answer.error());
        if (isCentre && m_view->graph().nodes().empty())
            showAlone(entity); // what is kept here needs no server
        m_view->showFailure(offline ? tr("This computer has no network. %1").arg(sentence) : sentence,
                            u"GET /api/v1/graph/entity: %1"_s.arg(answer.error().detail));
        showHead();
        return;
    }
    const domain::Graph graph = answer ? *answer : domain::Graph();
    if (m_answers.size() >= mostAnswers && !m_answers.contains(entity.value))
        m_answers.erase(m_answers.begin());
    m_answers.insert(entity.value, {graph, m_desk.now()});
    const std::size_t nodes = m_view->graph().nodes().size();
    const std::size_t edges = m_view->graph().edges().size();
    m_view->add(graph);
    if (!m_merged.contains(entity.value))
        m_merged.append(entity.value);
    const bool isNew = m_view->graph().nodes().size() > nodes || m_view->graph().edges().size() > edges;
    if (!isCentre && !isNew)
        emit notice(tr("Nothing more is known about %1").arg(visibleText(entity.value, 80)));
    if (isCentre && nodes == 0 && isNew)
        showCentre();
    else if (isCentre && nodes == 0)
        lookHere(entity);
    sayLoading();
    showHead();
}

// What no server says anything about may be named by what is kept here.
void EntitiesPage::lookHere(const domain::Entity &entity)
{
    const flows::Workspace &workspace = m_desk.workspace();
    m_reading = std::make_unique<QObject>();
    workspace.book().read<flows::EntityMentions>(
        m_reading.get(),
        [this, entity](const Result<flows::EntityMentions> &found) {
            if (!found || (found->incidents.isEmpty() && found->investigations.isEmpty()) ||
                !m_view->graph().nodes().empty())
                return;
            emit notice(tr("The server knows nothing about it; what is kept here stands beside it"));
            showAlone(entity);
        },
        [value = entity.value, connection = workspace.connection().id, now = workspace.now()](
            storage::AnalystStores &stores) { return flows::mentionsOf(stores, connection, value, now, 1); });
}

void EntitiesPage::showAlone(const domain::Entity &entity)
{
    domain::Graph alone;
    alone.nodes.append({entity.value, entity, {}});
    m_view->add(alone);
    showCentre();
}

// The keys of the graph work at once, unless something else is being typed already.
void EntitiesPage::showCentre()
{
    m_view->canvas().setCurrent(m_view->canvas().centre());
    if (m_field->hasFocus() && !m_field->isModified())
        m_view->canvas().setFocus();
}

void EntitiesPage::sayLoading()
{
    if (m_pending.isEmpty())
        return;
    const QString first = tr("Looking up %1").arg(visibleText(m_pending.constFirst().value, 80));
    m_view->setLoading(
        m_pending.size() == 1
            ? first
            : tr("%1 and %n more", "looking up an entity", int(m_pending.size()) - 1).arg(first));
}

void EntitiesPage::dropRequests()
{
    m_requests = std::make_unique<QObject>(); // answers to the former one are not wanted any more
    m_pending.clear();
}

void EntitiesPage::chosen(int node)
{
    m_reading.reset();
    if (node < 0) {
        m_pause.stop();
        return;
    }
    m_pivots->show(m_view->graph().nodes()[std::size_t(node)].entity);
    m_pivots->showConnected(connectedSessions(node));
    m_pause.start();
}

QStringList EntitiesPage::connectedSessions(int node) const
{
    const graph::EntityGraph &graph = m_view->graph();
    QStringList sessions;
    const auto add = [&](int which) {
        const domain::Entity &entity = graph.nodes()[std::size_t(which)].entity;
        if (isSession(entity) && !sessions.contains(entity.value))
            sessions.append(entity.value);
    };
    add(node);
    for (const int edge : graph.edgesOf(node))
        add(graph.other(edge, node));
    return sessions;
}

void EntitiesPage::readMentions()
{
    const int node = m_view->canvas().current();
    flows::Workspace &workspace = m_desk.workspace();
    if (node < 0 || !workspace.isOpen())
        return;
    const QString value = m_view->graph().nodes()[std::size_t(node)].entity.value;
    m_reading = std::make_unique<QObject>();
    workspace.book().read<flows::EntityMentions>(
        m_reading.get(),
        [this](const Result<flows::EntityMentions> &found) {
            if (found)
                m_pivots->showMentions(*found, m_desk.now());
            else
                m_pivots->showFailure(readingErrorSentence(found.error()));
        },
        [value, connection = workspace.connection().id, now = workspace.now()](
            storage::AnalystStores &stores) { return flows::mentionsOf(stores, connection, value, now); });
}

void EntitiesPage::showHead()
{
    m_back->setEnabled(m_place > 0);
    m_forward->setEnabled(m_place + 1 < m_history.size());
    m_again->setEnabled(m_place >= 0 && m_pending.isEmpty());
    m_go->setEnabled(!m_field->text().trimmed().isEmpty());
    const auto kept = m_place < 0 ? m_answers.constEnd() : m_answers.constFind(m_history[m_place].value);
    const bool known = kept != m_answers.constEnd();
    m_age->setText(known ? tr("answered %1", "how long ago").arg(relativeTime(kept->at, m_desk.now()))
                         : QString());
    m_age->setToolTip(known ? toolTipText(bothTimes(kept->at)) : QString());
    m_age->setVisible(known);
}

} // namespace tocsin::ui
