// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/copyas.h"

#include "core/flows/ruledanswers.h"

#include <QDateTime>
#include <QJsonArray>
#include <QStringDecoder>
#include <QUrlQuery>

#include <algorithm>
#include <optional>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> asText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder(bytes);
    if (decoder.hasError() || text.toUtf8() != bytes)
        return std::nullopt;
    return text;
}

constexpr qsizetype mostArgument = 100'000; // bytes; Linux takes 128 KiB for one argument

// curl makes these itself from what it is given.
bool isWrittenByCurl(QByteArrayView name)
{
    return domain::sameFieldName(name, "Host") || domain::sameFieldName(name, "Content-Length") ||
           domain::sameFieldName(name, "Transfer-Encoding") || domain::sameFieldName(name, "Connection") ||
           domain::sameFieldName(name, "Expect");
}

// A name that curl could take for something else, '@file' above all, only stands in a broken request.
bool isPlainName(const QByteArray &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

// One that a URL can carry unchanged: a path, without a fragment, in ASCII.
bool isOrdinaryTarget(const QByteArray &target)
{
    return target.startsWith('/') &&
           std::all_of(target.begin(), target.end(), [](char c) { return c > 32 && c < 127 && c != '#'; });
}

bool isPrintable(const QByteArray &bytes)
{
    return asText(bytes) && std::none_of(bytes.begin(), bytes.end(), [](char c) {
               return (quint8(c) < 32 && c != '\n' && c != '\t') || c == 127;
           });
}

void put(QJsonObject &object, const QString &name, const QByteArray &bytes)
{
    if (const auto text = asText(bytes))
        object.insert(name, *text);
    else
        object.insert(name + u"_base64"_s, QString::fromLatin1(bytes.toBase64()));
}

QJsonArray fieldArray(const QList<domain::HeaderField> &fields)
{
    QJsonArray array;
    for (const domain::HeaderField &field : fields) {
        array.append(QJsonObject{{u"name"_s, QString::fromUtf8(field.name)},
                                 {u"value"_s, QString::fromUtf8(field.value)}});
    }
    return array;
}

QJsonArray queryArray(const QByteArray &target)
{
    QJsonArray array;
    const qsizetype mark = target.indexOf('?');
    const auto pairs = QUrlQuery(QString::fromLatin1(mark < 0 ? QByteArray() : target.sliced(mark + 1)))
                           .queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : pairs)
        array.append(QJsonObject{{u"name"_s, name}, {u"value"_s, value}});
    return array;
}

QString completenessId(domain::Completeness completeness)
{
    switch (completeness) {
    case domain::Completeness::Complete:
        return u"complete"_s;
    case domain::Completeness::Truncated:
        return u"truncated"_s;
    case domain::Completeness::Malformed:
        return u"malformed"_s;
    }
    Q_UNREACHABLE();
}

double milliseconds(Micros from, Micros to)
{
    return from > 0 && to >= from ? double(to - from) / 1000.0 : -1; // -1: HAR's "does not apply"
}

QJsonObject harEntry(const domain::Delivery &delivery)
{
    const domain::Capture &capture = delivery.capture;
    const domain::HttpMessage &message = capture.message;
    QJsonObject request{{u"method"_s, QString::fromLatin1(message.method)},
                        {u"url"_s, urlOf(capture)},
                        {u"httpVersion"_s, u"HTTP/1.1"_s},
                        {u"cookies"_s, QJsonArray()},
                        {u"headers"_s, fieldArray(message.headers)},
                        {u"queryString"_s, queryArray(message.target)},
                        {u"headersSize"_s, message.head.size()},
                        {u"bodySize"_s, message.body.size()}};
    if (!message.body.isEmpty()) {
        const auto text = asText(message.body);
        QJsonObject post{{u"mimeType"_s, QString::fromLatin1(message.first("Content-Type"))},
                         {u"params"_s, QJsonArray()},
                         {u"text"_s, text ? *text : QString::fromLatin1(message.body.toBase64())}};
        if (!text)
            post.insert(u"_encoding"_s, u"base64"_s);
        request.insert(u"postData"_s, post);
    }
    const QJsonObject response{{u"status"_s, delivery.row.responseStatus},
                               {u"statusText"_s, QString()},
                               {u"httpVersion"_s, u"HTTP/1.1"_s},
                               {u"cookies"_s, QJsonArray()},
                               {u"headers"_s, QJsonArray()},
                               {u"content"_s, QJsonObject{{u"size"_s, -1}, {u"mimeType"_s, QString()}}},
                               {u"redirectURL"_s, QString()},
                               {u"headersSize"_s, -1},
                               {u"bodySize"_s, -1}};
    const double receive = milliseconds(capture.firstByte, capture.lastByte);
    const double wait = milliseconds(capture.lastByte, delivery.answered);
    return {{u"startedDateTime"_s, isoUtc(capture.firstByte)},
            {u"time"_s, std::max(0.0, receive) + std::max(0.0, wait)},
            {u"request"_s, request},
            {u"response"_s, response},
            {u"cache"_s, QJsonObject()},
            {u"timings"_s, QJsonObject{{u"send"_s, std::max(0.0, receive)},
                                       {u"wait"_s, std::max(0.0, wait)},
                                       {u"receive"_s, 0}}},
            {u"serverIPAddress"_s, QString::fromLatin1(capture.localAddress)},
            {u"_tocsin"_s, rowToJson(delivery.row)}};
}

} // namespace

QByteArray shellQuoted(QByteArray text)
{
    return '\'' + text.replace("'", "'\\''") + '\'';
}

QString isoUtc(Micros time)
{
    if (time == 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(time / 1000, Qt::UTC).toString(Qt::ISODateWithMs);
}

QByteArray toRawHttp(const domain::Capture &capture)
{
    QByteArray raw = capture.message.head;
    if (capture.chunkSizes.isEmpty() && capture.message.first("Transfer-Encoding").isNull())
        return raw + capture.message.body;
    qsizetype offset = 0;
    for (const qint64 size : capture.chunkSizes) {
        const QByteArray chunk = capture.message.body.mid(offset, size);
        if (chunk.isEmpty())
            break;
        raw += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
        offset += chunk.size();
    }
    if (capture.completeness != domain::Completeness::Complete)
        return raw;
    raw += "0\r\n";
    for (const domain::HeaderField &field : capture.message.trailers)
        raw += field.name + ": " + field.value + "\r\n";
    return raw + "\r\n";
}

QString urlOf(const domain::Capture &capture)
{
    QString host = QString::fromLatin1(capture.message.first("Host"));
    if (host.isEmpty()) {
        const QString address = QString::fromLatin1(capture.localAddress);
        host = (address.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address).arg(capture.localPort);
    }
    const QString server = (capture.tls.version.isEmpty() ? u"http://"_s : u"https://"_s) + host;
    const QByteArray &target = capture.message.target;
    if (target.startsWith("http://") || target.startsWith("https://")) // RFC 9112 section 3.2.2
        return QString::fromLatin1(target);
    return server + (target.startsWith('/') ? QString::fromLatin1(target) : u"/"_s);
}

QByteArray toCurl(const domain::Capture &capture, const QString &url)
{
    const domain::HttpMessage &message = capture.message;
    const bool encoded = message.body.size() > mostArgument || !isPrintable(message.body);
    QByteArray command;
    if (encoded)
        command += "printf %s " + shellQuoted(message.body.toBase64()) + " | base64 -d | ";
    // --path-as-is and --globoff: the target is sent as it was, dots and brackets included.
    command += "curl --globoff --path-as-is ";
    command += message.method == "HEAD" ? QByteArray("--head") : "--request " + shellQuoted(message.method);
    for (const domain::HeaderField &field : message.headers) {
        if (!isWrittenByCurl(field.name) && isPlainName(field.name)) // "Name;" sends an empty value
            command +=
                " \\\n  --header " +
                shellQuoted(field.value.isEmpty() ? field.name + ';' : field.name + ": " + field.value);
    }
    for (const char *name : {"Accept", "User-Agent", "Content-Type", "Expect"}) {
        if (message.first(name).isNull() || isWrittenByCurl(name)) // "Name:" keeps curl from adding its own
            command += " \\\n  --header " + shellQuoted(QByteArray(name) + ':');
    }
    // --data-raw: a body that begins with '@' is no file name.
    if (encoded)
        command += " \\\n  --data-binary @-";
    else if (!message.body.isEmpty())
        command += " \\\n  --data-raw " + shellQuoted(message.body);
    if (!isOrdinaryTarget(message.target))
        command += " \\\n  --request-target " + shellQuoted(message.target);
    return command + " \\\n  --url " + shellQuoted(url.toUtf8()) + '\n';
}

domain::Capture toldAs(const domain::Capture &capture, const domain::HttpMessage &told)
{
    domain::Capture other = capture;
    other.message = told;
    const bool isChunked = !capture.chunkSizes.isEmpty() || !told.first("Transfer-Encoding").isNull();
    const bool isOther = told.body.size() != capture.message.body.size() || capture.chunkSizes.isEmpty();
    if (isChunked && isOther && !told.body.isEmpty())
        other.chunkSizes = {told.body.size()};
    return other;
}

QJsonObject rowToJson(const domain::DeliveryRow &row)
{
    QJsonObject object{{u"id"_s, row.id},
                       {u"received_at"_s, isoUtc(row.received)},
                       {u"endpoint"_s, row.endpoint},
                       {u"method"_s, QString::fromLatin1(row.method)},
                       {u"target"_s, QString::fromLatin1(row.target)},
                       {u"verdict"_s, QString(domain::verdictId(row.signature.verdict))},
                       {u"scheme"_s, row.signature.scheme},
                       {u"secret"_s, row.signature.secretLabel},
                       {u"format"_s, row.summary.format},
                       {u"event"_s, row.summary.event},
                       {u"severity"_s, QString(domain::severityId(row.summary.severity))},
                       {u"title"_s, row.summary.title},
                       {u"actor"_s, row.summary.actor},
                       {u"address"_s, row.summary.address},
                       {u"attempt"_s, row.attempt},
                       {u"body_differs"_s, row.bodyDiffers},
                       {u"size"_s, row.size},
                       {u"status"_s, row.responseStatus},
                       {u"completeness"_s, completenessId(row.completeness)},
                       {u"pinned"_s, row.pinned},
                       {u"peer"_s, QString::fromLatin1(row.peerAddress)}};
    if (row.signature.ageSeconds)
        object.insert(u"age_s"_s, *row.signature.ageSeconds);
    if (row.summary.risk)
        object.insert(u"risk"_s, *row.summary.risk);
    return object;
}

QJsonObject toJson(const domain::Delivery &delivery)
{
    const domain::Capture &capture = delivery.capture;
    QJsonObject object = rowToJson(delivery.row);
    put(object, u"head"_s, capture.message.head);
    put(object, u"body"_s, capture.message.body);
    object.insert(u"headers"_s, fieldArray(capture.message.headers));
    if (!capture.message.trailers.isEmpty())
        object.insert(u"trailers"_s, fieldArray(capture.message.trailers));
    if (!capture.reason.isEmpty())
        object.insert(u"reason"_s, capture.reason);
    if (!delivery.handshake.isEmpty())
        object.insert(u"handshake"_s, delivery.handshake);
    if (delivery.rules)
        object.insert(u"rules"_s, rulesToJson(*delivery.rules));
    if (!delivery.note.isEmpty())
        object.insert(u"note"_s, delivery.note);
    object.insert(u"peer_port"_s, capture.peerPort);
    object.insert(u"local"_s, QString::fromLatin1(capture.localAddress));
    object.insert(u"local_port"_s, capture.localPort);
    if (!capture.tls.version.isEmpty()) {
        object.insert(u"tls"_s,
                      QJsonObject{{u"version"_s, QString::fromLatin1(capture.tls.version)},
                                  {u"cipher"_s, QString::fromLatin1(capture.tls.cipher)},
                                  {u"server_name"_s, QString::fromLatin1(capture.tls.sni)},
                                  {u"client_subject"_s, QString::fromUtf8(capture.tls.clientSubject)}});
    }
    QJsonArray chunks;
    for (const qint64 size : capture.chunkSizes)
        chunks.append(size);
    if (!chunks.isEmpty())
        object.insert(u"chunk_sizes"_s, chunks);
    object.insert(u"head_read_at"_s, isoUtc(capture.headRead));
    object.insert(u"last_byte_at"_s, isoUtc(capture.lastByte));
    object.insert(u"committed_at"_s, isoUtc(delivery.committed));
    object.insert(u"answered_at"_s, isoUtc(delivery.answered));
    object.insert(u"attempts"_s, delivery.attemptsOfEvent);
    object.insert(u"first_attempt"_s, delivery.firstOfEvent);
    return object;
}

QJsonObject toHar(const QList<domain::Delivery> &deliveries)
{
    QJsonArray entries;
    for (const domain::Delivery &delivery : deliveries)
        entries.append(harEntry(delivery));
    const QJsonObject creator{{u"name"_s, u"Tocsin"_s}, {u"version"_s, QStringLiteral(TOCSIN_VERSION)}};
    return {
        {u"log"_s, QJsonObject{{u"version"_s, u"1.2"_s}, {u"creator"_s, creator}, {u"entries"_s, entries}}}};
}

} // namespace tocsin::flows
