// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/socotrapayload.h"

#include "core/payload/idempotencykey.h"

namespace tocsin::payload {

namespace {

using namespace Qt::StringLiterals;

// "policyLocator" for "policy.issue".
bool isNamedAfter(QByteArrayView locator, QStringView type)
{
    const QStringView word = type.first(std::max<qsizetype>(type.indexOf(u'.'), 0));
    constexpr QLatin1StringView ending = "Locator"_L1;
    const QLatin1StringView name(locator.data(), locator.size());
    return !word.isEmpty() && name.size() == word.size() + ending.size() && name.endsWith(ending) &&
           name.first(word.size()) == word;
}

QString mainLocator(const JsonBody &body, const QString &type)
{
    if (body.locatorCount == 0)
        return {};
    const LocatorMember *main = &body.locators.front();
    for (int i = 0; i < body.locatorCount; ++i) {
        const LocatorMember &locator = body.locators[size_t(i)];
        if (isNamedAfter(body.reader.inner(locator.name), type)) {
            main = &locator;
            break;
        }
    }
    return textOf(body.reader, main->value, wordLimit);
}

QString titleOf(const JsonBody &body, const domain::PayloadSummary &summary)
{
    QString title = summary.event;
    const auto add = [&](const QString &piece) {
        if (!piece.isEmpty())
            title += (title.isEmpty() ? u""_s : u" "_s) + piece;
    };
    const QString reminder = body.data.text(Name::ReminderName);
    const QString locator = mainLocator(body, summary.event);
    add(reminder);
    add(locator);
    if (reminder.isEmpty() && locator.isEmpty())
        add(body.data.has(Name::Username) ? body.data.text(Name::Username) : summary.actor);
    return title;
}

} // namespace

bool isSocotra(const JsonBody &body)
{
    return body.top.has(Name::TransactionId) &&
           (body.top.isString(Name::Type) || body.top.isObject(Name::Data));
}

bool isSocotraSuite(const JsonBody &body)
{
    return body.top.has(Name::Locator) && body.top.has(Name::RequestId) && body.top.isString(Name::Type);
}

void decodeSocotra(const JsonBody &body, domain::PayloadSummary &summary)
{
    const Members &top = body.top;
    summary.format = u"socotra"_s;
    summary.event = top.text(Name::Type);
    summary.actor = top.text(Name::Username);
    summary.title = titleOf(body, summary);
    summary.link = top.word(Name::Url, linkLimit);
    summary.stated = top.time(Name::Timestamp);
    if (top.has(Name::Id))
        summary.idempotencyKey = makeKey("socotra:id", {top.bytes(Name::Id)});
    else
        summary.idempotencyKey =
            makeKey("socotra:transaction", {top.bytes(Name::TransactionId), top.bytes(Name::Type)});
}

void decodeSocotraSuite(const JsonBody &body, domain::PayloadSummary &summary)
{
    const Members &top = body.top;
    summary.format = u"socotra-suite"_s;
    summary.event = top.text(Name::Type);
    summary.actor = top.text(Name::UserLocator);
    summary.title = titleOf(body, summary);
    if (body.locatorCount == 0 && !body.data.has(Name::ReminderName))
        summary.title = summary.event + u' ' + top.text(Name::Locator);
    summary.link = top.word(Name::Url, linkLimit);
    summary.stated = top.time(Name::Timestamp);
}

} // namespace tocsin::payload
