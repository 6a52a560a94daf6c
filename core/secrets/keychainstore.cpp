// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/keychainstore.h"

#include "core/secrets/entries.h"
#include "core/secrets/keychainitem.h"
#include "core/secrets/reply.h"

namespace tocsin::secrets {

namespace {

using namespace Qt::StringLiterals;

const QString indexKey = u"index"_s;
const QString probeKey = u"probe"_s;

QString keyOf(const QString &label)
{
    return u"secret/"_s + label;
}

bool isNotFound(const auto &result)
{
    return !result && result.error().kind == Error::Kind::NotFound;
}

} // namespace

KeychainStore::KeychainStore(const QString &stampPath, std::chrono::milliseconds patience, QObject *parent)
    : SecretStore(parent)
    , m_patience(patience)
    , m_stamp(stampPath)
{
    connect(&m_stamp, &SharedStamp::movedOn, this, &SecretStore::changed);
}

void KeychainStore::probe(QObject *context, const Handler<void> &handler, std::chrono::milliseconds patience)
{
    readItem(probeKey, patience, context, [handler](const Result<Secret> &read) {
        if (read || isNotFound(read))
            handler({});
        else
            handler(tl::unexpected(read.error()));
    });
}

void KeychainStore::list(QObject *context, Handler<QList<StoredSecret>> handler)
{
    enqueue([this, context = QPointer(context), handler] {
        readIndex([=, this](const Result<Entries> &index) {
            finish<QList<StoredSecret>>(context, handler, index.map(listEntries), false);
        });
    });
}

void KeychainStore::get(const QString &label, QObject *context, Handler<StoredSecret> handler)
{
    enqueue([this, label, context = QPointer(context), handler] {
        readItem(keyOf(label), m_patience, this, [=, this](const Result<Secret> &read) {
            if (isNotFound(read)) {
                finish<StoredSecret>(context, handler, noSuchLabel(label), false);
                return;
            }
            const auto found =
                read.and_then([](const Secret &bytes) { return decode(bytes.reveal()); })
                    .and_then([&](const Entries &entries) { return getEntry(entries, label); });
            finish<StoredSecret>(context, handler, found, false);
        });
    });
}

void KeychainStore::put(const StoredSecret &secret, QObject *context, Handler<void> handler)
{
    Entries item;
    if (auto good = putEntry(item, secret); !good) {
        reply(QPointer(context), handler, good);
        return;
    }
    enqueue([this, item, context = QPointer(context), handler] {
        const StoredSecret line = listEntries(item).constFirst();
        // The item before the index: a label in the index always leads to a value.
        writeItem(keyOf(line.label), encode(item), m_patience, this, [=, this](const Result<void> &written) {
            if (!written) {
                finish<void>(context, handler, written, false);
                return;
            }
            editIndex(
                [line](Entries &index) { index.insert(line.label, line); },
                [=, this](const Result<void> &edited) { finish<void>(context, handler, edited, true); });
        });
    });
}

void KeychainStore::remove(const QString &label, QObject *context, Handler<void> handler)
{
    enqueue([this, label, context = QPointer(context), handler] {
        // Asked first, because libsecret reports the deletion of nothing as a success.
        readItem(keyOf(label), m_patience, this, [=, this](const Result<Secret> &read) {
            if (!read && !isNotFound(read)) {
                finish<void>(context, handler, tl::unexpected(read.error()), false);
                return;
            }
            removeItemAndLine(label, read.has_value(), [=, this](const Result<void> &removed) {
                finish<void>(context, handler, removed, true);
            });
        });
    });
}

void KeychainStore::removeItemAndLine(const QString &label, bool hasItem, const Handler<void> &handler)
{
    // Also without an item: a line that leads nowhere goes.
    const auto dropLine = [=, this] {
        auto hadLine = std::make_shared<bool>(false);
        editIndex([=](Entries &index) { *hadLine = index.remove(label) > 0; },
                  [=](const Result<void> &edited) {
                      const bool nothing = edited && !hasItem && !*hadLine;
                      handler(nothing ? Result<void>(noSuchLabel(label)) : edited);
                  });
    };
    if (!hasItem) {
        dropLine();
        return;
    }
    deleteItem(keyOf(label), m_patience, this, [=](const Result<void> &deleted) {
        if (deleted)
            dropLine();
        else
            handler(deleted);
    });
}

void KeychainStore::enqueue(std::function<void()> question)
{
    m_questions.push_back(std::move(question));
    if (m_questions.size() == 1)
        m_questions.front()();
}

template<class T>
void KeychainStore::finish(const QPointer<QObject> &context, const Handler<T> &handler,
                           const Result<T> &result, bool changes)
{
    if (changes && result) {
        m_stamp.renew();
        emit changed();
    }
    reply(context, handler, result);
    // From the event loop: the question that just ended is still on the stack.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_questions.pop_front();
            if (!m_questions.empty())
                m_questions.front()();
        },
        Qt::QueuedConnection);
}

void KeychainStore::readIndex(const Handler<Entries> &handler)
{
    readItem(indexKey, m_patience, this, [handler](const Result<Secret> &read) {
        if (isNotFound(read))
            handler(Entries());
        else
            handler(read.and_then([](const Secret &bytes) { return decode(bytes.reveal()); }));
    });
}

void KeychainStore::editIndex(const std::function<void(Entries &)> &edit, const Handler<void> &handler)
{
    readIndex([=, this](Result<Entries> index) {
        if (!index) {
            handler(tl::unexpected(index.error()));
            return;
        }
        edit(*index);
        writeItem(indexKey, encode(*index), m_patience, this, handler);
    });
}

} // namespace tocsin::secrets
