// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/webhookspage.h"

#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"
#include "ui/commands.h"
#include "ui/filter/filterbar.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/webhooks/deliveryactions.h"
#include "ui/webhooks/deliveryfeed.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/deliverytablemodel.h"
#include "ui/webhooks/deliverytools.h"
#include "ui/webhooks/endpointactions.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/firstcapture.h"
#include "ui/webhooks/handshakenotice.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/replay/replayactions.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/splitters.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::DeliveryId;

namespace {
constexpr int endpointWidth = 196;  // px
constexpr int inspectorWidth = 504; // at most, until it is dragged wider
constexpr int leastInspector = 300;
constexpr int leastList = 364; // time, event and verdict: what a list is for

RowReader readerOf(flows::WebhookDesk &desk)
{
    return
        [&desk](const QList<DeliveryId> &ids, QObject *context, Handler<QList<domain::DeliveryRow>> handler) {
            desk.browser().rows(ids, context, std::move(handler));
        };
}

FilterLanguage deliveryLanguage()
{
    return {
        u"filter"_s, WebhooksPage::tr("Filter, e.g. verdict:mismatch severity>=high since:2h \"free text\""),
        [](QStringView text) {
            return filter::parse(text).map([](const filter::Query &query) { return filter::toText(query); });
        },
        deliveriesText};
}

FilterCompleter deliveryCompleter(const filter::Vocabulary &words)
{
    return [words](QStringView text, qsizetype cursor) { return filter::complete(text, cursor, words); };
}

} // namespace

WebhooksPage::WebhooksPage(const Theme &theme, flows::WebhookDesk &desk, secrets::SecretStore &secrets,
                           const Commands &commands, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_model(new DeliveryTableModel(readerOf(desk), this))
    , m_feed(new DeliveryFeed(desk, *m_model, this))
    , m_endpoints(new EndpointList(theme))
    , m_filter(new FilterBar(theme, deliveryLanguage()))
    , m_handshakes(new HandshakeNotice(theme, desk))
    , m_table(new DeliveryTable(theme, *m_model))
    , m_inspector(new Inspector(theme, desk))
    , m_actions(new DeliveryActions(desk, *m_table, *m_model, this))
    , m_endpointActions(new EndpointActions(theme, desk, secrets, this))
    , m_tools(new DeliveryTools(theme, desk, *m_table, *m_inspector, this))
    , m_replayActions(new ReplayActions(theme, desk, this))
    , m_spinner(new Spinner)
    , m_empty(new FirstCapture(theme))
    , m_middle(new QStackedWidget)
    , m_outer(hairlineSplitter(Qt::Horizontal))
    , m_inner(hairlineSplitter(Qt::Horizontal))
    , m_countTimer(new QTimer(this))
{
    setObjectName(u"webhooksPage"_s);
    m_endpoints->setMinimumWidth(150);
    m_inspector->setMinimumWidth(leastInspector);
    m_inner->setObjectName(u"innerSplitter"_s);
    m_inner->addWidget(buildMiddle(commands));
    m_inner->addWidget(m_inspector);
    m_inner->setStretchFactor(0, 1);
    auto *right = new QWidget;
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    rightColumn->addWidget(m_filter);
    rightColumn->addWidget(m_handshakes);
    rightColumn->addWidget(m_inner, 1);
    m_outer->setObjectName(u"outerSplitter"_s);
    m_outer->addWidget(m_endpoints);
    m_outer->addWidget(right);
    m_outer->setStretchFactor(1, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_outer);
    resetLayout();
    connectCommands(commands);
    connectList();
    connectInspector(commands);
    connectReplays(commands);
    refreshEndpoints();
    refreshVocabulary();
    m_feed->setQuery({});
}

QWidget *WebhooksPage::buildMiddle(const Commands &)
{
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_spinner);
    column->addWidget(m_table, 1);
    m_noMatch = new EmptyState(m_theme, u"search"_s);
    m_noMatch->setTexts(tr("No delivery matches"), tr("Nothing that was captured fits this filter."));
    connect(m_noMatch->addButton(tr("Clear the filter"), u"clearFilter"_s, false), &QPushButton::clicked,
            this, [this] { m_filter->setText({}); });
    m_broken = new EmptyState(m_theme, u"warning"_s);
    connect(m_broken->addButton(tr("Try again"), u"retryFind"_s, true), &QPushButton::clicked, m_feed,
            &DeliveryFeed::reload);
    m_middle->addWidget(list);
    m_middle->addWidget(m_empty);
    connect(m_empty, &FirstCapture::testAsked, this,
            [this] { m_endpointActions->sendTest(m_endpoints->selected()); });
    connect(m_empty, &FirstCapture::copied, this, [this] { emit notice(tr("Copied")); });
    m_middle->addWidget(m_noMatch);
    m_middle->addWidget(m_broken);
    m_middle->setMinimumWidth(leastList);
    return m_middle;
}

void WebhooksPage::refreshEndpoints()
{
    m_endpoints->setEndpoints(m_desk.endpoints());
    refreshCounts();
    refreshForwards();
    refreshVocabulary();
    showState();
}

void WebhooksPage::refreshCounts()
{
    m_desk.browser().endpointCounts(this,
                                    [this](const Result<QHash<QString, storage::EndpointCount>> &counts) {
                                        if (!counts)
                                            return; // the list itself says what is wrong with the store
                                        m_endpoints->setCounts(*counts);
                                        showCount();
                                        showState();
                                    });
}

void WebhooksPage::refreshVocabulary()
{
    filter::Vocabulary words;
    for (const domain::Endpoint &endpoint : m_desk.endpoints()) {
        words.endpoints.append(endpoint.name);
        for (const QString &label : endpoint.secretLabels) {
            if (!words.secretLabels.contains(label))
                words.secretLabels.append(label);
        }
    }
    for (const signature::Scheme &scheme : m_desk.schemes().all())
        words.schemes.append(scheme.id);
    words.formats = {u"socwarden"_s, u"socotra"_s, u"socmate"_s, u"json"_s,
                     u"form"_s,      u"text"_s,    u"binary"_s,  u"empty"_s};
    m_filter->setCompleter(deliveryCompleter(words));
    m_desk.browser().eventNames(this, [this, words](const Result<QStringList> &events) {
        filter::Vocabulary all = words;
        all.events = events.value_or(QStringList());
        m_filter->setCompleter(deliveryCompleter(all));
    });
}

// The endpoint's word replaces the one that is there and leaves the rest of the filter alone.
void WebhooksPage::filterByEndpoint(const QString &name)
{
    static const QRegularExpression word(u"(^|\\s)endpoint:(\"[^\"]*\"|\\S+)"_s);
    QString rest = m_filter->text();
    rest.remove(word);
    rest = rest.trimmed();
    const QString mine = name.isEmpty() ? QString() : u"endpoint:"_s + name;
    m_filter->setText(rest.isEmpty() ? mine : mine.isEmpty() ? rest : mine + u' ' + rest);
}

void WebhooksPage::showCount()
{
    m_filter->setCounts(m_model->total(), storedCount(), m_feed->isComplete());
}

// The endpoints are counted a little later than the list grows; what is listed is stored.
qint64 WebhooksPage::storedCount() const
{
    return qMax<qint64>(m_endpoints->total(), m_model->total());
}

void WebhooksPage::showState()
{
    const flows::DeskState state = m_desk.state();
    const bool listening = state.phase == flows::DeskState::Phase::Listening;
    const QList<domain::Endpoint> all = m_desk.endpoints();
    m_empty->setUrl(listening ? state.url(all.isEmpty() ? QByteArray("/") : all.constFirst().pathPrefix)
                              : QString());
    if (m_isBroken)
        m_middle->setCurrentIndex(3); // until it was listed again: what is there may not be all
    else if (m_model->rowCount() > 0)
        m_middle->setCurrentIndex(0);
    else if (m_isFiltered)
        m_middle->setCurrentIndex(2);
    else
        m_middle->setCurrentIndex(m_feed->isComplete() ? 1 : 0);
}

void WebhooksPage::showError(const Error &error)
{
    m_spinner->stop();
    m_broken->setTexts(tr("The deliveries cannot be listed"), errorSentence(error));
    m_broken->setDetails(errorSentence(error));
    m_isBroken = true;
    showState();
}

// What the inspector shows is what its buttons work on, so it is chosen in the list: after a refresh, and
// when the focus comes to a list in which nothing was chosen.
void WebhooksPage::selectShown()
{
    if (m_inspector->id() != 0 && m_table->selectedIds().isEmpty())
        m_table->selectId(m_inspector->id());
}

void WebhooksPage::openMenu(QPoint position, const Commands &commands)
{
    if (m_table->selectedIds().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(commands[u"replay"_s]);
    menu->addSeparator();
    menu->addActions({commands[u"pin"_s], commands[u"note"_s]});
    menu->addSeparator();
    menu->addActions({commands[u"copyRows"_s], commands[u"copyCurl"_s], commands[u"copyRaw"_s],
                      commands[u"copyJson"_s], commands[u"saveRaw"_s]});
    menu->addAction(commands[u"learnScheme"_s]);
    menu->addAction(commands[u"investigateDelivery"_s]);
    menu->addSeparator();
    menu->addActions({commands[u"compare"_s], commands[u"verificationCode"_s], commands[u"evidence"_s]});
    menu->addSeparator();
    menu->addAction(m_actions->deleteText(), m_actions, &DeliveryActions::askDelete);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void WebhooksPage::openDelivery(DeliveryId id)
{
    if (m_model->rowOf(id) >= 0) {
        m_table->selectId(id);
        m_table->setFocus();
        return;
    }
    m_wanted = id; // hidden by the filter: show everything and choose it when it is there
    m_inspector->showId(id);
    m_filter->setText({});
}

void WebhooksPage::showDeliveries(const QString &filter)
{
    m_filter->setText(filter);
    m_table->setFocus();
}

// Not a focus proxy: Tab would come to the page, go from it to the list, and never reach what lies between.
void WebhooksPage::focusList()
{
    m_table->setFocus();
}

void WebhooksPage::editEndpoint(const QString &name)
{
    if (name.isEmpty())
        m_endpointActions->add();
    else
        m_endpointActions->edit(name);
}

void WebhooksPage::openRotation(const QString &name)
{
    m_endpointActions->openRotation(name);
}

void WebhooksPage::openSecrets()
{
    m_endpointActions->openSecrets();
}

QList<QAction *> WebhooksPage::listActions() const
{
    return m_table->actions() + actions();
}

QList<QAction *> WebhooksPage::endpointActions() const
{
    return m_endpoints->listActions();
}

QString WebhooksPage::statusText() const
{
    const QString stored = tr("%1 stored").arg(numberText(storedCount())) + u" · "_s + statusText(m_desk);
    return m_feed->isPaused() ? stored + u" · "_s + tr("view paused") : stored;
}

QString WebhooksPage::statusText(const flows::WebhookDesk &desk)
{
    const flows::DeskCounters counters = desk.counters();
    QStringList parts{tr("%1 captured in this run").arg(numberText(counters.captured))};
    if (counters.refused > 0)
        parts.append(tr("%1 refused").arg(numberText(counters.refused)));
    if (const DeliveryId behind = desk.lastDurableId() - desk.lastStoredId(); behind > toldFrom)
        parts.append(tr("%1 on their way into the list").arg(numberText(behind)));
    if (const DeliveryId behind = desk.lastStoredId() - desk.indexedUpTo(); behind > 0)
        parts.append(tr("indexing %1 for search").arg(numberText(behind)));
    return parts.join(u" · "_s);
}

void WebhooksPage::resetLayout()
{
    const int rest = qMax(600, window()->width() - 73 - endpointWidth); // without the rail
    const int right = qBound(leastInspector, rest * 47 / 100, inspectorWidth);
    m_outer->setSizes({endpointWidth, rest});
    m_inner->setSizes({rest - right, right});
    m_table->resetColumns();
}

void WebhooksPage::saveState(QSettings &settings) const
{
    settings.setValue(u"webhooks/outer"_s, m_outer->saveState());
    settings.setValue(u"webhooks/inner"_s, m_inner->saveState());
    settings.setValue(u"webhooks/columns"_s, m_table->columnState());
    settings.setValue(u"webhooks/tab"_s, m_inspector->tab());
    m_tools->saveState(settings);
    m_replayActions->saveState(settings);
}

void WebhooksPage::restoreState(QSettings &settings)
{
    resetLayout(); // what is not kept fits the window as it is now
    m_outer->restoreState(settings.value(u"webhooks/outer"_s).toByteArray());
    m_inner->restoreState(settings.value(u"webhooks/inner"_s).toByteArray());
    m_replayActions->restoreState(settings);
    m_table->restoreColumns(settings.value(u"webhooks/columns"_s).toString());
    m_tools->restoreState(settings);
    const int tab = settings.value(u"webhooks/tab"_s, int(Inspector::Signature)).toInt();
    m_inspector->setTab(Inspector::Tab(qBound(int(Inspector::Summary), tab, int(Inspector::Connection))));
}

} // namespace tocsin::ui
