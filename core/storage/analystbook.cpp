// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/analystbook.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

AnalystBook::Worker::Worker(const QString &name, QString path, AnalystRules rules, QObject &home)
    : ReadingThread(name, home)
    , m_path(std::move(path))
    , m_rules(std::move(rules))
{}

AnalystBook::Worker::~Worker()
{
    end([this] { m_stores.reset(); });
}

Result<void> AnalystBook::Worker::open()
{
    if (m_stores)
        return {};
    auto stores = AnalystStores::open(m_path, m_rules);
    if (!stores)
        return tl::unexpected(stores.error());
    m_stores = std::move(*stores);
    return {};
}

AnalystBook::AnalystBook(const QString &path, const AnalystRules &rules, QObject *parent)
    : QObject(parent)
    , m_writer(std::make_unique<Worker>(u"analyst"_s, path, rules, *this))
    , m_reader(std::make_unique<Worker>(u"analyst-reader"_s, path, rules, *this))
    , m_aside(std::make_unique<Worker>(u"analyst-aside"_s, path, rules, *this))
{}

AnalystBook::~AnalystBook() = default;

void AnalystBook::setSandbox(const domain::Connection &sandbox)
{
    const auto tell = [sandbox](AnalystStores &stores) -> Result<bool> {
        stores.connections.setSandbox(sandbox);
        return true;
    };
    write<bool>(
        this, [](const Result<bool> &) {}, tell);
    read<bool>(
        this, [](const Result<bool> &) {}, tell);
    readAside<bool>(
        this, [](const Result<bool> &) {}, tell);
}

} // namespace tocsin::storage
