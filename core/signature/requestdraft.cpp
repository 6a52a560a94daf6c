// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/requestdraft.h"

#include "core/json/edit.h"
#include "core/json/place.h"
#include "core/json/pointer.h"
#include "core/signature/fieldgrammar.h"

namespace tocsin::signature {

using namespace Qt::StringLiterals;
using Place = FieldSpec::Place;

namespace {

void setIn(QList<domain::HeaderField> &fields, const QByteArray &name, const QByteArray &value)
{
    qsizetype place = -1;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (!domain::sameFieldName(fields[i].name, name))
            continue;
        if (place < 0)
            fields[place = i].value = value;
        else
            fields.removeAt(i--);
    }
    if (place < 0)
        fields.append({name, value});
}

// "a=1&b=2" with this pair in place of the one of that name, else behind the others.
QByteArray withPair(QByteArrayView pairs, const QByteArray &name, const QByteArray &value)
{
    const QByteArray pair = name.toPercentEncoding("./:@[]") + '=' + value.toPercentEncoding();
    QByteArrayList all;
    bool there = false;
    for (const QByteArray &old : pairs.toByteArray().split('&')) {
        const qsizetype equals = old.indexOf('=');
        QByteArray oldName = equals < 0 ? old : old.first(equals);
        if (percentDecoded(oldName.replace('+', ' ')) != name) {
            if (!old.isEmpty())
                all.append(old);
        } else if (!there) {
            all.append(pair);
            there = true;
        }
    }
    if (!there)
        all.append(pair);
    return all.join('&');
}

QByteArray withQuery(const QByteArray &target, const QByteArray &name, const QByteArray &value)
{
    const qsizetype mark = target.indexOf('?');
    const QByteArray path = mark < 0 ? target : target.first(mark);
    return path + '?' +
           withPair(mark < 0 ? QByteArrayView() : QByteArrayView(target).sliced(mark + 1), name, value);
}

} // namespace

RequestDraft::RequestDraft(const domain::HttpMessage &message, const Circumstances &circumstances, bool final)
    : m_message(message)
    , m_circumstances(circumstances)
    , m_final(final)
{}

Source RequestDraft::source() const
{
    const auto item = m_item.isEmpty() ? std::nullopt : json::valueAt(m_message.body, m_item);
    return {m_message, m_circumstances, item.value_or(QByteArrayView(m_message.body))};
}

void RequestDraft::setHeader(const QByteArray &name, const QByteArray &value)
{
    setIn(m_message.headers, name, value);
    setIn(m_fields, name, value);
}

void RequestDraft::assumeHeader(const QByteArray &name, const QByteArray &value)
{
    if (m_message.countOf(name) == 0)
        m_message.headers.append({name, value});
}

Result<void> RequestDraft::setBody(const QByteArray &body)
{
    if (m_final && body != m_message.body)
        return fail(Error::Kind::Rejected, u"signing would change the body, which is to stay as it is"_s);
    m_message.body = body;
    return {};
}

// Where one of several names is there already, as in what was captured, it is kept.
QByteArray RequestDraft::headerName(const FieldSpec &spec) const
{
    for (const QByteArray &name : spec.names) {
        if (spec.place == Place::AnyHeader && m_message.countOf(name) > 0)
            return name;
    }
    return spec.place == Place::NumberedHeader ? spec.name() + '1' : spec.name();
}

Result<void> RequestDraft::refuse(const FieldSpec &spec) const
{
    return fail(Error::Kind::Rejected,
                u"%1 cannot be written: %2"_s.arg(
                    placeName(spec), m_final ? u"signing must leave target and body as they are"_s
                                             : u"the body is not of the kind that holds it"_s));
}

Result<void> RequestDraft::put(const FieldSpec &spec, const QByteArray &text, bool isNumber)
{
    switch (spec.place) {
    case Place::None:
    case Place::Claim:
        return {};
    case Place::Header:
    case Place::AnyHeader:
    case Place::NumberedHeader:
        setHeader(headerName(spec), text);
        return {};
    default:
        break;
    }
    if (m_final)
        return textAt(spec) == text ? Result<void>() : refuse(spec);
    Result<void> done;
    if (spec.place == Place::Query)
        done = putQuery(spec.name(), text);
    else if (spec.place == Place::Form)
        done = putForm(spec.name(), text);
    else if (spec.place == Place::Json)
        done = putJson(spec.name(), text, isNumber);
    else
        m_message.body = text;
    return done ? done : refuse(spec);
}

Result<void> RequestDraft::putQuery(const QByteArray &name, const QByteArray &value)
{
    m_message.target = withQuery(m_message.target, name, value);
    if (!m_circumstances.url.isEmpty())
        m_circumstances.url = withQuery(m_circumstances.url, name, value);
    return {};
}

Result<void> RequestDraft::putForm(const QByteArray &name, const QByteArray &value)
{
    if (!isForm(m_message))
        return fail(Error::Kind::Rejected, {});
    m_message.body = withPair(m_message.body, name, value);
    return {};
}

Result<void> RequestDraft::putJson(const QByteArray &pointer, const QByteArray &text, bool isNumber)
{
    const QByteArray whole = m_item + pointer;
    const auto old = json::valueAt(m_message.body, whole);
    const bool bare = isNumber && (!old || !old->startsWith('"'));
    const auto body = json::placed(m_message.body, whole, bare ? text : json::quotedText(text));
    if (!body)
        return fail(Error::Kind::Rejected, {});
    m_message.body = *body;
    return {};
}

QByteArray RequestDraft::textAt(const FieldSpec &spec) const
{
    const Source at = source();
    switch (spec.place) {
    case Place::Header:
    case Place::AnyHeader:
    case Place::NumberedHeader: {
        const QByteArray name = headerName(spec);
        return m_message.countOf(name) == 1 ? m_message.first(name) : QByteArray();
    }
    case Place::Query:
        return at.query(spec.name()).value_or(QByteArray());
    case Place::Form:
        return at.form(spec.name()).value_or(QByteArray());
    case Place::Json:
        return at.scalar(spec.name()).value_or(QByteArray());
    case Place::Body:
        return m_message.body;
    default:
        return {};
    }
}

} // namespace tocsin::signature
