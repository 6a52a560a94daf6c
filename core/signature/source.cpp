// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/source.h"

#include "core/base/hexdigit.h"
#include "core/json/pointer.h"

namespace tocsin::signature {

namespace {

QByteArray formDecoded(QByteArrayView text)
{
    return percentDecoded(text.toByteArray().replace('+', ' '));
}

// The pairs of a query or a form, as they stand; until() ends it by answering true.
template<class Until>
void eachPair(QByteArrayView text, Until until)
{
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype next = text.indexOf('&', from);
        const qsizetype end = next < 0 ? text.size() : next;
        const QByteArrayView pair = text.sliced(from, end - from);
        from = end + 1;
        const qsizetype equals = pair.indexOf('=');
        const QByteArrayView name = equals < 0 ? pair : pair.first(equals);
        const QByteArrayView value = equals < 0 ? QByteArrayView("") : pair.sliced(equals + 1);
        if (!pair.isEmpty() && until(name, value))
            return;
    }
}

std::optional<QByteArrayView> rawQuery(QByteArrayView target, QByteArrayView name)
{
    std::optional<QByteArrayView> found;
    const qsizetype mark = target.indexOf('?');
    if (mark >= 0) {
        eachPair(target.sliced(mark + 1), [&](QByteArrayView key, QByteArrayView value) {
            if (formDecoded(key) == name)
                found = value;
            return found.has_value();
        });
    }
    return found;
}

} // namespace

bool isForm(const domain::HttpMessage &message)
{
    const QByteArray type = message.first("Content-Type").toLower();
    return type.startsWith("application/x-www-form-urlencoded");
}

QByteArray percentDecoded(QByteArrayView text)
{
    QByteArray decoded("");
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size();
        const int high = escape ? hexDigit(text[i + 1]) : -1;
        const int low = escape ? hexDigit(text[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            decoded += char(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

QList<FormField> formFields(const domain::HttpMessage &message)
{
    QList<FormField> fields;
    if (isForm(message)) {
        eachPair(message.body, [&fields](QByteArrayView name, QByteArrayView value) {
            fields.append({formDecoded(name), formDecoded(value)});
            return false;
        });
    }
    return fields;
}

std::optional<QByteArray> Source::query(QByteArrayView name) const
{
    const auto found = rawQuery(message.target, name);
    return found ? std::optional(percentDecoded(*found)) : std::nullopt;
}

std::optional<QByteArray> Source::formQuery(QByteArrayView name) const
{
    const auto found = rawQuery(message.target, name);
    return found ? std::optional(formDecoded(*found)) : std::nullopt;
}

std::optional<QByteArray> Source::form(QByteArrayView name) const
{
    std::optional<QByteArray> found;
    if (isForm(message)) {
        eachPair(message.body, [&](QByteArrayView key, QByteArrayView value) {
            if (formDecoded(key) == name)
                found = formDecoded(value);
            return found.has_value();
        });
    }
    return found;
}

std::optional<QByteArray> Source::scalar(QByteArrayView pointer) const
{
    const auto value = json::valueAt(json, pointer);
    return value ? json::scalarText(*value) : std::nullopt;
}

QByteArray Source::url() const
{
    if (!circumstances.url.isEmpty())
        return circumstances.url;
    const QByteArray scheme = circumstances.overTls ? "https" : "http";
    return scheme + "://" + message.first("Host") + message.target;
}

} // namespace tocsin::signature
