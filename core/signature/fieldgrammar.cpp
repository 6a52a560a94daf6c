// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/fieldgrammar.h"

#include "core/json/pointer.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Place = FieldSpec::Place;

constexpr qsizetype mostNumbered = 100; // DocuSign's limit
constexpr qsizetype mostValues = 200;   // each is compared with each secret

struct Halves
{
    QByteArrayView list; // what is cut
    QByteArrayView rest; // value of the rest key
    bool hasRest = false;
};

Halves splitAtRest(QByteArrayView value, QByteArrayView restKey)
{
    if (restKey.isEmpty())
        return {value, {}, false};
    for (qsizetype comma = value.indexOf(','); comma >= 0; comma = value.indexOf(',', comma + 1)) {
        qsizetype at = comma + 1;
        while (at < value.size() && (value[at] == ' ' || value[at] == '\t'))
            ++at;
        const QByteArrayView tail = value.sliced(at);
        if (tail.startsWith(restKey) && tail.size() > restKey.size() && tail[restKey.size()] == '=')
            return {value.first(comma), tail.sliced(restKey.size() + 1), true};
    }
    return {value, {}, false};
}

// What lies between the separators; all of it when there is none.
template<class Visit>
void eachPiece(QByteArrayView text, QByteArrayView separator, Visit visit)
{
    if (separator.isEmpty())
        return visit(text);
    for (qsizetype from = 0;;) {
        const qsizetype at = text.indexOf(separator, from);
        visit(text.sliced(from, (at < 0 ? text.size() : at) - from));
        if (at < 0)
            return;
        from = at + separator.size();
    }
}

class Cutter
{
public:
    Cutter(const FieldSpec &spec, QByteArrayView restKey, FieldValues &found)
        : m_spec(spec)
        , m_restKey(restKey)
        , m_found(found)
    {}

    // The usual value is one that is not cut at all: it is shared, not copied.
    void cutText(const QByteArray &text)
    {
        const QByteArrayView value = QByteArrayView(text).trimmed();
        const bool isWhole = value.size() == text.size() && !text.isEmpty();
        if (isWhole && !m_spec.isCut() && !m_spec.unpack && m_spec.groups.isEmpty() && !m_spec.unescape)
            m_found.values.append(text);
        else
            cut(value);
    }

private:
    void cut(QByteArrayView value)
    {
        if (m_spec.isCut())
            value = withoutPrefix(value);
        if (!m_spec.unpack)
            return cutGroups(value);
        const auto text = QByteArray::fromBase64Encoding(value.toByteArray(), QByteArray::Base64Encoding);
        const auto member = text ? json::valueAt(text.decoded, *m_spec.unpack) : std::nullopt;
        const auto inner = member ? json::scalarText(*member) : std::nullopt;
        if (inner)
            cutGroups(*inner);
        else
            m_found.hasParts = false;
    }

    QByteArrayView withoutPrefix(QByteArrayView value) const
    {
        for (const QByteArray &prefix : m_spec.prefixes) {
            if (value.startsWith(prefix))
                return value.sliced(prefix.size()).trimmed();
        }
        return value;
    }

    void cutGroups(QByteArrayView value)
    {
        if (!m_spec.isCut())
            return eachPiece(value, m_spec.groups, [this](QByteArrayView group) { add(group.trimmed()); });
        m_found.hasParts = false;
        const Halves halves = splitAtRest(value, m_restKey);
        m_found.hasParts = halves.hasRest;
        eachPiece(halves.list, m_spec.groups, [this](QByteArrayView group) {
            if (m_spec.key.isEmpty())
                cutPlaces(group);
            else
                cutPairs(group);
        });
        if (halves.hasRest && m_restKey == m_spec.key)
            add(halves.rest);
    }

    void cutPairs(QByteArrayView group)
    {
        eachPiece(group, m_spec.split.isEmpty() ? ","_ba : m_spec.split, [this](QByteArrayView part) {
            const qsizetype equals = part.indexOf(m_spec.assign);
            if (equals < 0)
                return;
            m_found.hasParts = true;
            if (part.first(equals).trimmed() == m_spec.key)
                add(part.sliced(equals + m_spec.assign.size()).trimmed());
        });
    }

    void cutPlaces(QByteArrayView group)
    {
        int place = 0;
        bool counts = true;
        eachPiece(group, m_spec.split, [&](QByteArrayView part) {
            if (place == 0)
                counts = m_spec.first.isEmpty() || part.trimmed() == m_spec.first;
            const bool meant = place == m_spec.index || (m_spec.rest && place > m_spec.index);
            if (meant) {
                m_found.hasParts = true;
                if (counts)
                    add(m_spec.takesRest ? group.sliced(part.data() - group.data()).trimmed()
                                         : part.trimmed());
            }
            ++place;
        });
    }

    void add(QByteArrayView value)
    {
        if (m_found.values.size() < mostValues)
            m_found.values.append(m_spec.unescape   ? percentDecoded(value)
                                  : value.isEmpty() ? ""_ba
                                                    : value.toByteArray());
    }

    const FieldSpec &m_spec;
    QByteArrayView m_restKey;
    FieldValues &m_found;
};

// A header that stands twice is ambiguous: none of the two is read.
void readHeader(QByteArrayView name, const Source &source, Cutter &cutter, FieldValues &found)
{
    const domain::HeaderField *only = nullptr;
    qsizetype count = 0;
    for (const domain::HeaderField &field : source.message.headers) {
        if (domain::sameFieldName(field.name, name)) {
            ++count;
            only = &field;
        }
    }
    found.places += count;
    if (count == 1) {
        found.hasOne = true;
        cutter.cutText(only->value);
    }
}

} // namespace

FieldValues readField(const FieldSpec &spec, QByteArrayView restKey, const Source &source)
{
    FieldValues found;
    Cutter cutter(spec, restKey, found);
    const auto take = [&](const std::optional<QByteArray> &value) {
        found.places = value ? 1 : 0;
        found.hasOne = value.has_value();
        if (value)
            cutter.cutText(*value);
    };
    switch (spec.place) {
    case Place::None:
    case Place::Claim: // of a token that has yet to be verified
        break;
    case Place::Header:
    case Place::AnyHeader:
        for (const QByteArray &name : spec.names)
            readHeader(name, source, cutter, found);
        break;
    case Place::NumberedHeader:
        for (qsizetype number = 1; number <= mostNumbered && found.places == number - 1; ++number)
            readHeader(spec.name() + QByteArray::number(number), source, cutter, found);
        break;
    case Place::Query:
        take(source.query(spec.name()));
        break;
    case Place::Form:
        take(source.form(spec.name()));
        break;
    case Place::Json:
        take(source.scalar(spec.name()));
        break;
    case Place::Body:
        take(source.message.body.isEmpty() ? std::nullopt : std::optional(source.message.body));
        break;
    }
    return found;
}

QByteArrayView restKeyOf(const Recipe &recipe, const FieldSpec &field)
{
    if (!field.isHeader())
        return {};
    for (const FieldSpec *spec :
         {&recipe.signature, &recipe.timestamp.field, &recipe.messageId, &recipe.tag}) {
        if (spec->takesRest && !spec->key.isEmpty() && domain::sameFieldName(spec->name(), field.name()))
            return spec->key;
    }
    return {};
}

QString placeName(const FieldSpec &spec)
{
    const QString name = QString::fromUtf8(spec.name());
    switch (spec.place) {
    case Place::NumberedHeader:
        return name + u'1';
    case Place::Query:
        return u"query parameter "_s + name;
    case Place::Form:
        return u"form field "_s + name;
    case Place::Json:
        return u"body member "_s + name;
    case Place::Body:
        return u"body"_s;
    case Place::Claim:
        return u"claim "_s + name;
    default:
        return spec.key.isEmpty() ? name : name + u": "_s + QString::fromUtf8(spec.key) + u'=';
    }
}

} // namespace tocsin::signature
