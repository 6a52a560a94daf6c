// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/jsontext.h"

#include "core/json/edit.h"
#include "core/json/tokenreader.h"
#include "core/report/markdowntext.h"

#include <QJsonDocument>

namespace tocsin::report {

QByteArray jsonText(const QJsonObject &object)
{
    const QString text = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented));
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t c = pair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        const QStringView units = QStringView(text).sliced(i, pair ? 2 : 1);
        // Below it only the line feeds between the members: the others are escaped already.
        if (c < 0x7f || !isHidden(c)) {
            out += units;
        } else {
            for (const QChar unit : units)
                out += QStringLiteral("\\u%1").arg(ushort(unit.unicode()), 4, 16, QLatin1Char('0'));
        }
        i += units.size() - 1;
    }
    return out.toUtf8();
}

QByteArray embeddable(const QByteArray &raw)
{
    if (raw.isEmpty())
        return "null";
    const QString text = QString::fromUtf8(raw);
    json::TokenReader reader(raw, json::TokenReader::hardDepth);
    const bool whole =
        reader.skipValue().kind != json::Token::Kind::Error && reader.next().kind == json::Token::Kind::End;
    return whole && text.toUtf8() == raw ? raw : json::quotedText(text.toUtf8());
}

} // namespace tocsin::report
