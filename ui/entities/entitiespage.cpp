// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/entitiespage.h"

#include "core/entities/defang.h"
#include "core/filter/incidentquery.h"
#include "core/flows/analystdesk.h"
#include "core/flows/entitymentions.h"
#include "ui/commands.h"
#include "ui/entities/entitypivots.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphview.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int longestValue = 16'384;   // characters, made visible
constexpr int restBeforeReading = 120; // ms on a node

template<class Query>
QString holding(const QString &value)
{
    Query query;
    query.kind = Query::Kind::Leaf;
    query.term = filter::FullText{value, false};
    return filter::toText(query);
}

} // namespace

EntitiesPage::EntitiesPage(const Theme &theme, flows::AnalystDesk &desk, const Commands &commands,
                           QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_view(new GraphView(theme, [](const domain::Entity &entity) { return entities::defanged(entity); }))
    , m_pivots(new EntityPivots(theme))
    , m_states(new QStackedWidget(this))
    , m_requests(std::make_unique<QObject>())
{
    setObjectName(u"entitiesPage"_s);
    m_view->setDetail(m_pivots);
    auto *none = new EmptyState(theme, u"entities"_s);
    none->setTexts(tr("No connection is open"),
                   tr("Entities are looked up on the server of a connection. Choose one, or add one."));
    QPushButton *connections = none->addButton(tr("Connections"), u"entitiesConnections"_s, true);
    connect(connections, &QPushButton::clicked, this, &EntitiesPage::connectionsAsked);
    m_noConnection = none;
    m_open = new QWidget;
    auto *inner = new QVBoxLayout(m_open);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(buildHead());
    inner->addWidget(m_view, 1);
    m_states->addWidget(m_open);
    m_states->addWidget(m_noConnection);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_states);

    connectView();
    connectWorkspace();
    const auto whenSeen = [this](auto run) {
        return [this, run] {
            if (isVisible() && m_place >= 0)
                run();
        };
    };
    connect(commands[u"refresh"_s], &QAction::triggered, this, whenSeen([this] { showCurrent(true); }));
    auto *slash = new QAction(tr("Look up an entity"), this);
    slash->setShortcut(Qt::Key_Slash);
    slash->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(slash, &QAction::triggered, this, &EntitiesPage::focusField);
    addAction(slash);
    forgetAll();
}

QWidget *EntitiesPage::buildHead()
{
    auto *bar = new QFrame;
    bar->setProperty("look", u"bar"_s);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_back = iconButton(m_theme, mirrored ? u"next"_s : u"back"_s, tr("Back to the entity before"),
                        u"entityBack"_s, this);
    m_forward = iconButton(m_theme, mirrored ? u"back"_s : u"next"_s, tr("On to the next entity"),
                           u"entityForward"_s, this);
    m_again = iconButton(m_theme, u"refresh"_s, tr("Ask the server again"), u"entityAgain"_s, this);
    m_field = new QLineEdit;
    m_field->setObjectName(u"entityField"_s);
    m_field->setPlaceholderText(tr("Address, user, host, domain, hash, e-mail, URL or process"));
    m_field->setAccessibleName(tr("Entity to look up"));
    m_field->setMaxLength(longestValue);
    m_field->setClearButtonEnabled(true);
    m_go = primaryButton(tr("Look up"), u"entityLookUp"_s, this);
    m_age = new PlainLabel;
    m_age->setObjectName(u"entityAge"_s);
    m_age->setLook(u"muted"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    row->addWidget(m_field, 1);
    row->addWidget(m_go);
    row->addSpacing(8);
    row->addWidget(m_age);
    row->addWidget(m_again);
    connect(m_field, &QLineEdit::returnPressed, this, &EntitiesPage::lookUpTyped);
    connect(m_field, &QLineEdit::textChanged, this, &EntitiesPage::showHead);
    connect(m_go, &QPushButton::clicked, this, &EntitiesPage::lookUpTyped);
    connect(m_back, &QToolButton::clicked, this, [this] { go(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { go(1); });
    connect(m_again, &QToolButton::clicked, this, [this] { showCurrent(true); });
    connect(&m_beat, &QTimer::timeout, this, &EntitiesPage::showHead);
    m_beat.start(5000);
    return bar;
}

void EntitiesPage::connectView()
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(restBeforeReading);
    connect(&m_pause, &QTimer::timeout, this, &EntitiesPage::readMentions);
    connect(m_view, &GraphView::nodeChosen, this, &EntitiesPage::chosen);
    connect(m_view, &GraphView::expandAsked, this, &EntitiesPage::ask);
    connect(m_view, &GraphView::centreAsked, this, &EntitiesPage::lookUp);
    connect(m_view, &GraphView::searchAsked, this, [this] {
        if (m_place >= 0) // it is not known as it is written
            emit searchAsked(m_history[m_place].value);
        else
            focusField();
    });
    connect(m_view, &GraphView::retryAsked, this, [this] { ask(domain::Entity(m_failed)); });
    connect(m_view, &GraphView::cancelAsked, this, [this] {
        dropRequests();
        m_view->setLoading({});
    });
    connect(m_view, &GraphView::notice, this, &EntitiesPage::notice);
    connect(m_view, &GraphView::incidentsAsked, this, [this](const domain::Entity &entity) {
        emit incidentsAsked(holding<filter::IncidentQuery>(entity.value));
    });
    connect(m_view, &GraphView::deliveriesAsked, this, [this](const domain::Entity &entity) {
        emit deliveriesAsked(holding<filter::Query>(entity.value));
    });
    connect(m_view, &GraphView::investigationsAsked, this,
            [this](const domain::Entity &entity) { emit searchAsked(entity.value); });
    connect(m_pivots, &EntityPivots::incidentAsked, this, &EntitiesPage::incidentAsked);
    connect(m_pivots, &EntityPivots::investigationAsked, this, &EntitiesPage::investigationAsked);
    connect(m_pivots, &EntityPivots::investigateAsked, this, [this] {
        const int node = m_view->canvas().current();
        if (node >= 0)
            emit investigateAsked(domain::Entity(m_view->graph().nodes()[std::size_t(node)].entity));
    });
}

void EntitiesPage::connectWorkspace()
{
    flows::Workspace &workspace = m_desk.workspace();
    m_suggest.setSingleShot(true);
    m_suggest.setInterval(300); // a sync stores page by page
    connect(&m_suggest, &QTimer::timeout, this, &EntitiesPage::fillSuggestions);
    connect(&workspace, &flows::Workspace::closing, this, &EntitiesPage::dropRequests);
    connect(&workspace, &flows::Workspace::switched, this, &EntitiesPage::forgetAll);
}

void EntitiesPage::forgetAll()
{
    dropRequests();
    m_history.clear();
    m_place = -1;
    m_answers.clear();
    m_pictures.clear();
    m_drawn.clear();
    m_merged.clear();
    m_view->setLoading({});
    m_view->start({});
    m_view->suggest({});
    const flows::Workspace &workspace = m_desk.workspace();
    m_states->setCurrentWidget(workspace.isOpen() ? m_open : m_noConnection);
    if (workspace.isOpen()) {
        connect(&workspace.sync(), &flows::IncidentSync::stored, &m_suggest, qOverload<>(&QTimer::start));
        m_suggest.start();
    }
    showHead();
}

void EntitiesPage::fillSuggestions()
{
    flows::Workspace &workspace = m_desk.workspace();
    if (!workspace.isOpen() || m_place >= 0)
        return;
    using Entities = QList<domain::Entity>;
    const QString connection = workspace.connection().id;
    workspace.book().read<Entities>(
        this,
        [this, connection](const Result<Entities> &notable) {
            const flows::Workspace &now = m_desk.workspace();
            if (notable && now.isOpen() && now.connection().id == connection && m_place < 0)
                m_view->suggest(*notable);
        },
        [connection, now = workspace.now()](storage::AnalystStores &stores) {
            return flows::notableEntities(stores, connection, now);
        });
}

void EntitiesPage::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void EntitiesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_place < 0)
        focusField();
}

} // namespace tocsin::ui
