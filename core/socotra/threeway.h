// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/integration.h"

namespace tocsin::socotra {

// One field in the three versions: as the form was opened, as it is now, as the server has it now. Texts are
// for people: secrets and sensitive headers are described ("set, 48 characters"), never told.
struct FieldVersions
{
    enum class Standing : quint8 {
        Same,
        Mine,     // changed here only
        Theirs,   // changed there only
        Agreed,   // changed on both sides to the same
        Conflict, // changed on both sides
    };

    QString field; // "url", "type", "headers/X-Name", "securitySpec/tag", "/member" of the unknown ones
    QString base, mine, theirs;
    Standing standing = Standing::Same;

    bool operator==(const FieldVersions &) const = default;
};

// Every field that any of the three has, in a stable order.
struct ThreeWay
{
    QList<FieldVersions> fields;

    bool theyChanged() const; // against what the form was opened with
    bool hasConflict() const;
    QStringList of(FieldVersions::Standing standing) const; // the names of the fields
};

// Whether a secret was changed there can be told only when both readings are in clear; masks of different
// lengths count as a change.
ThreeWay compare(const Integration &base, const Draft &mine, const Integration &theirs);

// The form's own changes over what the server has now; conflicts are resolved for this form. A secret that
// the form had from the server's former answer is taken from the present one.
Draft merged(const Integration &base, const Draft &mine, const Integration &theirs);

// The form, but for these fields, which are as the server has them now. A person has chosen: nothing is
// merged by itself. A secret that the server does not tell is Unknown in it. Members that no documentation
// lists are no fields of a form.
Draft resolved(const Draft &mine, const Integration &theirs, const QStringList &takeTheirs);

// The fields in which the entry differs from what was sent. A secret that is not told in clear cannot differ,
// but for one that was to be left out and is masked.
QStringList differences(const Draft &sent, const Integration &now);

} // namespace tocsin::socotra
