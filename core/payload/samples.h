// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace tocsin::payload {

// A realistic body for the test sender. Shapes and event names are documented; values, and SOCWarden's
// alert_type (none is published, socwarden.md section 3), are made up; addresses are of the ranges for
// documentation.
struct Sample
{
    QString id;       // "socwarden-brute-force": the word for the command line
    QString schemeId; // of the signature scheme that its sender signs with
    QString title;    // for people
    QByteArray body;  // resources/samples/<id>.json without its final line feed
};

// All of them, by sender. Reads resources: keep the answer.
QList<Sample> samples();

} // namespace tocsin::payload
