// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deskparts.h"

#include <QFile>
#include <QPointer>
#include <QtConcurrentRun>

// The part of WebhookDesk that reads and writes the user's schemes.

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

// What a change comes to: the name of the file, and the schemes as they are then.
struct Changed
{
    Result<QString> done;
    Result<LoadedSchemes> loaded;
};

} // namespace

// The name of an endpoint that has the scheme of this file and would have none if the file had that id or
// (empty) were gone. A built-in scheme comes back into its place.
QString WebhookDesk::Parts::endpointWithout(const QString &fileName, const QString &id) const
{
    for (const OwnScheme &own : schemes.own) {
        if (own.fileName != fileName || !own.scheme || own.scheme->id == id)
            continue;
        const QString lost = own.scheme->id;
        const bool builtIn = QFile::exists(u":/schemes/%1.json"_s.arg(lost));
        for (const domain::Endpoint &endpoint : endpoints) {
            if (!builtIn && endpoint.scheme == lost)
                return endpoint.name;
        }
    }
    return {};
}

void WebhookDesk::Parts::useSchemes(const LoadedSchemes &loaded)
{
    const LoadedSchemes former = std::exchange(schemes, loaded); // until nobody refers to them any more
    rebuildRoutes();
    emit desk.schemesChanged();
}

void WebhookDesk::Parts::changeSchemes(std::function<Result<QString>(const SchemeFolder &)> change,
                                       QObject *context, Handler<QString> handler)
{
    const SchemeFolder folder(options.dataFolder + u"/schemes"_s);
    auto work = [folder, change = std::move(change)] {
        Changed changed{change(folder), tocsin::fail(Error::Kind::Cancelled, {})};
        if (changed.done)
            changed.loaded = loadSchemes(folder);
        return changed;
    };
    auto answer = [this, asker = QPointer<QObject>(context), handler = std::move(handler)](Changed changed) {
        if (changed.done && changed.loaded)
            useSchemes(*changed.loaded);
        else if (changed.done)
            changed.done = tl::unexpected(changed.loaded.error());
        if (asker)
            handler(changed.done);
    };
    // Queued: a continuation with a context would be called at once if the work were done already.
    QtConcurrent::run(&filePool, std::move(work))
        .then([owner = &desk, answer = std::move(answer)](const Changed &changed) {
            QMetaObject::invokeMethod(
                owner, [answer, changed] { answer(changed); }, Qt::QueuedConnection);
        });
}

const signature::Catalogue &WebhookDesk::schemes() const
{
    return *m->schemes.catalogue;
}

QList<OwnScheme> WebhookDesk::ownSchemes() const
{
    return m->schemes.own;
}

void WebhookDesk::saveScheme(const QByteArray &text, const QString &previous, QObject *context,
                             Handler<QString> handler)
{
    const auto scheme = signature::readScheme(text);
    const QString user = scheme ? m->endpointWithout(previous, scheme->id) : QString();
    m->changeSchemes(
        [text, previous, user](const SchemeFolder &folder) -> Result<QString> {
            if (!user.isEmpty())
                return tocsin::fail(
                    Error::Kind::Rejected,
                    u"id: the endpoint %1 checks by this scheme under its present id; give the endpoint "
                    "another one first"_s.arg(user));
            return folder.save(text, previous);
        },
        context, std::move(handler));
}

void WebhookDesk::removeScheme(const QString &fileName, QObject *context, Handler<void> handler)
{
    const QString user = m->endpointWithout(fileName, {});
    m->changeSchemes(
        [fileName, user](const SchemeFolder &folder) -> Result<QString> {
            if (!user.isEmpty())
                return tocsin::fail(
                    Error::Kind::Rejected,
                    u"the endpoint %1 checks by this scheme; give the endpoint another one first"_s.arg(
                        user));
            return folder.remove(fileName).map([fileName] { return fileName; });
        },
        context,
        [handler = std::move(handler)](const Result<QString> &done) { handler(done.map([](auto &) {})); });
}

void WebhookDesk::reloadSchemes(QObject *context, Handler<void> handler)
{
    m->changeSchemes(
        [](const SchemeFolder &) -> Result<QString> { return QString(); }, context,
        [handler = std::move(handler)](const Result<QString> &done) { handler(done.map([](auto &) {})); });
}

} // namespace tocsin::flows
