// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/exports.h"

#include "core/entities/defang.h"
#include "core/report/blockwriter.h"
#include "core/report/document.h"

namespace tocsin::report {

using namespace Qt::StringLiterals;

QByteArray markdownExport(const Source &source)
{
    const QString title = source.defang ? entities::defangedText(titleOf(source)) : titleOf(source);
    Blocks blocks{paragraph(QString(tlpLabel(source.tlp)), Span::Strong), heading(1, title)};
    blocks.append(documentOf(source));
    blocks.append(paragraph(QString(tlpLabel(source.tlp)), Span::Strong));
    return markdownOf(blocks).toUtf8();
}

} // namespace tocsin::report
