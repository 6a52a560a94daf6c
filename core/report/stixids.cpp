// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/stixids.h"

#include <QUuid>

#include <algorithm>

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

const QUuid observables(u"00abedb4-aa42-466c-9c01-fed23315a9b7"_s); // given by the specification
const QUuid others(u"7d1d0f1c-5a0e-4c5e-9a55-2d6f6b1c9e41"_s);      // ours, drawn once

QByteArray canonicalString(const QString &text)
{
    QByteArray out = "\"";
    for (const char c : text.toUtf8()) {
        switch (c) {
        case '"':
        case '\\':
            out += '\\';
            out += c;
            break;
        case '\b':
            out += "\\b";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            if (uchar(c) < 0x20)
                out += "\\u00" + QByteArray(1, c).toHex();
            else
                out += c;
        }
    }
    return out + '"';
}

} // namespace

QByteArray canonicalJson(const QJsonObject &object)
{
    QStringList names = object.keys();
    std::sort(names.begin(), names.end()); // by UTF-16 units, as QString compares
    QByteArray out = "{";
    for (const QString &name : names) {
        if (out.size() > 1)
            out += ',';
        const QJsonValue value = object[name];
        out += canonicalString(name) + ':';
        if (value.isObject())
            out += canonicalJson(value.toObject());
        else if (value.isBool())
            out += value.toBool() ? "true" : "false";
        else
            out += canonicalString(value.toString());
    }
    return out + '}';
}

QString observableId(QLatin1StringView type, const QJsonObject &contributing)
{
    return type + "--"_L1 +
           QUuid::createUuidV5(observables, canonicalJson(contributing)).toString(QUuid::WithoutBraces);
}

QString objectId(QLatin1StringView type, const QString &name)
{
    return type + "--"_L1 +
           QUuid::createUuidV5(others, (type + u'\n' + name).toUtf8()).toString(QUuid::WithoutBraces);
}

} // namespace tocsin::report
