// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/signature/scheme.h"

#include <QVarLengthArray>

namespace tocsin::signature {

// What a FieldSpec finds in a request. The views are into the message.
struct FieldValues
{
    qsizetype headers = 0; // fields of that name; with more than one nothing is read
    bool hasPairs = true;  // false: the scheme asks for "k=v" and there is no such pair at all
    QVarLengthArray<QByteArrayView, 2> values; // in order; may be empty texts
};

// Two grammars. Without a key the value is the whole field value, outer blanks removed. With a key the value
// is cut at commas, each part at its first '='; blanks around parts, keys and values do not count, unknown
// keys and parts without '=' are passed over, keys are compared exactly. If restKey is not empty, the first
// ",<restKey>=" (blanks allowed after the comma) ends the cutting: all that follows belongs to that key, as
// it stands (socotra.md section 6, "Parsing").
FieldValues readField(const FieldSpec &spec, QByteArrayView restKey, const domain::HttpMessage &message);

// The key of that header, among all fields of the scheme, whose value takes the rest; empty = none does.
QByteArrayView restKeyOf(const Scheme &scheme, QByteArrayView header);

} // namespace tocsin::signature
