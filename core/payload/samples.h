// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tocsin::payload {

// A realistic event for the test sender. Shapes and event names are documented, texts are our own; values,
// and SOCWarden's alert_type (none is published, socwarden.md section 3), are made up; addresses are of the
// ranges for documentation. Values in braces ({uuid}, {seconds}) are filled in by freshened().
struct Sample
{
    QString id;       // "socwarden-brute-force": the word for the command line
    QString schemeId; // of the signature scheme that its sender signs with; empty = any sender
    QString title;    // for people
    QByteArray body;  // resources/samples/<id>.json or .form without its final line feed
    QList<domain::HeaderField> headers; // Content-Type, and what the sender sends besides its signature
    QByteArray query;                   // what the sender adds to the URL; mostly empty
};

// All of them, by sender. Reads resources: keep the answer.
QList<Sample> samples();

} // namespace tocsin::payload
