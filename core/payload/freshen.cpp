// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/freshen.h"

#include "core/json/tokenreader.h"

#include <QDateTime>
#include <QHash>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

namespace tocsin::payload {

namespace {

using namespace Qt::StringLiterals;
using json::Token;
using Kind = json::Token::Kind;

constexpr QByteArrayView idNames[] = {"alert_id",      "event_id",        "id",
                                      "transactionId", "incident_number", "session_id"};
constexpr QByteArrayView timeNames[] = {"created_at", "created", "event_time", "timestamp"};

// A value in the body, without its quotes, and what to put there.
struct Change
{
    qsizetype offset;
    qsizetype length;
    QByteArray text;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isAmong(QByteArrayView name, const auto &names)
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

QByteArray newUuid(QRandomGenerator &random)
{
    std::array<quint32, 4> words{};
    random.fillRange(words.data(), qsizetype(words.size()));
    QByteArray bytes(reinterpret_cast<const char *>(words.data()), sizeof words);
    bytes[6] = char((bytes[6] & 0x0f) | 0x40); // version 4, RFC 9562 section 5.4
    bytes[8] = char((bytes[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(bytes).toByteArray(QUuid::WithoutBraces);
}

// The same length and kind of characters; what stands before the last underscore is kept.
QByteArray newId(QByteArrayView old, QRandomGenerator &random)
{
    if (old.size() == 36 && !QUuid::fromString(QLatin1StringView(old.data(), old.size())).isNull())
        return newUuid(random);
    static constexpr QByteArrayView letters("abcdefghijklmnopqrstuvwxyz0123456789");
    const bool digits = std::all_of(old.begin(), old.end(), isDigit);
    QByteArray fresh = old.toByteArray();
    const qsizetype from = digits ? 0 : old.lastIndexOf('_') + 1;
    for (qsizetype i = from; i < fresh.size(); ++i) {
        const bool leading = i == 0; // a number does not start with 0
        fresh[i] = digits ? char('0' + random.bounded(leading ? 1 : 0, 10))
                          : letters[random.bounded(quint32(letters.size()))];
    }
    return fresh;
}

qsizetype fractionDigits(QByteArrayView iso)
{
    const qsizetype dot = iso.lastIndexOf('.');
    qsizetype end = dot + 1;
    while (dot >= 0 && end < iso.size() && isDigit(iso[end]))
        ++end;
    return dot < 0 ? 0 : end - dot - 1;
}

QByteArray newTime(QByteArrayView old, Micros now)
{
    if (std::all_of(old.begin(), old.end(), isDigit))
        return QByteArray::number(old.size() > 11 ? now / 1000 : now / microsPerSecond);
    const QDateTime whole = QDateTime::fromSecsSinceEpoch(now / microsPerSecond, Qt::UTC);
    QByteArray text = whole.toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1();
    if (const qsizetype digits = fractionDigits(old); digits > 0)
        text +=
            '.' +
            QByteArray::number(now % microsPerSecond).rightJustified(6, '0').leftJustified(digits, '0', true);
    return text + 'Z';
}

QByteArray digits(qsizetype count, quint32 base, QRandomGenerator &random)
{
    QByteArray text(count, '0');
    for (char &c : text)
        c = "0123456789abcdef"[random.bounded(base)];
    return text;
}

QByteArray filledIn(const QByteArray &text, Micros now, QRandomGenerator &random)
{
    QByteArray filled = text;
    for (qsizetype at = filled.indexOf('{'); at >= 0; at = filled.indexOf('{', at)) {
        const qsizetype end = filled.indexOf('}', at);
        const QByteArray word = filled.mid(at + 1, end - at - 1);
        QByteArray value;
        if (word == "uuid")
            value = newUuid(random);
        else if (word == "hex")
            value = digits(32, 16, random);
        else if (word == "digits")
            value = digits(12, 10, random);
        else if (word == "seconds")
            value = QByteArray::number(now / microsPerSecond);
        else if (word == "iso")
            value = newTime("T", now);
        else
            value = filled.mid(at, 1); // a brace of its own
        filled.replace(at, value == "{" ? 1 : end - at + 1, value);
        at += value.size();
    }
    return filled;
}

class Freshener
{
public:
    Freshener(const QByteArray &body, Micros now, QRandomGenerator &random)
        : m_reader(body, json::TokenReader::hardDepth)
        , m_body(body)
        , m_now(now)
        , m_random(random)
    {}

    QByteArray run()
    {
        const bool whole = m_reader.next().kind == Kind::BeginObject && readObject(true) &&
                           m_reader.next().kind == Kind::End;
        if (!whole)
            return m_body;
        QByteArray fresh;
        fresh.reserve(m_body.size() + 64);
        qsizetype from = 0;
        for (const Change &change : m_changes) {
            fresh.append(QByteArrayView(m_body).sliced(from, change.offset - from)).append(change.text);
            from = change.offset + change.length;
        }
        return fresh.append(QByteArrayView(m_body).sliced(from));
    }

private:
    bool readObject(bool top)
    {
        for (Token key = m_reader.next(); key.kind != Kind::EndObject; key = m_reader.next()) {
            if (key.kind != Kind::Key)
                return false;
            const QByteArrayView name = m_reader.inner(key);
            const Token first = m_reader.next();
            if (top && name == QByteArrayView("data") && first.kind == Kind::BeginObject) {
                if (!readObject(false))
                    return false;
                continue;
            }
            const Token value = m_reader.wholeValue(first);
            if (value.kind == Kind::Error)
                return false;
            change(name, value);
        }
        return true;
    }

    void change(QByteArrayView name, const Token &value)
    {
        const bool string = value.kind == Kind::String;
        if ((!string && value.kind != Kind::Number) || value.escaped)
            return;
        const QByteArrayView old = string ? m_reader.inner(value) : m_reader.spelling(value);
        const qsizetype offset = value.offset + (string ? 1 : 0);
        const bool digits = std::all_of(old.begin(), old.end(), isDigit);
        if (old.isEmpty() || (!string && !digits))
            return;
        if (isAmong(name, timeNames) && isDigit(old[0])) {
            m_changes.append({offset, old.size(), newTime(old, m_now)});
        } else if (isAmong(name, idNames)) {
            m_changes.append({offset, old.size(), freshId(old)});
        } else if (name == QByteArrayView("url")) {
            changeUrl(old, offset);
        }
    }

    // An id that stands twice stays one and the same.
    QByteArray freshId(QByteArrayView old)
    {
        const QByteArray key = old.toByteArray();
        const auto known = m_ids.constFind(key);
        return known != m_ids.cend() ? *known : *m_ids.insert(key, newId(old, m_random));
    }

    // A link that ends in an id that was replaced before it leads to the new one.
    void changeUrl(QByteArrayView url, qsizetype offset)
    {
        const qsizetype slash = url.lastIndexOf('/') + 1;
        const auto known = m_ids.constFind(url.sliced(slash).toByteArray());
        if (known != m_ids.cend())
            m_changes.append({offset + slash, known.key().size(), *known});
    }

    json::TokenReader m_reader;
    QByteArray m_body;
    Micros m_now;
    QRandomGenerator &m_random;
    QList<Change> m_changes;             // in the order of the body
    QHash<QByteArray, QByteArray> m_ids; // old and new
};

} // namespace

QByteArray freshened(const QByteArray &body, Micros now, QRandomGenerator &random)
{
    return Freshener(body, now, random).run();
}

Sample freshened(const Sample &sample, Micros now, QRandomGenerator &random)
{
    Sample fresh = sample;
    const bool isForm = !sample.body.startsWith('{') && !sample.body.startsWith('[');
    fresh.body = isForm ? filledIn(sample.body, now, random) : freshened(sample.body, now, random);
    fresh.query = filledIn(sample.query, now, random);
    for (domain::HeaderField &field : fresh.headers)
        field.value = filledIn(field.value, now, random);
    return fresh;
}

} // namespace tocsin::payload
