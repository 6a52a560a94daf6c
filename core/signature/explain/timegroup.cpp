// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/timespan.h"
#include "core/json/tokenreader.h"
#include "core/signature/digesttext.h"
#include "core/signature/explain/search.h"
#include "core/signature/fieldgrammar.h"
#include "core/signature/keymaterial.h"
#include "core/signature/timestamp.h"

#include <QDateTime>

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr int mostFound = 24;

struct Found
{
    const char *cause;
    QString detail;
    QByteArray text;
};

bool isTime(QByteArrayView text)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits)
        return text.size() >= 10 && text.size() <= 19;
    TimeSpec spec;
    spec.unit = TimeUnit::Iso8601Utc;
    return text.size() <= 40 && readTimestamp(spec, text, 0).has_value();
}

// The same moment as other programs print it.
QList<Found> reprinted(const QByteArray &text)
{
    QList<Found> all;
    const auto add = [&](const QString &how, const QByteArray &other) {
        if (other != text)
            all.append({"D8",
                        u"the time was signed as %1, not as it arrived (%2)"_s.arg(QString::fromLatin1(other),
                                                                                   QString::fromUtf8(text)) +
                            how,
                        other});
    };
    bool number = false;
    const qint64 value = text.toLongLong(&number);
    if (number) {
        const bool millis = text.size() > 11;
        const qint64 at = millis ? value : value * 1000;
        add({}, QByteArray::number(millis ? value / 1000 : value * 1000));
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
        add({}, time.toString(Qt::ISODate).toLatin1());
        add({}, time.toString(Qt::ISODateWithMs).toLatin1());
        return all;
    }
    QDateTime time = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toUTC();
    if (!time.isValid())
        return all;
    add({}, QByteArray::number(time.toSecsSinceEpoch()));
    add({}, QByteArray::number(time.toMSecsSinceEpoch()));
    const QByteArray seconds = time.toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1();
    const QByteArray millis = time.toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s).toLatin1();
    for (const char *zone : {"Z", "+00:00", "", "+0000", ".000Z", ".000+00:00", ".000000Z", ".000000+00:00"})
        add({}, seconds + zone);
    for (const char *zone : {"Z", "+00:00", "000Z", "000+00:00"})
        add({}, millis + zone);
    add({}, QByteArray(seconds).replace('T', ' '));
    add({}, QByteArray(seconds).replace('T', ' ') + "Z");
    add({}, QByteArray(text).replace("Z", "+00:00"));
    add({}, QByteArray(text).replace("+00:00", "Z"));
    return all;
}

void addMembers(const QByteArray &body, const QByteArray &known, QList<Found> &all)
{
    json::TokenReader reader(body);
    QString name;
    int left = 2000;
    for (json::Token token = reader.next(); !token.isOver() && --left > 0; token = reader.next()) {
        if (token.kind == json::Token::Kind::Key) {
            name = reader.text(token).left(40);
            continue;
        }
        const bool scalar =
            token.kind == json::Token::Kind::String || token.kind == json::Token::Kind::Number;
        if (!scalar || token.length > 42 || all.size() >= mostFound)
            continue;
        const QByteArray text = reader.text(token).toUtf8();
        if (text != known && isTime(text))
            all.append({"D9", u"the time in the body's member %1 was signed"_s.arg(name), text});
    }
}

QList<Found> otherTimes(const domain::HttpMessage &message, const QByteArray &known)
{
    QList<Found> all;
    for (const domain::HeaderField &field : message.headers) {
        const QByteArray value = field.value.trimmed();
        if (value != known && all.size() < mostFound && isTime(value))
            all.append({"D9", u"the time in %1 was signed"_s.arg(QString::fromUtf8(field.name)), value});
    }
    addMembers(message.body, known, all);
    return all;
}

QList<Found> otherIds(const domain::HttpMessage &message, const QByteArray &known)
{
    QList<Found> all;
    for (const domain::HeaderField &field : message.headers) {
        const QByteArray name = field.name.toLower();
        const bool likely = name.endsWith("id") || name.contains("delivery") || name.contains("nonce") ||
                            name.contains("uuid") || name.contains("key") || name.contains("token");
        if (likely && field.value != known && field.value.size() <= 100 && all.size() < mostFound)
            all.append({"D10", u"the id in %1 was signed"_s.arg(QString::fromUtf8(field.name)), field.value});
    }
    json::TokenReader reader(message.body);
    QString name;
    int left = 500;
    for (json::Token token = reader.next(); !token.isOver() && --left > 0; token = reader.next()) {
        if (token.kind == json::Token::Kind::Key)
            name = reader.text(token).left(40);
        else if (token.kind == json::Token::Kind::String && name.toLower().endsWith(u"id"_s) &&
                 token.length <= 102 && all.size() < mostFound && reader.text(token).toUtf8() != known)
            all.append({"D10", u"the id in the body's member %1 was signed"_s.arg(name),
                        reader.text(token).toUtf8()});
    }
    return all;
}

// How far the other time is from now, when the scheme looks at the clock and would refuse it.
std::optional<qint64> staleness(const Search &search, const QByteArray &text)
{
    TimeSpec spec = search.recipe().timestamp;
    for (const TimeUnit unit : {spec.unit, TimeUnit::SecondsOrMilliseconds, TimeUnit::Iso8601Utc}) {
        spec.unit = unit;
        spec.maxDigits = 18;
        const auto time = readTimestamp(spec, text, search.request().now);
        if (time && time->at)
            return spec.windowSeconds > 0 && std::abs(time->ageSeconds) > spec.windowSeconds
                       ? std::optional(time->ageSeconds)
                       : std::nullopt;
    }
    return std::nullopt;
}

Change changeOf(const Search &search, const Found &found, bool isTimestamp)
{
    if (!isTimestamp)
        return {found.cause, Party::Setting, found.detail, u"correct in the scheme which id is signed"_s};
    if (found.cause == QByteArray("D8"))
        return {found.cause, Party::Path, found.detail,
                u"sign and check the same time, as the sender writes it"_s};
    // A fresh time in front of an old signature is how replays look: no scheme should follow it.
    if (const auto age = staleness(search, found.text))
        return {found.cause, Party::Sender,
                u"%1; it is %2 from now, and %3 are allowed: this is an old delivery with a new time in "
                "front, or the sender signs another time than it sends"_s.arg(
                    found.detail, domain::plainSeconds(*age),
                    domain::plainSeconds(search.recipe().timestamp.windowSeconds)),
                u"refuse it; a sender that means this must sign the time that it sends"_s};
    return {found.cause, Party::Sender, found.detail, u"sign the time that is sent as the signature's"_s};
}

// With the time or id replaced in what is assembled.
void tryValue(Search &search, const Found &found, bool isTimestamp)
{
    const ExplainRequest &request = search.request();
    const Change change = changeOf(search, found, isTimestamp);
    if (!search.isDigest()) {
        Recipe recipe = search.recipe();
        for (PartSpec &part : recipe.message) {
            if (part.kind != (isTimestamp ? PartSpec::Kind::Timestamp : PartSpec::Kind::Id))
                continue;
            part.kind = PartSpec::Kind::Literal;
            part.text = part.before + found.text + part.after;
            part.optional = false;
        }
        search.withRecipe(change, recipe);
        return;
    }
    PartValues values = search.claim().values;
    (isTimestamp ? values.timestamp : values.id) = found.text;
    const SignedText text = assemble(
        search.recipe(), Source{request.message, request.circumstances, request.message.body}, values, false);
    if (!text.missing.isEmpty())
        return;
    for (const NamedSecret &secret : request.secrets) {
        const auto key = keyOf(search.recipe().key, secret.value, values.timestamp);
        if (!key)
            continue;
        const Digest digest = digestOf(search.recipe().algorithm, key->reveal(), text.parts);
        if (search.withDigest(change, digest.view(), secret.label, request.message.body.size()))
            return;
    }
}

bool hasPart(const Recipe &recipe, PartSpec::Kind kind)
{
    return std::any_of(recipe.message.begin(), recipe.message.end(),
                       [kind](const PartSpec &part) { return part.kind == kind; });
}

} // namespace

void tryTimes(Search &search)
{
    const domain::HttpMessage &message = search.request().message;
    const PartValues &values = search.claim().values;
    if (hasPart(search.recipe(), PartSpec::Kind::Timestamp)) {
        for (const Found &found : reprinted(values.timestamp) + otherTimes(message, values.timestamp)) {
            if (search.isProved() || !search.mayGoOn())
                return;
            tryValue(search, found, true);
        }
    }
    if (!hasPart(search.recipe(), PartSpec::Kind::Id))
        return;
    for (const Found &found : otherIds(message, values.id)) {
        if (search.isProved() || !search.mayGoOn())
            return;
        tryValue(search, found, false);
    }
}

} // namespace tocsin::signature
