// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliverycodec.h"

#include <QDataStream>
#include <QtEndian>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// 1: without the handshake; 2: without the rules; 3: without what a rule had said
constexpr quint32 layout = 4;

// One list of members for both directions, so that they cannot disagree. Coder is a Writer or a Reader.
template<class Coder, class Fields>
void codeFields(Coder &coder, Fields &fields)
{
    coder.list(fields, [&coder](auto &field) {
        coder.value(field.name);
        coder.value(field.value);
    });
}

template<class Coder, class Capture>
void codeCapture(Coder &coder, Capture &capture)
{
    coder.value(capture.message.method);
    coder.value(capture.message.target);
    coder.value(capture.message.head);
    coder.value(capture.message.body);
    codeFields(coder, capture.message.trailers);
    coder.number(capture.completeness);
    coder.value(capture.reason);
    coder.list(capture.chunkSizes, [&coder](auto &size) { coder.value(size); });
    coder.value(capture.peerAddress);
    coder.value(capture.localAddress);
    coder.value(capture.peerPort);
    coder.value(capture.localPort);
    coder.value(capture.tls.version);
    coder.value(capture.tls.cipher);
    coder.value(capture.tls.sni);
    coder.value(capture.tls.clientSubject);
    coder.value(capture.firstByte);
    coder.value(capture.headRead);
    coder.value(capture.lastByte);
}

template<class Coder, class Summary>
void codeSummary(Coder &coder, Summary &summary)
{
    coder.value(summary.format);
    coder.value(summary.event);
    coder.value(summary.alertType);
    coder.value(summary.severityText);
    coder.number(summary.severity);
    coder.value(summary.title);
    coder.value(summary.actor);
    coder.value(summary.address);
    coder.maybe(summary.risk);
    coder.value(summary.link);
    coder.value(summary.mitre);
    coder.value(summary.stated);
    coder.value(summary.idempotencyKey);
}

template<class Coder, class Ruled>
void codeRules(Coder &coder, Ruled &rules, quint32 version)
{
    coder.value(rules.rule);
    coder.number(rules.attempt);
    coder.number(rules.plan.delayMs);
    coder.value(rules.plan.dripBytesPerSecond);
    coder.number(rules.plan.ending);
    coder.list(rules.trace, [&coder](auto &line) {
        coder.value(line.rule);
        coder.number(line.outcome);
        coder.value(line.reason);
    });
    if (version < 4)
        return;
    coder.value(rules.head);
    coder.value(rules.body);
    coder.value(rules.bodySize);
}

template<class Coder, class Delivery>
void codeDelivery(Coder &coder, Delivery &delivery, quint32 version)
{
    codeCapture(coder, delivery.capture);
    coder.value(delivery.endpoint);
    coder.number(delivery.signature.verdict);
    coder.value(delivery.signature.scheme);
    coder.value(delivery.signature.secretLabel);
    coder.maybe(delivery.signature.ageSeconds);
    codeSummary(coder, delivery.summary);
    coder.number(delivery.responseStatus);
    if (version >= 2)
        coder.value(delivery.handshake);
    if (version >= 3)
        coder.shared(delivery.rules, [&](auto &rules) { codeRules(coder, rules, version); });
}

// What a QDataStream of Qt 6.4 with little-endian order writes, without its call through a QBuffer for every
// number: this runs for each delivery before it is acknowledged.
class Writer
{
public:
    explicit Writer(qsizetype expected) : m_bytes(expected, Qt::Uninitialized) {}

    QByteArray take()
    {
        m_bytes.truncate(m_size);
        return std::move(m_bytes);
    }

    template<class Number>
    requires std::is_arithmetic_v<Number>
    void value(Number v) { qToLittleEndian(v, next(qsizetype(sizeof v))); }
    void value(const QByteArray &v)
    {
        value(v.isNull() ? null : quint32(v.size()));
        std::copy_n(v.constData(), v.size(), next(v.size()));
    }
    void value(const QString &v)
    {
        value(v.isNull() ? null : quint32(v.size() * 2));
        qToLittleEndian<quint16>(v.utf16(), v.size(), next(v.size() * 2));
    }
    template<class T>
    void number(const T &v)
    {
        value(qint32(v));
    }
    template<class T>
    void maybe(const std::optional<T> &v)
    {
        value(quint8(v.has_value()));
        if (v)
            value(*v);
    }
    template<class List, class Each>
    void list(const List &items, Each each)
    {
        value(quint32(items.size()));
        for (const auto &item : items)
            each(item);
    }

    template<class T, class Each>
    void shared(const std::shared_ptr<const T> &v, Each each)
    {
        value(quint8(v != nullptr));
        if (v)
            each(*v);
    }

private:
    static constexpr quint32 null = 0xffffffff;

    char *next(qsizetype size) // where so many bytes go
    {
        if (m_bytes.size() - m_size < size)
            m_bytes.resize(2 * m_bytes.size() + size);
        return m_bytes.data() + std::exchange(m_size, m_size + size);
    }

    QByteArray m_bytes;
    qsizetype m_size = 0; // what of it is written
};

struct Reader
{
    QDataStream &stream;

    template<class T>
    void value(T &v)
    {
        stream >> v;
    }
    template<class T>
    void number(T &v)
    {
        qint32 n = 0;
        stream >> n;
        v = T(n);
    }
    template<class T>
    void maybe(std::optional<T> &v)
    {
        bool has = false;
        stream >> has;
        if (has) {
            v.emplace();
            stream >> *v;
        }
    }
    template<class List, class Each>
    void list(List &items, Each each)
    {
        quint32 count = 0;
        stream >> count;
        for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
            items.emplaceBack();
            each(items.back());
        }
    }
    template<class T, class Each>
    void shared(std::shared_ptr<const T> &v, Each each)
    {
        bool has = false;
        stream >> has;
        if (!has)
            return;
        auto read = std::make_shared<T>();
        each(*read);
        v = std::move(read);
    }
};

} // namespace

QByteArray encodeBatch(std::span<const domain::NewDelivery> batch)
{
    qsizetype size = 16;
    for (const domain::NewDelivery &delivery : batch)
        size += 1024 + delivery.capture.message.head.size() + delivery.capture.message.body.size();
    Writer writer(size);
    writer.value(layout);
    writer.value(quint32(batch.size()));
    for (const domain::NewDelivery &delivery : batch)
        codeDelivery(writer, delivery, layout);
    return writer.take();
}

Result<std::vector<domain::NewDelivery>> decodeBatch(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    stream.setByteOrder(QDataStream::LittleEndian); // no swapping where it runs
    quint32 found = 0;
    quint32 count = 0;
    stream >> found >> count;
    if (stream.status() != QDataStream::Ok || found < 1 || found > layout)
        return fail(Error::Kind::Malformed,
                    u"a waiting batch has the layout %1, this program knows %2"_s.arg(found).arg(layout));
    std::vector<domain::NewDelivery> batch;
    Reader reader{stream};
    for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i)
        codeDelivery(reader, batch.emplace_back(), found);
    if (stream.status() != QDataStream::Ok)
        return fail(Error::Kind::Malformed, u"a waiting batch ends in the middle"_s);
    return batch;
}

} // namespace tocsin::storage
