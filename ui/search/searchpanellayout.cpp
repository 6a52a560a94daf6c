// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/search/searchpanel.h"

#include "core/flows/entitymentions.h"
#include "ui/search/searchdelegate.h"
#include "ui/text/searchtext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QListView>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// How the panel is laid out.

namespace tocsin::ui {

using flows::SearchResult;
using flows::SearchSource;

namespace {

constexpr int restWhileTyping = 250; // ms
constexpr int longestText = 400;     // characters

QString nameOf(SearchSource source)
{
    const std::array names{u"Server"_s, u"Reports"_s, u"Queue"_s, u"Deliveries"_s};
    return names[std::size_t(source)];
}

} // namespace

SearchPanel::SearchPanel(const Theme &theme, flows::Workspace &workspace, flows::Search &search,
                         QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_workspace(workspace)
    , m_search(search)
    , m_model(new SearchResultsModel(search, this))
{
    setObjectName(u"searchPanel"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(buildSources());
    for (const SearchSource source : flows::searchSources) {
        Strip &strip = m_strips[std::size_t(source)];
        auto *frame = new QFrame;
        frame->setProperty("look", u"warning"_s);
        frame->setObjectName(u"searchTrouble"_s + nameOf(source));
        strip.frame = frame;
        strip.text = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
        QPushButton *again = textButton(tr("Try again"), u"searchAgain"_s + nameOf(source), this);
        connect(again, &QPushButton::clicked, this, [this, source] { m_search.again(source); });
        auto *row = new QHBoxLayout(frame);
        row->setContentsMargins(16, 6, 12, 6);
        row->addWidget(strip.text, 1);
        row->addWidget(again);
        column->addWidget(frame);
    }
    column->addWidget(buildStates(), 1);
    column->addWidget(buildFoot());

    m_pause.setSingleShot(true);
    m_pause.setInterval(restWhileTyping);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_search.askHere(m_field->text()); });
    connect(&m_search, &flows::Search::changed, this, &SearchPanel::sourceChanged);
    connect(&m_workspace, &flows::Workspace::switched, this, [this] { m_search.askHere(m_field->text()); });
    m_model->now = m_workspace.now();
    showSources();
    showStates();
}

QWidget *SearchPanel::buildHead()
{
    auto *bar = new QFrame;
    bar->setProperty("look", u"bar"_s);
    m_field = new QLineEdit;
    m_field->setObjectName(u"searchField"_s);
    m_field->setPlaceholderText(tr("Words of investigations, incidents and deliveries, or an entity"));
    m_field->setAccessibleName(tr("Search"));
    m_field->setMaxLength(longestText);
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    QPushButton *search = primaryButton(tr("Search"), u"searchGo"_s, this);
    m_toGraph = iconTextButton(m_theme, u"entities"_s, tr("Show in the graph"), u"searchToGraph"_s, this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_toGraph);
    row->addWidget(search);
    connect(m_field, &QLineEdit::textChanged, this, &SearchPanel::typed);
    connect(m_field, &QLineEdit::returnPressed, this, &SearchPanel::enter);
    connect(search, &QPushButton::clicked, this, [this] { searchFor(m_field->text()); });
    connect(m_toGraph, &QPushButton::clicked, this, [this] {
        emit leaving();
        emit entityAsked(flows::entityFromText(m_field->text()));
    });
    return bar;
}

QWidget *SearchPanel::buildSources()
{
    auto *bar = new QFrame;
    bar->setProperty("look", u"bar"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 6, 12, 6);
    row->setSpacing(6);
    auto *group = new QButtonGroup(this);
    const auto add = [&](const QString &text, const QString &name) {
        QPushButton *button = textButton(text, name, this);
        button->setCheckable(true);
        group->addButton(button, int(m_sources.size()) - 1); // -1 = all
        m_sources.append(button);
        row->addWidget(button);
    };
    add(tr("All"), u"searchAll"_s);
    for (const SearchSource source : flows::searchSources)
        add(sourceText(source), u"search"_s + nameOf(source));
    m_sources.constFirst()->setChecked(true);
    row->addStretch(1);
    for (int i = 0; i < int(m_sources.size()); ++i) {
        connect(m_sources[i], &QPushButton::clicked, this, [this, i] {
            m_model->setOnly(i == 0 ? std::optional<SearchSource>()
                                    : flows::searchSources[std::size_t(i - 1)]);
            selectFirst();
            showStates();
        });
    }
    return bar;
}

void SearchPanel::buildList()
{
    m_list = new QListView;
    m_list->setObjectName(u"searchResults"_s);
    m_list->setAccessibleName(tr("Results"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SearchDelegate(m_theme, *m_model, m_list));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->installEventFilter(this);
    connect(m_list, &QListView::doubleClicked, this, &SearchPanel::activate);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (!m_model->result(index.row())) // rows that are commands
            activate(index);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_chosen = true;
        showCurrent();
    });
}

QWidget *SearchPanel::buildStates()
{
    m_states = new QStackedWidget;
    buildList();
    m_hint = new EmptyState(m_theme, u"search"_s, this);
    m_hint->setTexts(
        tr("Search everything"),
        tr("Reports, queue and deliveries kept on this machine answer while you type. Enter asks the "
           "server for past investigations and entities too."));
    m_nothing = new EmptyState(m_theme, u"search"_s, this);
    m_askServer = m_nothing->addButton(tr("Search the server"), u"searchAskServer"_s, true);
    connect(m_askServer, &QPushButton::clicked, this, [this] { searchFor(m_field->text()); });
    m_states->addWidget(m_list);
    m_states->addWidget(m_hint);
    m_states->addWidget(m_nothing);
    return m_states;
}

QWidget *SearchPanel::buildFoot()
{
    auto *foot = new QFrame;
    foot->setProperty("look", u"panel"_s);
    m_status = new PlainLabel(QString(), PlainLabel::Fit::ElideEnd);
    m_status->setObjectName(u"searchStatus"_s);
    m_status->setLook(u"muted"_s);
    m_openSession =
        iconTextButton(m_theme, u"investigate"_s, tr("Open the investigation"), u"searchOpenSession"_s, this);
    m_open = textButton(tr("Open"), u"searchOpen"_s, this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_status, 1);
    row->addWidget(m_openSession);
    row->addWidget(m_open);
    connect(m_open, &QPushButton::clicked, this, [this] { activate(m_list->currentIndex()); });
    connect(m_openSession, &QPushButton::clicked, this, [this] {
        if (const SearchResult *result = m_model->result(m_list->currentIndex().row())) {
            const QString session = result->session;
            emit leaving();
            emit investigationAsked(session);
        }
    });
    return foot;
}

} // namespace tocsin::ui
