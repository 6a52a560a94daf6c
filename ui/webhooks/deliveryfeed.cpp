// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/deliveryfeed.h"

#include "core/flows/contracts.h"
#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"
#include "ui/webhooks/deliverytablemodel.h"

#include <algorithm>

namespace tocsin::ui {

using domain::DeliveryId;

namespace {

constexpr int driftMs = 500;

template<class Term>
bool asksFor(const filter::Query &query)
{
    return query.kind == filter::Query::Kind::Leaf
               ? std::holds_alternative<Term>(query.term)
               : std::any_of(query.children.begin(), query.children.end(), asksFor<Term>);
}

} // namespace

DeliveryFeed::DeliveryFeed(flows::WebhookDesk &desk, DeliveryTableModel &model, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_model(model)
{
    m_timer.setInterval(100);
    connect(&m_timer, &QTimer::timeout, this, &DeliveryFeed::tick);
    connect(&desk, &flows::WebhookDesk::countersChanged, this, [this] {
        m_dirty = true;
        if (!m_timer.isActive())
            m_timer.start();
    });
    m_driftTimer.setSingleShot(true);
    m_driftTimer.setInterval(driftMs);
    connect(&m_driftTimer, &QTimer::timeout, this, [this] {
        if (m_asksForDrift && !m_paused)
            reload();
    });
    connect(&desk.contracts(), &flows::Contracts::marksChanged, this, [this] {
        if (m_asksForDrift && !m_driftTimer.isActive())
            m_driftTimer.start();
    });
    connect(&model, &DeliveryTableModel::becameWhole, this, &DeliveryFeed::counted);
    connect(&desk, &flows::WebhookDesk::deliveriesChanged, &model, &DeliveryTableModel::refresh);
    connect(&desk, &flows::WebhookDesk::deliveriesRemoved, this, [this](const QList<DeliveryId> &ids) {
        m_model.remove(ids);
        emit counted();
    });
}

void DeliveryFeed::setQuery(const filter::Query &query)
{
    m_query = query;
    m_asksForWords = asksFor<filter::FullText>(query);
    m_asksForDrift = asksFor<filter::DriftMatch>(query);
    reload();
}

void DeliveryFeed::reload()
{
    ++m_generation;
    m_state = State::FirstPage;
    m_seen = 0;
    emit loadingStarted();
    ask(firstPage);
}

bool DeliveryFeed::isComplete() const
{
    return m_state == State::Live && m_model.isWhole();
}

void DeliveryFeed::setPaused(bool paused)
{
    m_paused = paused;
    m_dirty = true;
    if (paused)
        return;
    m_timer.start();
    if (m_asksForDrift)
        m_driftTimer.start();
}

void DeliveryFeed::ask(int limit)
{
    m_asking = true;
    const int generation = m_generation;
    // Words are found once they are indexed, a little later than the rest.
    const DeliveryId upTo = m_asksForWords ? m_desk.indexedUpTo() : m_desk.lastStoredId();
    const DeliveryId after = m_state == State::Live ? m_seen : 0;
    m_desk.browser().find(m_query, after, limit, wallClock(), this,
                          [this, generation, upTo](const Result<QList<DeliveryId>> &ids) {
                              if (generation != m_generation)
                                  return;
                              m_asking = false;
                              if (!ids) {
                                  if (ids.error().kind == Error::Kind::Cancelled)
                                      return;
                                  m_state = State::Broken;
                                  emit failed(ids.error());
                                  return;
                              }
                              m_seen = qMax(m_seen, upTo);
                              if (!ids->isEmpty())
                                  m_seen = qMax(m_seen, ids->constLast());
                              if (m_state == State::FirstPage)
                                  takeFirst(*ids);
                              else
                                  takeRest(*ids);
                          });
}

void DeliveryFeed::takeFirst(const QList<DeliveryId> &ids)
{
    m_model.setToday(wallClock());
    m_model.reset(ids);
    m_state = ids.size() < firstPage ? State::Live : State::Rest;
    emit loaded();
    emit counted();
    if (m_state == State::Rest)
        ask(0);
}

// The rest, and later what is new: older ones go to the bottom, newer ones on top, known ones are left out.
void DeliveryFeed::takeRest(const QList<DeliveryId> &ids)
{
    const int before = m_model.rowCount();
    const bool live = m_state == State::Live;
    if (!live)
        m_model.prependOlder(ids);
    const int withOlder = m_model.rowCount();
    m_model.append(ids);
    m_state = State::Live;
    if (m_model.rowCount() > withOlder)
        emit arrived(m_model.rowCount() - withOlder);
    if (!live || m_model.rowCount() != before)
        emit counted();
}

void DeliveryFeed::tick()
{
    if (!m_dirty) {
        m_timer.stop();
        return;
    }
    if (m_paused || m_asking || m_state != State::Live)
        return;
    m_dirty = m_asksForWords && m_desk.indexedUpTo() < m_desk.lastStoredId();
    m_model.setToday(wallClock());
    ask(0);
}

} // namespace tocsin::ui
