// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/bodyforms.h"

#include "core/signature/explain/formsink.h"

namespace tocsin::signature {

BodyFormCount forEachBodyForm(QByteArrayView body, const domain::HttpMessage &message,
                              const BodyFormLimits &limits, const BodyFormVisitor &visit)
{
    FormSink sink(body, limits, visit);
    // A byte order mark in front does not make the rest less JSON.
    const QByteArrayView text = body.startsWith("\xef\xbb\xbf") ? body.sliced(3) : body;
    const auto tree = json::TokenTree::read(text);
    if (!tree && text.size() > json::TokenTree::mostTokens && (text.startsWith('{') || text.startsWith('[')))
        sink.leaveOut();
    const bool goesOn = endForms(sink, body, message) && (!tree || jsonForms(sink, *tree));
    sink.endFrequent();
    // What is small or often seen comes first: of a large body with many secrets not all can be tried.
    (void)(goesOn && (tree ? sliceForms(sink, *tree) : languageForms(sink, text)) &&
           formFieldForms(sink, body, message) && wrapperForms(sink, body) && packedForms(sink, body) &&
           charsetForms(sink, body) && (!tree || rareJsonForms(sink, *tree)) &&
           (!tree || fractionForms(sink, *tree)) && pasteForms(sink, body) && paddedForms(sink, body));
    return sink.count();
}

} // namespace tocsin::signature
