// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/adminreader.h"
#include "core/socmate/channel.h"
#include "core/socmate/pagewalk.h"
#include "core/socmate/paths.h"
#include "core/socmate/socmateapi.h"

// What is done with keys and clients once they are there. That it can be done is documented, the paths are
// not (socmate.md 9.1, 9.2): these follow the usage of the paths that are.

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

QByteArray homeOf(IssuedKind kind)
{
    return kind == IssuedKind::Key ? "/api/admin/api-keys" : "/api/admin/api-clients";
}

// An id that would be a step of the path, or none, is refused before anything is sent.
bool isUsable(const QString &id)
{
    return !id.isEmpty() && id != "."_L1 && id != ".."_L1;
}

QByteArray actionPath(IssuedKind kind, const QString &id, const char *action)
{
    return homeOf(kind) + '/' + pathSegment(id) + '/' + action;
}

// The answer of a guessed path through the reader, or none.
template<class T, class Read>
auto ifOffered(Read read)
{
    return [read](const http::HttpReply &reply) -> Result<std::optional<T>> {
        if (isUnknownPath(reply.status))
            return std::optional<T>();
        auto value = read(reply);
        if (!value)
            return tl::unexpected(value.error());
        return std::optional<T>(*std::move(value));
    };
}

const QString noId = u"id: the server has told none for it"_s;

} // namespace

// A list on its way.
struct SocmateApi::IssuedWalk
{
    IssuedKind kind = IssuedKind::Key;
    QPointer<QObject> context;
    Handler<std::optional<QList<IssuedRow>>> handler;
    PageWalk<IssuedRow> pages;
    QList<IssuedRow> rows = {};
};

void SocmateApi::issued(IssuedKind kind, QObject *context, Handler<std::optional<QList<IssuedRow>>> handler)
{
    const auto keyOf = [](const IssuedRow &row) { return (row.id + u' ' + row.publicId).trimmed().toUtf8(); };
    nextIssued(std::make_shared<IssuedWalk>(
        IssuedWalk{kind, context, std::move(handler), PageWalk<IssuedRow>(keyOf)}));
}

void SocmateApi::nextIssued(const std::shared_ptr<IssuedWalk> &walk)
{
    using Rows = Page<IssuedRow>;
    ApiCall call = m_channel->get(
        homeOf(walk->kind), {},
        {{u"limit"_s, QString::number(walk->pages.limit())},
         {u"offset"_s, walk->pages.offset() > 0 ? QString::number(walk->pages.offset()) : QString()}});
    call.isGuess = true;
    const auto read = ifOffered<Rows>([kind = walk->kind](const http::HttpReply &reply) {
        return readIssued(reply.status == 204 ? QByteArray("[]") : reply.body, kind);
    });
    m_channel->ask<std::optional<Rows>>(
        std::move(call), walk->context,
        [this, walk](const Result<std::optional<Rows>> &page) {
            if (!page)
                return walk->handler(tl::unexpected(page.error()));
            if (!*page)
                return walk->handler(std::optional<QList<IssuedRow>>());
            Rows rows = **page;
            rows.limit = walk->pages.limit();
            rows.offset = walk->pages.offset();
            walk->rows += walk->pages.take(rows);
            if (walk->pages.isDone() || walk->rows.size() >= mostIssued || !walk->context)
                return walk->handler(std::optional(walk->rows));
            nextIssued(walk);
        },
        read);
}

void SocmateApi::rotateApiKey(const QString &id, QObject *context,
                              Handler<std::optional<CreatedApiKey>> handler)
{
    if (!isUsable(id))
        return Channel::refuse(context, handler, noId);
    ApiCall call = m_channel->post(actionPath(IssuedKind::Key, id, "rotate"), {}, {});
    call.isGuess = true;
    m_channel->ask<std::optional<CreatedApiKey>>(
        std::move(call), context, std::move(handler),
        ifOffered<CreatedApiKey>([](const http::HttpReply &reply) { return readCreatedApiKey(reply.body); }));
}

void SocmateApi::regenerateClient(const QString &id, QObject *context,
                                  Handler<std::optional<CreatedApiClient>> handler)
{
    if (!isUsable(id))
        return Channel::refuse(context, handler, noId);
    ApiCall call = m_channel->post(actionPath(IssuedKind::Client, id, "regenerate"), {}, {});
    call.isGuess = true;
    m_channel->ask<std::optional<CreatedApiClient>>(
        std::move(call), context, std::move(handler),
        ifOffered<CreatedApiClient>(
            [](const http::HttpReply &reply) { return readCreatedApiClient(reply.body); }));
}

void SocmateApi::disable(IssuedKind kind, const QString &id, QObject *context, Handler<Offered> handler)
{
    if (!isUsable(id))
        return Channel::refuse(context, handler, noId);
    ApiCall call = m_channel->post(actionPath(kind, id, "disable"), {}, {});
    call.isGuess = true;
    m_channel->ask<Offered>(std::move(call), context, std::move(handler),
                            [](const http::HttpReply &reply) -> Result<Offered> {
                                return isUnknownPath(reply.status) ? Offered::No : Offered::Yes;
                            });
}

} // namespace tocsin::socmate
