// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/socotraapi.h"

#include "core/socotra/channel.h"
#include "core/socotra/reader.h"
#include "core/socotra/rules.h"
#include "core/socotra/writer.h"

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

struct SocotraApi::Write
{
    enum class Kind : quint8 { Add, Update, Remove };

    Kind kind = Kind::Add;
    Integration base;
    Draft draft;
    QPointer<QObject> context;
    Handler<WriteOutcome> handler;
    ApiCall call;
    std::optional<Error> lost; // the answer's
};

namespace {

Error refusedBy(const QList<Finding> &findings)
{
    QStringList words;
    for (const Finding &finding : findings) {
        if (finding.blocks())
            words.append(plainWords(finding));
    }
    return {Error::Kind::Rejected, words.join(u"; "_s)};
}

// Everything in a draft that no text may tell.
QList<Secret> secretsOf(const Draft &draft)
{
    QList<Secret> secrets = {draft.secret};
    for (const Header &header : draft.headers) {
        if (isSensitiveHeader(header.name))
            secrets.append(header.value);
    }
    return secrets;
}

} // namespace

SocotraApi::SocotraApi(const Tenant &tenant, SecretSource secrets, http::Transport transport,
                       http::RequestBudget &budget, QObject *parent)
    : QObject(parent)
    , m(std::make_unique<Channel>(tenant, std::move(secrets), std::move(transport), budget))
{
    m->wrote = [this](const http::SentWrite &write) { emit wrote(write); };
}

SocotraApi::~SocotraApi()
{
    m->giveUp();
}

const Tenant &SocotraApi::tenant() const
{
    return m->tenant();
}

void SocotraApi::integrations(QObject *context, Handler<QList<Integration>> handler)
{
    m->send(m->get("integrations"), context, [handler](const Result<http::HttpReply> &reply) {
        handler(reply ? readIntegrations(reply->body) : tl::unexpected(reply.error()));
    });
}

void SocotraApi::webhooks(QObject *context, Handler<QList<WebhookDefinition>> handler)
{
    m->send(m->get("webhooks"), context, [handler](const Result<http::HttpReply> &reply) {
        handler(reply ? readWebhooks(reply->body) : tl::unexpected(reply.error()));
    });
}

void SocotraApi::diverted(const QString &webhook, QObject *context, Handler<qsizetype> handler)
{
    m->send(m->get(divertedPath(webhook)), context, [handler](const Result<http::HttpReply> &reply) {
        handler(reply ? readDiverted(reply->body) : tl::unexpected(reply.error()));
    });
}

void SocotraApi::add(const Draft &draft, QObject *context, Handler<WriteOutcome> handler)
{
    const auto write = std::make_shared<Write>();
    write->draft = draft;
    write->context = context;
    write->handler = std::move(handler);
    begin(write);
}

void SocotraApi::update(const Integration &base, const Draft &draft, QObject *context,
                        Handler<WriteOutcome> handler)
{
    const auto write = std::make_shared<Write>();
    write->kind = Write::Kind::Update;
    write->base = base;
    write->draft = draft;
    write->context = context;
    write->handler = std::move(handler);
    begin(write);
}

void SocotraApi::remove(const Integration &base, QObject *context, Handler<WriteOutcome> handler)
{
    const auto write = std::make_shared<Write>();
    write->kind = Write::Kind::Remove;
    write->base = base;
    write->draft = draftOf(base);
    write->context = context;
    write->handler = std::move(handler);
    begin(write);
}

void SocotraApi::begin(const WritePtr &write)
{
    integrations(this, [this, write](const Result<QList<Integration>> &present) {
        if (!write->context)
            return;
        if (!present)
            return write->handler(tl::unexpected(present.error()));
        onPresent(write, *present);
    });
}

void SocotraApi::onPresent(const WritePtr &write, const QList<Integration> &present)
{
    if (write->kind == Write::Kind::Add) {
        const QList<Finding> found = checkNew(write->draft, present);
        if (!mayBeSaved(found))
            return write->handler(tl::unexpected(refusedBy(found)));
        return send(write);
    }
    const Integration *theirs = findNamed(present, write->base.name);
    if (!theirs)
        return write->handler(fail(Error::Kind::NotFound,
                                   u"the integration \"%1\" is not there any more"_s.arg(write->base.name)));
    WriteOutcome outcome;
    outcome.comparison = compare(write->base, write->draft, *theirs);
    if (outcome.comparison.theyChanged()) {
        outcome.state = WriteOutcome::State::Conflict;
        outcome.now = *theirs;
        return write->handler(outcome);
    }
    if (write->kind == Write::Kind::Update) {
        const QList<Finding> found = checkEdit(write->draft, write->base);
        if (!mayBeSaved(found))
            return write->handler(tl::unexpected(refusedBy(found)));
    }
    send(write);
}

void SocotraApi::send(const WritePtr &write)
{
    const QList<Secret> secrets = secretsOf(write->draft);
    switch (write->kind) {
    case Write::Kind::Add:
        write->call = m->write("POST", "integrations", addBody(write->draft), secrets);
        break;
    case Write::Kind::Update: {
        const Result<Secret> body = updateBody(write->draft, write->base);
        if (!body)
            return write->handler(tl::unexpected(body.error()));
        write->call = m->write("PUT", integrationPath(write->base.name), *body, secrets);
        break;
    }
    case Write::Kind::Remove:
        write->call = m->write("DELETE", integrationPath(write->base.name), {}, secrets);
        break;
    }
    // In this object's name: what was sent is recorded and read back also when the asker is gone.
    m->send(write->call, this, [this, write](const Result<http::HttpReply> &reply) { onSent(write, reply); });
}

void SocotraApi::onSent(const WritePtr &write, const Result<http::HttpReply> &reply)
{
    if (!write->context)
        return;
    if (!reply && reply.error().kind != Error::Kind::Unanswered)
        return write->handler(tl::unexpected(reply.error()));
    if (!reply)
        write->lost = reply.error();
    integrations(this, [this, write](const Result<QList<Integration>> &present) {
        if (write->context)
            onReadBack(write, present);
    });
}

void SocotraApi::onReadBack(const WritePtr &write, const Result<QList<Integration>> &present)
{
    if (!present && write->lost)
        return write->handler(tl::unexpected(*write->lost));
    WriteOutcome outcome;
    outcome.answerLost = write->lost.has_value();
    outcome.readBack = present.has_value();
    if (!present)
        return write->handler(outcome);
    const bool isRemoval = write->kind == Write::Kind::Remove;
    const Integration *now = findNamed(*present, isRemoval ? write->base.name : write->draft.name);
    if (now)
        outcome.now = *now;
    if (isRemoval || !now) {
        const bool isDone = isRemoval == !now;
        outcome.state = isDone ? WriteOutcome::State::Applied : WriteOutcome::State::NotApplied;
        return write->handler(outcome);
    }
    outcome.differs = differences(write->draft, *now);
    const bool isUntouched = write->kind == Write::Kind::Update && !outcome.differs.isEmpty() &&
                             !compare(write->base, draftOf(write->base), *now).theyChanged();
    if (isUntouched && write->lost)
        outcome.state = WriteOutcome::State::NotApplied;
    write->handler(outcome);
}

void SocotraApi::tryAgain()
{
    m->signIn().tryAgain();
}

void SocotraApi::forgetSecrets()
{
    m->signIn().forget();
}

} // namespace tocsin::socotra
