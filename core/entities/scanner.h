// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/entities/extract.h"
#include "core/entities/plaintext.h"

namespace tocsin::entities {

// One pass over a plain text. At each start of a word the forms are tried in turn, and every character is
// taken by one word only, so the time is linear: what a form looks at beyond its word is bounded.
class Scanner
{
public:
    Scanner(const PlainText &plain, const Options &options);
    QList<Found> run();

private:
    void word();
    bool url();
    bool longAddress(); // IPv6
    bool shareHost();   // \\host\share
    bool account(qsizetype end);
    bool mail(qsizetype end);
    void name(qsizetype from, qsizetype to);
    bool shortAddress(qsizetype from, qsizetype to); // IPv4
    void signalled(qsizetype from, qsizetype to);

    void add(domain::EntityKind kind, qsizetype from, qsizetype to, QString value);
    void hostOfUrl(qsizetype from, qsizetype to);
    qsizetype nameEnd(qsizetype from) const;
    QChar at(qsizetype place) const; // U+0000 outside
    QStringView between(qsizetype from, qsizetype to) const;
    QStringView wordBefore(qsizetype from, bool &assigned) const;
    bool saysUser(qsizetype from) const;
    bool saysVersion(qsizetype from) const;

    const PlainText &m_plain;
    const Options &m_options;
    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_lastFrom = 0; // the word before
    qsizetype m_lastTo = 0;
    QList<Found> m_found;
};

} // namespace tocsin::entities
