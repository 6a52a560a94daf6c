// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/inbox.h"

#include <QLoggingCategory>

#include <algorithm>

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::DeliveryId;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.storage.inbox")

// From so many bytes on the other file is written, once all that is in it is filed.
constexpr qint64 turnBytes = 64 * 1024 * 1024;

DeliveryId lastOf(const RecordFile &file)
{
    return file.records().empty() ? 0 : file.records().back().last;
}

} // namespace

Inbox::Inbox(std::unique_ptr<RecordFile> one, std::unique_ptr<RecordFile> two)
    : m_now(std::move(one))
    , m_other(std::move(two))
{
    if (lastOf(*m_other) > lastOf(*m_now))
        std::swap(m_now, m_other);
}

QString Inbox::pathFor(const QString &storePath, int which)
{
    return u"%1.inbox-%2"_s.arg(storePath).arg(which + 1);
}

Result<std::unique_ptr<Inbox>> Inbox::open(const QString &storePath, DeliveryId filed)
{
    auto one = RecordFile::open(pathFor(storePath, 0), filed);
    auto two = one ? RecordFile::open(pathFor(storePath, 1), filed) : tl::unexpected(one.error());
    if (!two)
        return tl::unexpected(two.error());
    return std::unique_ptr<Inbox>(new Inbox(std::move(*one), std::move(*two)));
}

Result<void> Inbox::add(DeliveryId first, DeliveryId last, const QByteArray &bytes)
{
    if (auto turned = m_hasFailed ? Result<void>() : takeTurns(); !turned)
        return turned;
    auto added = m_now->append(first, last, bytes);
    m_hasFailed = !added;
    return added;
}

Result<void> Inbox::takeTurns()
{
    if (m_now->records().empty())
        return m_now->size() >= turnBytes ? m_now->restart(2 * turnBytes) : Result<void>();
    if (m_now->size() < turnBytes || !m_other->records().empty())
        return {};
    auto begun = m_other->restart(2 * turnBytes);
    if (begun)
        std::swap(m_now, m_other);
    return begun;
}

void Inbox::removeUpTo(DeliveryId filed)
{
    m_other->forgetUpTo(filed);
    m_now->forgetUpTo(filed);
}

Result<std::optional<Inbox::Batch>> Inbox::next(DeliveryId from)
{
    for (RecordFile *file : {m_other.get(), m_now.get()}) {
        const auto &records = file->records();
        const auto found = std::ranges::lower_bound(records, from, {}, &RecordFile::Record::last);
        if (found == records.end())
            continue;
        auto bytes = file->content(*found);
        if (!bytes)
            return tl::unexpected(bytes.error());
        return Batch{found->first, found->last, *std::move(bytes)};
    }
    return std::nullopt;
}

DeliveryId Inbox::lastId() const
{
    return std::max(lastOf(*m_now), lastOf(*m_other));
}

void Inbox::shrink()
{
    for (RecordFile *file : {m_now.get(), m_other.get()}) {
        if (const auto cut = file->records().empty() ? file->restart(0) : Result<void>(); !cut)
            qCWarning(log).noquote() << "what is filed stays in the inbox:" << cut.error().detail;
    }
}

} // namespace tocsin::storage
