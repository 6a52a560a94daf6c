// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/signature/recipe.h"
#include "core/signature/source.h"

namespace tocsin::signature {

// A request while it is being signed: values are put where the scheme has them.
class RequestDraft
{
public:
    // Final: target and body may not change, so that a value outside the headers can only be kept.
    RequestDraft(const domain::HttpMessage &message, const Circumstances &circumstances, bool final);

    // Pointers start at this item of the body from now on; "" = the body.
    void enter(const QByteArray &item) { m_item = item; }
    Source source() const;

    const domain::HttpMessage &message() const { return m_message; }
    const QList<domain::HeaderField> &fields() const { return m_fields; } // those that were set
    const QByteArray &url() const { return m_circumstances.url; }
    bool isFinal() const { return m_final; }

    void setHeader(const QByteArray &name, const QByteArray &value);
    // A value that only signing needs to see, as the transport writes it itself.
    void assumeHeader(const QByteArray &name, const QByteArray &value);
    Result<void> setBody(const QByteArray &body);
    // A number stays one in JSON when it is one there or nothing is.
    Result<void> put(const FieldSpec &spec, const QByteArray &text, bool isNumber = false);
    // What stands there now, uncut; null = nothing.
    QByteArray textAt(const FieldSpec &spec) const;

private:
    Result<void> putQuery(const QByteArray &name, const QByteArray &value);
    Result<void> putForm(const QByteArray &name, const QByteArray &value);
    Result<void> putJson(const QByteArray &pointer, const QByteArray &text, bool isNumber);
    QByteArray headerName(const FieldSpec &spec) const;
    Result<void> refuse(const FieldSpec &spec) const;

    domain::HttpMessage m_message;
    Circumstances m_circumstances;
    QList<domain::HeaderField> m_fields;
    QByteArray m_item;
    bool m_final;
};

} // namespace tocsin::signature
