// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/httpcomponents.h"

#include "core/base/hexdigit.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

QString nameOf(const SfItem &component)
{
    return QString::fromLatin1(writeSf(component));
}

auto unusable(const SfItem &component, const QString &what)
{
    return fail(Error::Kind::Malformed, u"component %1: %2"_s.arg(nameOf(component).left(200), what));
}

bool hasFlag(const SfItem &component, QByteArrayView name)
{
    const SfBare *value = findParameter(component.parameters, name);
    return value && value->spelling == "?1";
}

// '+' is a blank, as in forms. A '%' without two digits stands for itself.
QByteArray decodeForm(QByteArrayView text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEscape =
            text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0;
        if (isEscape) {
            bytes.append(char(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2])));
            i += 2;
        } else {
            bytes.append(text[i] == '+' ? ' ' : text[i]);
        }
    }
    return bytes;
}

// Section 2.2.8: name and value are decoded as a form and encoded again. The characters that stay are those
// of the URL standard's component set, which is what encodeURIComponent() of the senders' languages leaves.
Result<QByteArray> queryParameter(const SfItem &component, const TargetUri &target)
{
    const SfBare *name = findParameter(component.parameters, "name");
    if (!name || name->kind != SfBare::Kind::String || component.parameters.size() != 1)
        return unusable(component, u"it needs a name and nothing else"_s);
    std::optional<QByteArray> found;
    for (const QByteArray &pair : target.query.sliced(1).split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (pair.isEmpty() || decodeForm(equals < 0 ? pair : pair.first(equals)) != decodeForm(name->value))
            continue;
        if (found)
            return unusable(component, u"the query has this parameter more than once"_s);
        found = equals < 0 ? QByteArray() : decodeForm(pair.sliced(equals + 1));
    }
    if (!found)
        return unusable(component, u"the query has no such parameter"_s);
    return found->toPercentEncoding("!'()*");
}

Result<QByteArray> derivedValue(const SfItem &component, const domain::HttpMessage &message,
                                const TargetUri &target)
{
    const QByteArray &name = component.bare.value;
    if (name == "@query-param")
        return queryParameter(component, target);
    if (!component.parameters.isEmpty())
        return unusable(component, u"it takes no parameters in a request"_s);
    const std::pair<QByteArrayView, const QByteArray *> values[] = {
        {"@method", &message.method}, {"@target-uri", &target.whole},       {"@authority", &target.authority},
        {"@scheme", &target.scheme},  {"@request-target", &message.target}, {"@path", &target.path},
        {"@query", &target.query}};
    for (const auto &[known, value] : values) {
        if (name == known)
            return *value;
    }
    return unusable(component, u"no request has it"_s);
}

Result<QByteArray> bytesOfLines(const SfItem &component, const QList<domain::HeaderField> &fields)
{
    QByteArray text;
    for (const domain::HeaderField &field : fields) {
        if (domain::sameFieldName(field.name, component.bare.value))
            text += (text.isEmpty() ? "" : ", ") + writeSfBytes(field.value.trimmed());
    }
    return text;
}

Result<QByteArray> dictionaryText(const SfItem &component, const QByteArray &value)
{
    static constexpr QByteArrayView dictionaries[] = {"content-digest", "repr-digest", "signature",
                                                      "signature-input", "priority"};
    const SfBare *key = findParameter(component.parameters, "key");
    if (!key && std::find(std::begin(dictionaries), std::end(dictionaries), component.bare.value) ==
                    std::end(dictionaries))
        return unusable(component, u"sf is not read for this field"_s);
    const auto dictionary = readSfDictionary(value);
    if (!dictionary)
        return unusable(component, u"the field is not a dictionary"_s);
    if (!key)
        return writeSf(*dictionary);
    const SfMember *member = dictionary->find(key->value);
    if (!member)
        return unusable(component, u"the field has no such key"_s);
    return writeSf(*member);
}

Result<QByteArray> fieldValue(const SfItem &component, const domain::HttpMessage &message)
{
    for (const SfParameter &parameter : component.parameters) {
        const bool isFlag = parameter.name == "bs" || parameter.name == "sf" || parameter.name == "tr";
        const bool isKey = parameter.name == "key" && parameter.value.kind == SfBare::Kind::String;
        if (!isKey && !(isFlag && parameter.value.spelling == "?1"))
            return unusable(component, u"a parameter that is not read in a request"_s);
    }
    if (component.bare.value != component.bare.value.toLower())
        return unusable(component, u"field names must be in lower case"_s);
    const auto &fields = hasFlag(component, "tr") ? message.trailers : message.headers;
    const auto value = combinedField(fields, component.bare.value);
    if (!value)
        return unusable(component, u"the request has no such field"_s);
    const bool isDictionary = hasFlag(component, "sf") || findParameter(component.parameters, "key");
    if (hasFlag(component, "bs"))
        return isDictionary ? unusable(component, u"bs excludes sf and key"_s)
                            : bytesOfLines(component, fields);
    return isDictionary ? dictionaryText(component, *value) : Result<QByteArray>(*value);
}

} // namespace

std::optional<TargetUri> readTargetUri(QByteArrayView url)
{
    if (const qsizetype fragment = url.indexOf('#'); fragment >= 0)
        url = url.first(fragment);
    const qsizetype colon = url.indexOf("://");
    if (colon <= 0)
        return std::nullopt;
    TargetUri target;
    target.whole = url.toByteArray();
    target.scheme = url.first(colon).toByteArray().toLower();
    const QByteArrayView rest = url.sliced(colon + 3);
    const qsizetype queryAt = rest.indexOf('?');
    const QByteArrayView front = queryAt < 0 ? rest : rest.first(queryAt);
    target.query = queryAt < 0 ? QByteArray("?") : rest.sliced(queryAt).toByteArray();
    const qsizetype slash = front.indexOf('/');
    target.path = slash < 0 ? QByteArray("/") : front.sliced(slash).toByteArray();
    QByteArray authority = (slash < 0 ? front : front.first(slash)).toByteArray().toLower();
    authority = authority.sliced(authority.lastIndexOf('@') + 1);
    const QByteArrayView ownPort = target.scheme == "https" ? ":443" : target.scheme == "http" ? ":80" : ":";
    if (authority.endsWith(ownPort) || authority.endsWith(':'))
        authority.truncate(authority.lastIndexOf(':'));
    if (authority.isEmpty())
        return std::nullopt;
    target.authority = authority;
    return target;
}

std::optional<QByteArray> combinedField(const QList<domain::HeaderField> &fields, QByteArrayView name)
{
    std::optional<QByteArray> text;
    for (const domain::HeaderField &field : fields) {
        if (!domain::sameFieldName(field.name, name))
            continue;
        text = (text ? *text + ", " : QByteArray()) + field.value.trimmed();
    }
    return text;
}

Result<QByteArray> componentValue(const SfItem &component, const domain::HttpMessage &message,
                                  const TargetUri &target)
{
    if (component.bare.kind != SfBare::Kind::String || component.bare.value.isEmpty())
        return unusable(component, u"its name must be a text in quotes"_s);
    auto value = component.bare.value.startsWith('@') ? derivedValue(component, message, target)
                                                      : fieldValue(component, message);
    // A line end inside a value could pass for the next component.
    if (value && (value->contains('\n') || value->contains('\r')))
        return unusable(component, u"its value holds a line end"_s);
    return value;
}

} // namespace tocsin::signature
