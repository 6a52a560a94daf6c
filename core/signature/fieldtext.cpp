// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/fieldtext.h"

#include "core/json/edit.h"
#include "core/json/place.h"

namespace tocsin::signature {

using Place = FieldSpec::Place;

FieldText::FieldText(const FieldSpec &first, const QByteArray &before) : m_spec(first), m_before(before) {}

bool FieldText::shares(const FieldSpec &spec) const
{
    if (spec.place != m_spec.place)
        return false;
    const bool header = spec.isHeader() || spec.place == Place::AnyHeader;
    return header ? domain::sameFieldName(spec.name(), m_spec.name()) : spec.name() == m_spec.name();
}

void FieldText::add(const FieldSpec &spec, const QByteArray &value)
{
    if (spec.unpack) {
        m_packed.append({*spec.unpack, value});
        return;
    }
    const QByteArray text = spec.unescape ? value.toPercentEncoding() : value;
    m_split = spec.split.isEmpty() ? QByteArray(",") : spec.split;
    if (spec.isCut() && !spec.prefixes.isEmpty())
        m_prefix = spec.prefixes.first();
    if (spec.index < 0) {
        m_pieces.append(spec.key.isEmpty() ? text : spec.key + spec.assign + text);
        return;
    }
    if (m_pieces.isEmpty() && spec.first.isEmpty() && !spec.split.isEmpty() &&
        m_before.contains(spec.split)) {
        for (qsizetype from = 0, at = 0; at >= 0; from = at + spec.split.size()) {
            at = m_before.indexOf(spec.split, from);
            m_pieces.append(m_before.mid(from, at < 0 ? -1 : at - from));
        }
    }
    while (m_pieces.size() <= spec.index)
        m_pieces.append(QByteArray());
    m_pieces[spec.index] = text;
    if (spec.rest || spec.takesRest)
        m_pieces.resize(spec.index + 1); // all behind it would count as well
    if (!spec.first.isEmpty())
        m_pieces[0] = spec.first;
}

QByteArray FieldText::text() const
{
    if (m_packed.isEmpty())
        return m_prefix + m_pieces.join(m_split);
    QByteArray json = "{}";
    for (const auto &[pointer, value] : m_packed)
        json = json::placed(json, pointer, json::quotedText(value)).value_or(json);
    return json.toBase64();
}

} // namespace tocsin::signature
