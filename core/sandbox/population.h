// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/sandbox/library.h"

namespace tocsin::sandbox {

class Dice;

// What belongs together outside of the organisation: an address with the domain that resolves to it, the
// sender and the page on that domain, and the file that comes from there.
struct Kit
{
    QString ip;
    QString domain;
    QString email;
    QString url;
    QString hash;
    QString file;
};

struct Person
{
    QString upn;
    QString host; // the computer that is theirs
};

// One attacker's activity: a chain of stories over some days, its own kits, few victims.
struct Campaign
{
    QString name;
    QList<qsizetype> stories; // indices into Library::stories, in order
    QList<Kit> kits;
    QList<Person> victims;
    QStringList servers;
    Micros begins = 0;
    Micros lasts = 0;
};

// Who and what there is in the world of a seed: all names are made up, all addresses are of the ranges for
// documentation (RFC 5737, RFC 3849), all domains of those of RFC 2606.
struct Population
{
    Population(const Library &library, quint64 seed, Micros now);

    QList<Person> people;
    QStringList administrators;
    QStringList services;
    QStringList servers;
    QList<Kit> kits; // of nobody in particular
    QList<Campaign> campaigns;
};

} // namespace tocsin::sandbox
