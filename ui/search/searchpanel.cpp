// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/search/searchpanel.h"

#include "core/filter/parse.h"
#include "core/flows/entitymentions.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/searchtext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::SearchPart;
using flows::SearchResult;
using flows::SearchSource;
using Phase = SearchPart::Phase;
using Row = SearchResultsModel::Row;

namespace {

constexpr int longestText = 400; // characters

} // namespace

void SearchPanel::searchFor(const QString &text)
{
    m_pause.stop();
    m_chosen = false;
    if (m_field->text() != text) {
        const QSignalBlocker quiet(m_field);
        m_field->setText(text.left(longestText));
    }
    m_search.ask(m_field->text());
    showStates();
}

void SearchPanel::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void SearchPanel::typed()
{
    m_chosen = false;
    m_pause.start();
}

// The first Enter asks the server, the next one opens what is chosen.
void SearchPanel::enter()
{
    const bool asked = m_search.text() == m_field->text() && !m_pause.isActive() &&
                       m_search.part(SearchSource::Server).phase != Phase::Idle;
    if (!asked)
        searchFor(m_field->text());
    else if (m_list->currentIndex().isValid())
        activate(m_list->currentIndex());
}

// What was on screen stays where it was: results of other sources come above it or below.
void SearchPanel::sourceChanged(SearchSource source)
{
    m_model->now = m_workspace.now();
    m_model->setConnection(m_workspace.isOpen() ? m_workspace.connection().name : QString());
    const QPersistentModelIndex current = m_list->currentIndex();
    const int before = current.isValid() ? m_list->visualRect(current).top() : 0;
    const bool chosen = m_chosen;
    m_model->refresh(source); // which may take the current row away and make another one current
    m_chosen = chosen && current.isValid();
    if (m_chosen)
        m_list->verticalScrollBar()->setValue(m_list->verticalScrollBar()->value() +
                                              m_list->visualRect(current).top() - before);
    else
        selectFirst();
    showSources();
    showStates();
}

void SearchPanel::selectFirst()
{
    m_chosen = false;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->row(row).kind == Row::Kind::Hit) {
            m_list->setCurrentIndex(m_model->index(row));
            m_list->scrollToTop();
            break;
        }
    }
    m_chosen = false; // the line above is told as a choice
    showCurrent();
}

void SearchPanel::showSources()
{
    qsizetype all = 0;
    bool more = false;
    const QString connection = m_workspace.isOpen() ? m_workspace.connection().name : QString();
    for (const SearchSource source : flows::searchSources) {
        const SearchPart &part = m_search.part(source);
        QPushButton *button = m_sources[1 + int(source)];
        QString state;
        if (part.phase == Phase::Asking)
            state = u"…"_s;
        else if (part.phase == Phase::Failed)
            state = tr("failed");
        else if (part.phase == Phase::Done)
            state = numberText(part.results.size()) + (part.hasMore ? u"+"_s : QString());
        button->setText(state.isEmpty() ? sourceText(source)
                                        : tr("%1  %2", "source, number").arg(sourceText(source), state));
        button->setToolTip(toolTipText(sourceTip(source, connection)));
        button->setEnabled(part.phase != Phase::Missing);
        all += part.results.size();
        more |= part.hasMore;
        Strip &strip = m_strips[std::size_t(source)];
        strip.frame->setVisible(part.phase == Phase::Failed);
        if (part.phase == Phase::Failed)
            strip.text->setText(tr("%1: %2", "source, what went wrong")
                                    .arg(sourceText(source), readingErrorSentence(part.error)));
    }
    m_sources[0]->setText(m_search.text().isEmpty()
                              ? tr("All")
                              : tr("All  %1").arg(numberText(all) + (more ? u"+"_s : QString())));
}

void SearchPanel::showStates()
{
    const QString text = m_search.text().simplified();
    const bool isEmpty = text.isEmpty();
    if (isEmpty)
        m_states->setCurrentWidget(m_hint);
    else if (m_model->hits() == 0 && !m_search.isAsking())
        m_states->setCurrentWidget(m_nothing);
    else
        m_states->setCurrentIndex(0);
    const bool asked = m_search.part(SearchSource::Server).phase != Phase::Idle;
    const bool elsewhere = std::ranges::any_of(flows::searchSources, [this](SearchSource source) {
        return !m_search.part(source).results.isEmpty();
    });
    m_nothing->setTexts(tr("Nothing found for “%1”").arg(visibleText(text, 60)),
                        elsewhere ? tr("Nothing here, but another source has found something: choose All.")
                        : asked   ? tr("All of the words must be there. Fewer or shorter words find more.")
                                  : tr("Only what is kept on this machine was searched so far."));
    m_askServer->setVisible(!asked && m_workspace.isOpen());
    const domain::Entity entity = flows::entityFromText(m_field->text());
    m_toGraph->setVisible(entity.kind != domain::EntityKind::Other);
    QStringList says;
    if (m_search.isAsking())
        says.append(tr("Searching…"));
    if (const SearchPart &server = m_search.part(SearchSource::Server); server.phase == Phase::Done)
        says.append(
            tr("Server answered %1", "how long ago").arg(relativeTime(server.asOf, m_workspace.now())));
    else if (!isEmpty && !asked && m_workspace.isOpen())
        says.append(tr("Kept here only: Enter asks the server too"));
    if (const SearchPart &queue = m_search.part(SearchSource::Queue);
        queue.phase == Phase::Done && queue.asOf > 0)
        says.append(tr("queue synced %1", "how long ago").arg(relativeTime(queue.asOf, m_workspace.now())));
    m_status->setText(says.join(u"  ·  "_s));
    showCurrent();
}

void SearchPanel::showCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    const SearchResult *result = m_model->result(current.row());
    m_open->setEnabled(current.isValid() && m_states->currentIndex() == 0);
    m_openSession->setVisible(result && result->kind == SearchResult::Kind::Entity &&
                              !result->session.isEmpty());
}

void SearchPanel::activate(const QModelIndex &index)
{
    const Row row = m_model->row(index.row());
    switch (row.kind) {
    case Row::Kind::AskServer:
        m_search.again(SearchSource::Server);
        return;
    case Row::Kind::More:
        m_search.more(row.source);
        return;
    case Row::Kind::InWebhooks:
        emit leaving();
        emit deliveriesAsked(filterText());
        return;
    case Row::Kind::Title:
        return;
    case Row::Kind::Hit:
        break;
    }
    if (const SearchResult *result = m_model->result(index.row()))
        open(SearchResult(*result));
}

// The same question in the language of the filter bar.
QString SearchPanel::filterText() const
{
    const QStringList words = flows::searchWords(m_search.text());
    filter::Query all;
    for (qsizetype i = 0; i < words.size(); ++i) {
        filter::Query leaf;
        leaf.kind = filter::Query::Kind::Leaf;
        leaf.term = filter::FullText{words[i], i + 1 == words.size()};
        all.children.push_back(leaf);
    }
    return filter::toText(all.children.size() == 1 ? all.children.front() : all);
}

void SearchPanel::open(const SearchResult &result)
{
    const auto leave = [this] { emit leaving(); };
    if (result.kind == SearchResult::Kind::Entity && !result.entity.value.isEmpty()) {
        leave();
        emit entityAsked(result.entity);
    } else if (result.delivery > 0) {
        leave();
        emit deliveryAsked(result.delivery);
    } else if (result.source == SearchSource::Queue && result.incident > 0) {
        leave();
        emit incidentAsked(result.incident);
    } else if (!result.session.isEmpty()) {
        leave();
        emit investigationAsked(result.session);
    } else {
        emit notice(tr("The server gave no id to open this by"));
    }
}

void SearchPanel::copyCurrent()
{
    if (const SearchResult *result = m_model->result(m_list->currentIndex().row()))
        QGuiApplication::clipboard()->setText(result->kind == SearchResult::Kind::Entity
                                                  ? result->entity.value
                                                  : result->title + u'\n' + result->excerpt.text);
}

bool SearchPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_field && (key->key() == Qt::Key_Down || key->key() == Qt::Key_PageDown) &&
        m_states->currentIndex() == 0) {
        m_list->setFocus(Qt::TabFocusReason);
        m_chosen = true;
        return true;
    }
    if (watched == m_list) {
        if (key->matches(QKeySequence::Copy)) {
            copyCurrent();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            activate(m_list->currentIndex());
            return true;
        }
        if (key->key() == Qt::Key_Slash ||
            (key->key() == Qt::Key_Up && m_list->currentIndex().row() <= m_model->firstChoice())) {
            focusField();
            return true;
        }
        if (key->key() == Qt::Key_J || key->key() == Qt::Key_K) { // as in every list of the window
            QKeyEvent arrow(QEvent::KeyPress, key->key() == Qt::Key_J ? Qt::Key_Down : Qt::Key_Up, {});
            QCoreApplication::sendEvent(m_list, &arrow);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tocsin::ui
