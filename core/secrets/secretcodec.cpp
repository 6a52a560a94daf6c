// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/secretcodec.h"

#include "core/secrets/secretrules.h"

#include <QtEndian>

namespace tocsin::secrets {

namespace {

using namespace Qt::StringLiterals;

constexpr char version = 1;
constexpr qsizetype lengthSize = 4;

// Appends to an array whose whole size was reserved: growing would leave unwiped copies behind.
class Writer
{
public:
    explicit Writer(qsizetype capacity) { m_bytes.reserve(capacity); }

    void byte(char value) { m_bytes.append(value); }
    template<class Int>
    void number(Int value)
    {
        char raw[sizeof(Int)];
        qToLittleEndian(value, raw);
        m_bytes.append(raw, sizeof raw);
    }
    void bytes(QByteArrayView value)
    {
        number(quint32(value.size()));
        m_bytes.append(value);
    }
    Secret take() { return Secret(std::move(m_bytes)); }

private:
    QByteArray m_bytes;
};

class Reader
{
public:
    explicit Reader(QByteArrayView bytes) : m_rest(bytes) {}

    bool good() const { return m_good; }
    bool atEnd() const { return m_rest.isEmpty(); }
    template<class Int>
    Int number()
    {
        const QByteArrayView raw = take(sizeof(Int));
        return m_good ? qFromLittleEndian<Int>(raw.data()) : Int();
    }
    QByteArrayView bytes(qsizetype limit)
    {
        const auto size = qsizetype(number<quint32>());
        m_good = m_good && size <= limit;
        return take(size);
    }
    QString text()
    {
        QString text = QString::fromUtf8(bytes(qsizetype(maxMetadataLength) * 4));
        m_good = m_good && text.size() <= maxMetadataLength;
        return text;
    }

private:
    QByteArrayView take(qsizetype size)
    {
        if (!m_good || size > m_rest.size()) {
            m_good = false;
            return {};
        }
        const QByteArrayView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }

    QByteArrayView m_rest;
    bool m_good = true;
};

qsizetype encodedSize(const StoredSecret &secret)
{
    constexpr qsizetype fixed = 5 * lengthSize + qsizetype(sizeof(qint64));
    qsizetype size =
        fixed + 3 * (secret.label.size() + secret.scheme.size() + secret.tag.size()); // UTF-8 bound
    size += secret.value.size();
    for (const Secret &value : secret.retired)
        size += lengthSize + value.size();
    return size;
}

StoredSecret readEntry(Reader &reader)
{
    StoredSecret secret;
    secret.label = reader.text();
    secret.scheme = reader.text();
    secret.tag = reader.text();
    secret.addedAt = reader.number<qint64>();
    secret.value = Secret::copyOf(reader.bytes(maxValueSize));
    const auto retired = reader.number<quint32>();
    for (quint32 i = 0; i < retired && reader.good(); ++i)
        secret.retired.append(Secret::copyOf(reader.bytes(maxValueSize)));
    return secret;
}

} // namespace

Secret encode(const Entries &entries)
{
    qsizetype size = 1 + lengthSize;
    for (const StoredSecret &secret : entries)
        size += encodedSize(secret);
    Writer writer(size);
    writer.byte(version);
    writer.number(quint32(entries.size()));
    for (const StoredSecret &secret : entries) {
        writer.bytes(secret.label.toUtf8());
        writer.bytes(secret.scheme.toUtf8());
        writer.bytes(secret.tag.toUtf8());
        writer.number(secret.addedAt);
        writer.bytes(secret.value.reveal());
        writer.number(quint32(secret.retired.size()));
        for (const Secret &value : secret.retired)
            writer.bytes(value.reveal());
    }
    return writer.take();
}

Result<Entries> decode(QByteArrayView bytes)
{
    Reader reader(bytes);
    if (reader.number<char>() != version)
        return fail(Error::Kind::Malformed,
                    u"The stored secrets are in a form that this version cannot read; use a newer Tocsin."_s);
    Entries entries;
    const auto count = reader.number<quint32>();
    for (quint32 i = 0; i < count && reader.good(); ++i) {
        StoredSecret secret = readEntry(reader);
        if (!checkLabel(secret.label) || secret.retired.size() > maxRetired)
            return fail(Error::Kind::Malformed,
                        u"The stored secrets are damaged; restore them from a backup."_s);
        entries.insert(secret.label, secret);
    }
    if (!reader.good() || !reader.atEnd() || entries.size() != qsizetype(count))
        return fail(Error::Kind::Malformed, u"The stored secrets are damaged; restore them from a backup."_s);
    return entries;
}

} // namespace tocsin::secrets
