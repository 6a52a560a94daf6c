// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/bodytemplate.h"

#include "core/domain/requesttarget.h"

#include <QDateTime>

#include <algorithm>
#include <functional>

namespace tocsin::rules {

using namespace Qt::StringLiterals;

namespace {

enum class Escaping { Json, Markup, Form, Plain, Unknown };

Escaping escapingFor(QByteArrayView contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    const QByteArray type =
        (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed().toByteArray().toLower();
    if (type == "application/json" || type == "text/json" || type.endsWith("+json"))
        return Escaping::Json;
    if (type == "text/html" || type == "text/xml" || type == "application/xml" || type.endsWith("+xml"))
        return Escaping::Markup;
    if (type == "application/x-www-form-urlencoded")
        return Escaping::Form;
    return type.isEmpty() || type == "text/plain" ? Escaping::Plain : Escaping::Unknown;
}

QByteArray jsonInner(const QString &text)
{
    QByteArray out;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        if (unit == u'"' || unit == u'\\')
            out += '\\', out += char(unit);
        else if (unit >= 0x20 && unit < 0x7f && unit != u'<')
            out += char(unit);
        else // also what JavaScript and HTML around it would read
            out += "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
    }
    return out;
}

QByteArray withoutControls(const QString &text, bool markup)
{
    QString out;
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            out += QChar(QChar::ReplacementCharacter);
        else if (markup &&
                 (c == u'<' || c == u'>' || c == u'&' || c == u'"' || c == u'\'' || c == u'`' || c == u'='))
            out += u"&#%1;"_s.arg(c.unicode());
        else
            out += c;
    }
    return out.toUtf8();
}

QByteArray escaped(const QByteArray &value, Escaping escaping)
{
    const QByteArray cut = value.left(mostValue);
    switch (escaping) {
    case Escaping::Json:
        return jsonInner(QString::fromUtf8(cut));
    case Escaping::Markup:
        return withoutControls(QString::fromUtf8(cut), true);
    case Escaping::Plain:
        return withoutControls(QString::fromUtf8(cut), false);
    case Escaping::Form:
    case Escaping::Unknown:
        return cut.toPercentEncoding();
    }
    Q_UNREACHABLE();
}

bool isKnown(QByteArrayView name)
{
    constexpr const char *words[] = {"attempt", "id", "now", "method", "path"};
    if (name.startsWith("header."))
        return name.size() > 7;
    if (name.startsWith("json."))
        return name.size() == 5 || name[5] == '/';
    return std::any_of(std::begin(words), std::end(words), [&](const char *word) { return name == word; });
}

QByteArray valueOf(QByteArrayView name, const TemplateValues &values)
{
    if (name.startsWith("header."))
        return values.message.first(name.sliced(7));
    if (name.startsWith("json."))
        return values.body.at(name.sliced(5).toByteArray());
    if (name == "attempt")
        return QByteArray::number(values.attempt);
    if (name == "id")
        return values.id > 0 ? QByteArray::number(values.id) : QByteArray();
    if (name == "now")
        return QDateTime::fromMSecsSinceEpoch(values.now / 1000, Qt::UTC)
            .toString(Qt::ISODateWithMs)
            .toLatin1();
    return name == "method" ? values.message.method : domain::pathOf(values.message.target).toByteArray();
}

// Calls these for literal text and for places; stops when one of them says no.
bool parse(QByteArrayView text, const std::function<bool(QByteArrayView)> &literal,
           const std::function<bool(QByteArrayView)> &place, QString *fault = nullptr)
{
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype at = text.indexOf("${", from);
        if (at < 0)
            return literal(text.sliced(from));
        if (at > from && text[at - 1] == '$') { // "$${"
            if (!literal(text.sliced(from, at - 1 - from)) || !literal("${"))
                return false;
            from = at + 2;
            continue;
        }
        const qsizetype end = text.indexOf('}', at);
        if (end < 0) {
            if (fault)
                *fault = u"has a ${ without its }; $${ stands for the characters themselves"_s;
            return false;
        }
        if (!literal(text.sliced(from, at - from)) || !place(text.sliced(at + 2, end - at - 2)))
            return false;
        from = end + 1;
    }
    return true;
}

} // namespace

QString faultOf(QByteArrayView text)
{
    QString fault;
    parse(
        text, [](QByteArrayView) { return true; },
        [&](QByteArrayView name) {
            if (!isKnown(name))
                fault =
                    u"has the unknown place ${%1}; known are header.NAME, json./POINTER, attempt, id, now, "
                    "method and path"_s.arg(
                        QString::fromUtf8(name.first(std::min<qsizetype>(name.size(), 60))));
            return fault.isEmpty();
        },
        &fault);
    return fault;
}

QByteArray expand(QByteArrayView text, const TemplateValues &values, QByteArrayView contentType)
{
    const Escaping escaping = escapingFor(contentType);
    QByteArray out;
    parse(
        text,
        [&](QByteArrayView literal) {
            out += literal;
            return out.size() < mostResult;
        },
        [&](QByteArrayView name) {
            out += escaped(valueOf(name, values), escaping);
            return out.size() < mostResult;
        });
    if (out.size() > mostResult)
        out.truncate(mostResult);
    return out;
}

} // namespace tocsin::rules
