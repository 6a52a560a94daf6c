// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"

namespace tocsin::domain {

// Changes single lines of a raw head (HttpMessage::head) and leaves every other byte as it was: order, case,
// blanks, duplicates and folded lines. Plain value.
class HeadEdit
{
public:
    // The head of a complete request: request line, field lines, empty line.
    explicit HeadEdit(const QByteArray &head);

    void setTarget(const QByteArray &target); // of the request line
    void setMethod(const QByteArray &method);
    void replaceAll(const QList<HeaderField> &fields); // in place of every field, in this order
    // In place of the first field of that name, whose spelling stays, and of all others of that name; at the
    // end when there is none.
    void set(const HeaderField &field);
    void remove(QByteArrayView name); // all of that name
    bool has(QByteArrayView name) const;

    QByteArray bytes() const;

private:
    QByteArray m_requestLine;  // with its line end
    QList<QByteArray> m_lines; // one field each, folded parts and line end included
};

} // namespace tocsin::domain
