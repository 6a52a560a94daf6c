// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/reformat.h"
#include "core/signature/explain/bodyforms.h"

#include <QSet>

#include <utility>

namespace tocsin::signature {

// Takes forms from those that make them, leaves out what was there before, and counts. Bodies are known by
// two hashes with seeds of this process: a sender cannot make one that hides another.
class FormSink
{
public:
    FormSink(QByteArrayView body, const BodyFormLimits &limits, const BodyFormVisitor &visit);

    // False: no more is wanted.
    bool offer(const char *cause, QByteArray id, const QString &what, QByteArray bytes);
    // The same for what a layout wrote, if it wrote anything.
    bool offerJson(const char *cause, const QByteArray &id, const QString &what,
                   std::optional<QByteArray> bytes);

    // The same for the body with one text in place of another, wherever it stands.
    bool offerReplaced(const char *cause, const char *id, const QString &what, QByteArrayView body,
                       QByteArrayView before, QByteArrayView after);
    // A maker has more forms than it may make; the other makers go on.
    void leaveOut() { m_count.limited = true; }
    void endFrequent() { m_frequent = false; }

    bool wants() const { return !m_count.stopped && !m_full; }
    qsizetype formBytes() const { return m_limits.formBytes; }
    const BodyFormCount &count() const { return m_count; }

private:
    bool isNew(QByteArrayView bytes);

    const BodyFormLimits m_limits;
    const BodyFormVisitor &m_visit;
    const qsizetype m_bodySize;
    BodyFormCount m_count;
    bool m_frequent = true;
    bool m_full = false;    // a limit of all forms was reached
    qsizetype m_made = 0;   // bytes, repeated ones too
    qsizetype m_billed = 0; // of these, said as the cost of a form
    QSet<std::pair<size_t, size_t>> m_seen;
};

// Those that make forms. Each answers whether more is wanted.
// A15, A17, A18, A19, A24, A25, A29
bool endForms(FormSink &sink, QByteArrayView body, const domain::HttpMessage &message);
bool paddedForms(FormSink &sink, QByteArrayView body);           // A18: the rest
bool jsonForms(FormSink &sink, const json::TokenTree &tree);     // A1 to A13, A32, A33: the frequent ones
bool rareJsonForms(FormSink &sink, const json::TokenTree &tree); // A1 to A13, A17: the rest
bool fractionForms(FormSink &sink, const json::TokenTree &tree); // A7, by names
bool languageForms(FormSink &sink, QByteArrayView body);         // A5, arrived
bool sliceForms(FormSink &sink, const json::TokenTree &tree);    // A26, A27, A28, and A17 per event
bool wrapperForms(FormSink &sink, QByteArrayView body);          // A20, A26, A27, A30
bool formFieldForms(FormSink &sink, QByteArrayView body, const domain::HttpMessage &message); // A22
bool packedForms(FormSink &sink, QByteArrayView body);                                        // A21
bool charsetForms(FormSink &sink, QByteArrayView body);                                       // A14, A16
bool pasteForms(FormSink &sink, QByteArrayView body);                                         // A31

} // namespace tocsin::signature
