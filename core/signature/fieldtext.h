// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/recipe.h"
#include "core/signature/source.h"

#include <utility>

namespace tocsin::signature {

// What stands in one place of a request (one header, one parameter, one member), put together from the values
// that share it, so that readField() finds each of them again.
class FieldText
{
public:
    // What stood there before lends the parts beside those that are written, where the values go by place.
    FieldText(const FieldSpec &first, const QByteArray &before);

    bool shares(const FieldSpec &spec) const;
    void add(const FieldSpec &spec, const QByteArray &value);
    const FieldSpec &spec() const { return m_spec; }
    QByteArray text() const;

private:
    FieldSpec m_spec;
    QByteArray m_before;
    QByteArray m_prefix;
    QByteArray m_split;
    QByteArrayList m_pieces;
    QList<std::pair<QByteArray, QByteArray>> m_packed; // pointer and text of what goes into base64 of JSON
};

} // namespace tocsin::signature
