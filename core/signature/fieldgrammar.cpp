// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/fieldgrammar.h"

namespace tocsin::signature {

namespace {

struct Halves
{
    QByteArrayView list; // what is cut at commas
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

void readPairs(QByteArrayView value, const FieldSpec &spec, QByteArrayView restKey, FieldValues &found)
{
    const Halves halves = splitAtRest(value, restKey);
    found.hasPairs = halves.hasRest;
    qsizetype from = 0;
    while (from <= halves.list.size()) {
        const qsizetype comma = halves.list.indexOf(',', from);
        const qsizetype until = comma < 0 ? halves.list.size() : comma;
        const QByteArrayView part = halves.list.sliced(from, until - from);
        from = until + 1;
        const qsizetype equals = part.indexOf('=');
        if (equals < 0)
            continue;
        found.hasPairs = true;
        if (part.first(equals).trimmed() == spec.key)
            found.values.append(part.sliced(equals + 1).trimmed());
    }
    if (halves.hasRest && restKey == spec.key)
        found.values.append(halves.rest);
}

} // namespace

FieldValues readField(const FieldSpec &spec, QByteArrayView restKey, const domain::HttpMessage &message)
{
    FieldValues found;
    const domain::HeaderField *only = nullptr;
    for (const domain::HeaderField &field : message.headers) {
        if (domain::sameFieldName(field.name, spec.header)) {
            ++found.headers;
            only = &field;
        }
    }
    if (found.headers != 1 || !only)
        return found;
    const QByteArrayView value = QByteArrayView(only->value).trimmed();
    if (spec.key.isEmpty())
        found.values.append(value);
    else
        readPairs(value, spec, restKey, found);
    return found;
}

QByteArrayView restKeyOf(const Scheme &scheme, QByteArrayView header)
{
    for (const FieldSpec *spec : {&scheme.signature, &scheme.timestamp, &scheme.messageId, &scheme.tag}) {
        if (spec->takesRest && domain::sameFieldName(spec->header, header))
            return spec->key;
    }
    return {};
}

} // namespace tocsin::signature
