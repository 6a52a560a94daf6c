// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/facts.h"

#include "core/domain/rawhead.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// CBOR (RFC 8949) into an array of bytes. QCborStreamWriter goes through a QBuffer for every key and every
// value, and this runs for each delivery; what is written is read with Qt's own reader.
class Writer
{
public:
    explicit Writer(QByteArray &bytes) : m_bytes(bytes) { m_bytes += char(0xbf); } // a map, open to its end

    void put(QLatin1StringView key, const QByteArray &value)
    {
        if (value.isEmpty())
            return;
        text(key);
        head(Major::Bytes, quint64(value.size()));
        m_bytes += value;
    }

    void put(QLatin1StringView key, const QString &value)
    {
        if (value.isEmpty())
            return;
        text(key);
        text(value);
    }

    void put(QLatin1StringView key, qint64 value)
    {
        if (value == 0)
            return;
        text(key);
        number(value);
    }

    void put(QLatin1StringView key, const QList<qint64> &values)
    {
        if (values.isEmpty())
            return;
        text(key);
        head(Major::Array, quint64(values.size()));
        for (const qint64 value : values)
            number(value);
    }

    void put(QLatin1StringView key, const QList<domain::RuleTraceLine> &lines)
    {
        if (lines.isEmpty())
            return;
        text(key);
        head(Major::Array, quint64(lines.size()) * 3);
        for (const domain::RuleTraceLine &line : lines) {
            text(line.rule);
            number(qint64(line.outcome));
            text(line.reason);
        }
    }

    void finish() { m_bytes += char(0xff); }

private:
    enum class Major : quint8 { Positive, Negative, Bytes, Text, Array };

    // Section 3: the type in three bits, then the number in as few bytes as it takes.
    void head(Major major, quint64 n)
    {
        const int type = int(major) << 5;
        if (n < 24) {
            m_bytes += char(type | int(n));
        } else if (n <= 0xff) {
            m_bytes += char(type | 24);
            m_bytes += char(n);
        } else if (n <= 0xffff) {
            m_bytes += char(type | 25);
            bigEndian(quint16(n));
        } else if (n <= 0xffffffff) {
            m_bytes += char(type | 26);
            bigEndian(quint32(n));
        } else {
            m_bytes += char(type | 27);
            bigEndian(n);
        }
    }

    template<class Number>
    void bigEndian(Number n)
    {
        std::array<char, sizeof n> wire;
        qToBigEndian(n, wire.data());
        m_bytes.append(wire.data(), qsizetype(wire.size()));
    }

    void number(qint64 value)
    {
        if (value < 0)
            head(Major::Negative, quint64(-1 - value));
        else
            head(Major::Positive, quint64(value));
    }

    void text(QLatin1StringView key) // ASCII
    {
        head(Major::Text, quint64(key.size()));
        m_bytes.append(key.data(), key.size());
    }

    void text(const QString &value)
    {
        const QByteArray utf8 = value.toUtf8();
        head(Major::Text, quint64(utf8.size()));
        m_bytes += utf8;
    }

    QByteArray &m_bytes;
};

QByteArray joinFields(const QList<domain::HeaderField> &fields)
{
    QByteArray lines;
    for (const domain::HeaderField &field : fields)
        lines += field.name + ": " + field.value + "\r\n";
    return lines;
}

// The attempt is never 0, so that it says whether there is the rest.
std::shared_ptr<const domain::RuledAnswer> readRules(const QCborMap &map)
{
    const qint64 attempt = map.value("rules_attempt"_L1).toInteger();
    if (attempt < 1)
        return nullptr;
    auto rules = std::make_shared<domain::RuledAnswer>();
    rules->attempt = int(attempt);
    rules->rule = map.value("rule"_L1).toString();
    rules->plan.delayMs = int(map.value("delay_ms"_L1).toInteger());
    rules->plan.dripBytesPerSecond = map.value("drip"_L1).toInteger();
    rules->plan.ending = domain::Ending(std::clamp<qint64>(map.value("ending"_L1).toInteger(), 0, 3));
    rules->head = map.value("answer_head"_L1).toByteArray();
    rules->body = map.value("answer_body"_L1).toByteArray();
    rules->bodySize = map.value("answer_size"_L1).toInteger();
    const QCborArray trace = map.value("trace"_L1).toArray();
    for (qsizetype i = 0; i + 2 < trace.size(); i += 3) {
        rules->trace.append(
            {trace.at(i).toString(),
             domain::RuleTraceLine::Outcome(std::clamp<qint64>(trace.at(i + 1).toInteger(), 0, 3)),
             trace.at(i + 2).toString()});
    }
    return rules;
}

} // namespace

QByteArray writeFacts(const domain::NewDelivery &delivery)
{
    const domain::Capture &capture = delivery.capture;
    const domain::PayloadSummary &summary = delivery.summary;
    QByteArray bytes;
    bytes.reserve(512);
    Writer writer(bytes);
    writer.put("peer"_L1, capture.peerAddress);
    writer.put("peer_port"_L1, qint64(capture.peerPort));
    writer.put("local"_L1, capture.localAddress);
    writer.put("local_port"_L1, qint64(capture.localPort));
    writer.put("head_us"_L1, capture.headRead - capture.firstByte);
    writer.put("last_us"_L1, capture.lastByte - capture.firstByte);
    writer.put("trailers"_L1, joinFields(capture.message.trailers));
    writer.put("chunks"_L1, capture.chunkSizes);
    writer.put("reason"_L1, capture.reason);
    writer.put("tls"_L1, capture.tls.version);
    writer.put("cipher"_L1, capture.tls.cipher);
    writer.put("sni"_L1, capture.tls.sni);
    writer.put("client"_L1, capture.tls.clientSubject);
    writer.put("severity"_L1, summary.severityText);
    writer.put("mitre"_L1, summary.mitre);
    writer.put("link"_L1, summary.link);
    writer.put("alert_type"_L1, summary.alertType);
    writer.put("stated"_L1, summary.stated);
    writer.put("key"_L1, summary.idempotencyKey);
    writer.put("handshake"_L1, delivery.handshake);
    if (delivery.rules) {
        writer.put("rules_attempt"_L1, qint64(delivery.rules->attempt));
        writer.put("rule"_L1, delivery.rules->rule);
        writer.put("delay_ms"_L1, qint64(delivery.rules->plan.delayMs));
        writer.put("drip"_L1, delivery.rules->plan.dripBytesPerSecond);
        writer.put("ending"_L1, qint64(delivery.rules->plan.ending));
        writer.put("trace"_L1, delivery.rules->trace);
        writer.put("answer_head"_L1, delivery.rules->head);
        writer.put("answer_body"_L1, delivery.rules->body);
        writer.put("answer_size"_L1, delivery.rules->bodySize);
    }
    writer.finish();
    return bytes;
}

void readFacts(const QByteArray &cbor, domain::Delivery &delivery)
{
    domain::Capture &capture = delivery.capture;
    domain::PayloadSummary &summary = delivery.row.summary;
    const QCborMap map = QCborValue::fromCbor(cbor).toMap();
    const auto bytes = [&map](QLatin1StringView key) { return map.value(key).toByteArray(); };
    const auto text = [&map](QLatin1StringView key) { return map.value(key).toString(); };
    const auto number = [&map](QLatin1StringView key) { return map.value(key).toInteger(); };
    capture.peerAddress = bytes("peer"_L1);
    capture.peerPort = quint16(number("peer_port"_L1));
    capture.localAddress = bytes("local"_L1);
    capture.localPort = quint16(number("local_port"_L1));
    capture.headRead = capture.firstByte + number("head_us"_L1);
    capture.lastByte = capture.firstByte + number("last_us"_L1);
    capture.message.trailers = domain::readFields(bytes("trailers"_L1));
    const QCborArray chunks = map.value("chunks"_L1).toArray();
    for (const QCborValue &chunk : chunks)
        capture.chunkSizes.append(chunk.toInteger());
    capture.reason = text("reason"_L1);
    capture.tls = {bytes("tls"_L1), bytes("cipher"_L1), bytes("sni"_L1), bytes("client"_L1)};
    summary.severityText = text("severity"_L1);
    summary.mitre = text("mitre"_L1);
    summary.link = text("link"_L1);
    summary.alertType = text("alert_type"_L1);
    summary.stated = number("stated"_L1);
    summary.idempotencyKey = bytes("key"_L1);
    delivery.handshake = text("handshake"_L1);
    delivery.rules = readRules(map);
}

} // namespace tocsin::storage
