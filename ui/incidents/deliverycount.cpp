// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/deliverycount.h"

#include "core/base/clock.h"
#include "core/filter/parse.h"
#include "core/storage/deliverybrowser.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

DeliveryCount::DeliveryCount(QObject *parent) : QObject(parent) {}

DeliveryCount::~DeliveryCount() = default;

void DeliveryCount::setStore(const QString &path)
{
    m_browser.reset();
    m_path = path;
}

QString DeliveryCount::filterFor(qint64 incident)
{
    return u"\"%1\""_s.arg(incident);
}

void DeliveryCount::count(qint64 incident, QObject *context, Handler<int> handler)
{
    const auto query = filter::parse(filterFor(incident));
    if (m_path.isEmpty() || !query)
        return; // nothing is said where nothing can be known
    if (!m_browser)
        m_browser = std::make_unique<storage::DeliveryBrowser>(m_path);
    m_browser->find(*query, 0, most + 1, wallClock(), context,
                    [handler = std::move(handler)](const Result<QList<domain::DeliveryId>> &found) {
                        handler(found ? Result<int>(int(found->size())) : tl::unexpected(found.error()));
                    });
}

} // namespace tocsin::ui
