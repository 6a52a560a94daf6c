// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/verify.h"

#include <QMap>

namespace tocsin::signature {

// Proved: with this one change the signature fits; that was computed. Likely and Possible are signs.
enum class Certainty : quint8 { Proved, Likely, Possible };

// Who can put it right: the sender, a hop on the way, the receiver's setting (here: secret, scheme or URL of
// the endpoint), or a clock.
enum class Party : quint8 { Sender, Path, Setting, Clock };

QLatin1StringView certaintyId(Certainty certainty); // "proved"
QLatin1StringView partyId(Party party);             // "setting"

// Why a signature does not match. The ids are those of failure-reasons.md.
struct Cause
{
    QByteArray id; // "A1"
    Certainty certainty = Certainty::Possible;
    Party party = Party::Setting;
    QString detail; // what was found, plain English
    QString change; // what to change, and where
    // Of a proof:
    QByteArray with; // a second cause that is needed too; empty = none
    QString scheme;  // that then fits
    QString variant;
    QString secretLabel;
    QByteArray signature;  // as it stands in the request, its first 8 characters
    qsizetype offset = -1; // first byte in which the body that was signed differs from the one that arrived
    QByteArray signedBody; // that body; null when it is the one that arrived

    bool operator==(const Cause &) const = default;
};

struct Explanation
{
    QString scheme;                       // id; empty = none was found
    Verification verification;            // as it is
    QList<Cause> causes;                  // proved ones first, then by certainty
    quint64 tried = 0;                    // digests and signature checks that were computed
    QMap<QByteArray, quint64> considered; // of these, by cause; "C" = the signature elsewhere in the request
    bool isComplete = true;               // false: cancelled, the budget was used up, or forms were left out
    bool leftOutForms = false; // the body is so large or has so many members that not all were made
    QString ruledOut;          // what the shape of the signature says cannot be
    QStringList captureNext;   // what would help, when nothing is proved

    bool isProved() const { return !causes.isEmpty() && causes.first().certainty == Certainty::Proved; }
};

} // namespace tocsin::signature
