// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace tocsin::signature::code {

// What a language brings along: resources/code/<language>/*.txt, read in the order of their names. A file is
// a row of
//     @@section NAME needs NAME NAME     a helper and the others that it calls; its text follows
//     @@import TEXT                      a line for the head of a program that holds this section
//     @@reject NAME SENTENCE             why this language has no such helper
// The sections head, base and main are in every program. @@hole@@ in a text is filled with what belongs
// there.
class Template
{
public:
    explicit Template(QStringView language);

    // The sections that are needed, in their order. Rejected when one of them is not to be had.
    Result<QString> program(const QSet<QByteArray> &needs, QHash<QString, QString> holes) const;

private:
    struct Section
    {
        QString name;
        QStringList needs;
        QStringList imports;
        QString text;
    };

    void read(const QString &text);
    const Section *find(const QString &name) const;

    QList<Section> m_sections;
    QHash<QString, QString> m_refusals;
};

// One pass: what is filled in is not looked at again, so that it cannot name a hole.
QString filled(const QString &text, const QHash<QString, QString> &holes);

} // namespace tocsin::signature::code
