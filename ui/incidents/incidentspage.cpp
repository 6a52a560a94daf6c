// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentspage.h"

#include "core/flows/analystdesk.h"
#include "ui/commands.h"
#include "ui/filter/filterbar.h"
#include "ui/incidents/deliverycount.h"
#include "ui/incidents/incidentactions.h"
#include "ui/incidents/incidentdetail.h"
#include "ui/incidents/incidentfeed.h"
#include "ui/incidents/incidenttable.h"
#include "ui/incidents/queueline.h"
#include "ui/incidents/savedviews.h"
#include "ui/incidents/viewlist.h"
#include "ui/text/errortext.h"
#include "ui/text/incidenttext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/splitters.h"

#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int viewWidth = 196;   // px
constexpr int detailWidth = 412; // px, as the sketch has it
constexpr int leastDetail = 300;
constexpr int leastList = 364;
constexpr int wordsMs = 300;
constexpr int countMs = 1000;
constexpr int lookMs = 1500; // what is shown for so long was looked at

enum Shown { List, NoMatch, Waiting, Broken, None }; // pages of the middle

IncidentReader readerOf(flows::AnalystDesk &desk)
{
    return [&desk](const QList<storage::IncidentId> &ids, QObject *context,
                   Handler<QList<storage::IncidentRow>> handler) {
        desk.book().read<QList<storage::IncidentRow>>(
            context, std::move(handler),
            [ids](storage::AnalystStores &stores) { return stores.incidents.rows(ids); });
    };
}

FilterLanguage incidentLanguage()
{
    return {u"incidentFilter"_s, IncidentsPage::tr("Filter, e.g. severity>=high -status:closed since:PT24H"),
            [](QStringView text) {
                return filter::parseIncidents(text).map(
                    [](const filter::IncidentQuery &query) { return filter::toText(query); });
            },
            incidentsText,
            [](QStringView text) {
                return filter::partsOf(filter::parseIncidents(text).value_or(filter::IncidentQuery()));
            }};
}

EmptyState *noConnection(const Theme &theme, IncidentsPage *page)
{
    auto *empty = new EmptyState(theme, u"incidents"_s, page);
    empty->setTexts(
        IncidentsPage::tr("No incidents: there is no connection yet"),
        IncidentsPage::tr("The queue of a connected console appears here, most severe first. Until "
                          "then, alerts that are posted to this machine are under Webhooks."));
    QPushButton *webhooks = empty->addButton(IncidentsPage::tr("Open Webhooks"), u"openWebhooks"_s, true);
    QObject::connect(webhooks, &QPushButton::clicked, page, &IncidentsPage::webhooksAsked);
    return empty;
}

} // namespace

IncidentsPage::IncidentsPage(const Theme &theme, flows::AnalystDesk &desk, const Commands &commands,
                             QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_model(new IncidentTableModel(readerOf(desk), this))
    , m_feed(new IncidentFeed(desk, *m_model, this))
    , m_filter(new FilterBar(theme, incidentLanguage()))
    , m_views(new ViewList(theme))
    , m_table(new IncidentTable(theme, *m_model))
    , m_detail(new IncidentDetail(theme, desk))
    , m_deliveries(new DeliveryCount(this))
    , m_line(new QueueLine)
    , m_middle(new QStackedWidget)
    , m_outer(hairlineSplitter(Qt::Horizontal))
    , m_inner(hairlineSplitter(Qt::Horizontal))
{
    m_actions = new IncidentActions(desk, *m_table, *m_model, this);
    m_saved = new SavedViews(
        *m_feed, *m_views,
        [this] {
            return storage::SavedView{{}, m_filter->text(), m_sort, m_table->columns()};
        },
        this);
    build();
    connectList(commands);
    connectFeed();
    connectDetail();
    m_table->showSort(m_sort);
    m_saved->reload();
    m_wordsTimer.start();
    showState();
}

void IncidentsPage::build()
{
    setObjectName(u"incidentsPage"_s);
    m_views->setMinimumWidth(150);
    m_detail->setMinimumWidth(leastDetail);
    m_inner->addWidget(buildMiddle());
    m_inner->addWidget(m_detail);
    m_inner->setStretchFactor(0, 1);
    QPushButton *refresh = iconTextButton(m_theme, u"refresh"_s, tr("Refresh"), u"refreshQueue"_s, this);
    connect(refresh, &QPushButton::clicked, this, &IncidentsPage::syncNow);
    m_filter->addButton(refresh);
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_inner, 1);
    m_outer->addWidget(m_views);
    m_outer->addWidget(right);
    m_outer->setStretchFactor(1, 1);
    m_outer->setSizes({viewWidth, 1000});
    m_inner->setSizes({600, detailWidth});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_outer);
    m_wordsTimer.setSingleShot(true);
    m_wordsTimer.setInterval(wordsMs);
    connect(&m_wordsTimer, &QTimer::timeout, this, &IncidentsPage::refreshVocabulary);
    m_lookTimer.setSingleShot(true);
    m_lookTimer.setInterval(lookMs);
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(countMs);
    connect(&m_countTimer, &QTimer::timeout, m_detail, &IncidentDetail::recount);
}

QWidget *IncidentsPage::buildMiddle()
{
    m_noMatch = new EmptyState(m_theme, u"search"_s);
    m_noMatch->setTexts(tr("No incident matches"), tr("Nothing in the queue fits this filter."));
    connect(m_noMatch->addButton(tr("Clear the filter"), u"clearIncidentFilter"_s, false),
            &QPushButton::clicked, this, [this] { m_filter->setText({}); });
    m_waiting = new EmptyState(m_theme, u"refresh"_s);
    m_broken = new EmptyState(m_theme, u"warning"_s);
    connect(m_broken->addButton(tr("Try again"), u"retryQueue"_s, true), &QPushButton::clicked, this, [this] {
        m_feed->reload();
        syncNow();
    });
    m_none = noConnection(m_theme, this);
    for (QWidget *page : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_noMatch),
                          static_cast<QWidget *>(m_waiting), static_cast<QWidget *>(m_broken),
                          static_cast<QWidget *>(m_none)})
        m_middle->addWidget(page);
    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_middle, 1);
    column->addWidget(m_line);
    middle->setMinimumWidth(leastList);
    return middle;
}

void IncidentsPage::syncNow()
{
    if (m_desk.workspace().isOpen())
        m_desk.workspace().sync().syncNow();
}

// What stands in the middle: the list as soon as there is one, else why there is none.
void IncidentsPage::showState()
{
    const flows::SyncState state = m_feed->syncState();
    if (m_feed->connection().isEmpty()) {
        m_middle->setCurrentIndex(None);
    } else if (!m_bookFault.isEmpty()) {
        m_broken->setTexts(tr("The queue cannot be listed"), m_bookFault);
        m_broken->setDetails(m_bookFault);
        m_middle->setCurrentIndex(Broken);
    } else if (m_model->rowCount() > 0) {
        m_middle->setCurrentIndex(List);
    } else if (m_feed->total() > 0 || !m_feed->isLoaded()) {
        m_middle->setCurrentIndex(m_feed->isLoaded() ? NoMatch : List);
    } else if (state.synced == 0 && state.job.failures > 0) {
        const QString sentence = readFailureText(state.job.error);
        m_broken->setTexts(tr("The server gave no queue"), sentence);
        m_broken->setDetails(sentence);
        m_middle->setCurrentIndex(Broken);
    } else {
        m_waiting->setTexts(state.synced == 0 ? tr("Reading the queue…") : tr("The queue is empty"),
                            state.synced == 0 ? tr("The first look takes up to a minute.")
                                              : tr("The server has no incident of the last 14 days."));
        m_middle->setCurrentIndex(Waiting);
    }
    m_filter->setCounts(m_model->rowCount(), m_feed->total(), true);
    m_line->setState(m_feed->syncState(), m_middle->currentIndex() == Broken);
}

void IncidentsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model->setNow(m_desk.now());
    m_countTimer.start(); // deliveries came while nobody looked
}

// Not a focus proxy: Tab would come to the page, go from it to the list, and never reach what lies between.
void IncidentsPage::focusList()
{
    m_table->setFocus();
}

QList<QAction *> IncidentsPage::listActions() const
{
    return m_table->actions();
}

QString IncidentsPage::statusText(flows::AnalystDesk &desk)
{
    const bool isOpen = desk.workspace().isOpen();
    return queueAgeText(isOpen ? desk.workspace().sync().state() : flows::SyncState(), desk.now());
}

void IncidentsPage::showFiltered(const QString &filter)
{
    m_filter->setText(filter);
    m_table->setFocus();
}

void IncidentsPage::resetLayout()
{
    const int rest = qMax(leastList + leastDetail, width() - viewWidth);
    m_outer->setSizes({viewWidth, rest});
    m_inner->setSizes({rest - detailWidth, detailWidth});
    m_table->resetColumns();
}

void IncidentsPage::saveState(QSettings &settings) const
{
    settings.setValue(u"incidents/outer"_s, m_outer->saveState());
    settings.setValue(u"incidents/inner"_s, m_inner->saveState());
    settings.setValue(u"incidents/columns"_s, m_table->columnState());
}

void IncidentsPage::restoreState(QSettings &settings)
{
    m_outer->restoreState(settings.value(u"incidents/outer"_s).toByteArray());
    m_inner->restoreState(settings.value(u"incidents/inner"_s).toByteArray());
    m_table->restoreColumnState(settings.value(u"incidents/columns"_s).toMap());
}

} // namespace tocsin::ui
