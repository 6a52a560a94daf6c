// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/reformat.h"

#include <QHash>

namespace tocsin::rules {

// The values of one JSON body, read when they are first asked for and then once. The body must outlive it.
class BodyValues
{
public:
    static constexpr qsizetype mostBody = 1024 * 1024; // bytes; of a longer body no value is known

    explicit BodyValues(QByteArrayView body) : m_body(body) {}

    // What the value at the pointer says: a string decoded (UTF-8), else the text of the value as it stands.
    // Null when there is none; of members that stand twice the last counts.
    QByteArray at(const QByteArray &pointer);
    // Why there are none; empty = there may be.
    QString fault();

private:
    QByteArray find(const QByteArray &pointer) const;

    QByteArrayView m_body;
    bool m_isRead = false;
    std::optional<json::TokenTree> m_tree;
    QHash<QByteArray, QByteArray> m_found;
};

} // namespace tocsin::rules
