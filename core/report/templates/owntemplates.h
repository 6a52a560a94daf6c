// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/templates/querytemplate.h"

namespace tocsin::report {

// Bounds of what a user keeps: a list that a menu can show, texts that a server takes.
inline constexpr qsizetype mostTemplates = 100;
inline constexpr qsizetype longestTemplateName = 80;   // characters
inline constexpr qsizetype longestTemplateText = 4000; // characters

// Whether a template can be kept.
struct TemplateCheck
{
    enum class Kind : quint8 {
        Fine,
        NoName,
        NameTaken, // by another one, in any case
        NoText,
        TooLong, // name or text
        NotClosed,
    };

    Kind kind = Kind::Fine;
    QStringList asked; // placeholders that stand for nothing known: a value is asked for each time

    bool operator==(const TemplateCheck &) const = default;
};
TemplateCheck checkTemplate(const QueryTemplate &one, const QList<QueryTemplate> &others);

// What came from a file: those that can be kept, in their order, each name once, at most mostTemplates.
QList<QueryTemplate> usableTemplates(const QList<QueryTemplate> &read);

} // namespace tocsin::report
