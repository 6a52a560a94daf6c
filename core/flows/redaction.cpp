// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/redaction.h"

#include "core/base/spelling.h"
#include "core/json/pointer.h"
#include "core/signature/packedbody.h"

#include <QJsonArray>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::HeaderField;
using signature::FieldSpec;

namespace {

constexpr qsizetype shortest = 4;        // bytes; shorter secrets would be "found" everywhere
constexpr qsizetype shortestLearned = 6; // of what stood in the request, which may be a plain word
constexpr qsizetype mostNeedles = 1000;
constexpr qsizetype mostUnpacked = 16 * 1024 * 1024; // bytes
constexpr int mostLayers = 3;                        // of compression, one within the other

// Parts of names, in lower case with '_' as '-'.
constexpr const char *headerWords[] = {"authorization", "cookie",           "token",        "secret",
                                       "password",      "passwd",           "credential",   "session",
                                       "api-key",       "apikey",           "access-key",   "auth-key",
                                       "private-key",   "subscription-key", "functions-key"};
constexpr const char *parameterWords[] = {"token",      "secret",      "password",         "passwd",
                                          "credential", "api-key",     "apikey",           "access-key",
                                          "auth-key",   "private-key", "subscription-key", "session"};
// Whole names.
constexpr const char *parameterNames[] = {"key", "auth", "authorization", "pwd", "pass",
                                          "sid", "sig",  "code",          "jwt"};

QByteArray plainName(const QByteArray &name)
{
    return name.trimmed().toLower().replace('_', '-');
}

template<class Words>
bool holdsOneOf(const QByteArray &name, const Words &words)
{
    return std::any_of(std::begin(words), std::end(words),
                       [&](const char *word) { return name.contains(word); });
}

bool isFormBody(const domain::HttpMessage &message)
{
    return message.first("Content-Type").trimmed().toLower().startsWith("application/x-www-form-urlencoded");
}

} // namespace

Redactor::Redactor(const signature::Scheme *scheme, const QList<signature::NamedSecret> &secrets,
                   bool isActive)
    : m_isActive(isActive)
{
    bool isBasic = false;
    for (const signature::Recipe &recipe : scheme ? scheme->recipes : QList<signature::Recipe>()) {
        const signature::Family family = signature::familyOf(recipe.algorithm);
        isBasic = isBasic || family == signature::Family::Basic;
        if (family == signature::Family::Token || family == signature::Family::Basic)
            addPlace(recipe.signature);
    }
    for (const signature::NamedSecret &secret : secrets)
        addSecret(secret, isBasic);
}

Redactor::~Redactor()
{
    for (Needle &needle : m_needles)
        wipe(needle.text);
}

void Redactor::addPlace(const FieldSpec &field)
{
    switch (field.place) {
    case FieldSpec::Place::Header:
    case FieldSpec::Place::AnyHeader:
    case FieldSpec::Place::NumberedHeader:
        for (const QByteArray &name : field.names)
            m_headers.append(plainName(name));
        return;
    case FieldSpec::Place::Query:
    case FieldSpec::Place::Form:
        for (const QByteArray &name : field.names)
            m_parameters.append(plainName(name));
        return;
    case FieldSpec::Place::Json:
        m_pointers += field.names;
        return;
    default:
        return;
    }
}

void Redactor::addSecret(const signature::NamedSecret &secret, bool isBasic)
{
    const QByteArrayView whole = secret.value.reveal();
    if (whole.trimmed().size() < shortest) {
        m_tooShort += whole.isEmpty() ? 0 : 1;
        return;
    }
    QList<QByteArray> texts = {whole.toByteArray(), whole.trimmed().toByteArray()};
    if (whole.startsWith("whsec_")) // the name of the form; the rest is the key
        texts.append(whole.sliced(6).trimmed().toByteArray());
    if (const qsizetype colon = whole.indexOf(':'); isBasic && colon >= 0)
        texts.append(whole.sliced(colon + 1).trimmed().toByteArray());
    for (const QByteArray &text : std::as_const(texts)) {
        if (text.size() < shortest)
            continue;
        for (const QByteArray &spelling :
             {text, text.toHex(), text.toHex().toUpper(), text.toBase64(),
              text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
              text.toBase64(QByteArray::OmitTrailingEquals)}) {
            addNeedle(spelling, u"secret "_s + secret.label);
        }
        for (const QByteArray &spelling : withinBase64(text))
            addNeedle(spelling, u"secret "_s + secret.label);
    }
}

// Longest first, so that what is part of another is not taken out of its middle.
void Redactor::addNeedle(const QByteArray &text, const QString &where)
{
    const auto same = [&](const Needle &needle) { return needle.text == text; };
    if (m_needles.size() >= mostNeedles || std::any_of(m_needles.begin(), m_needles.end(), same))
        return;
    const auto place =
        std::upper_bound(m_needles.begin(), m_needles.end(), text.size(),
                         [](qsizetype size, const Needle &needle) { return size > needle.text.size(); });
    m_needles.insert(place, {text, where});
}

// What was taken out at its place is not told elsewhere either: a reason may quote it.
void Redactor::learn(const QByteArray &value, const QString &where)
{
    for (const QByteArray &text :
         {value.trimmed(), value.mid(value.trimmed().lastIndexOf(' ') + 1).trimmed()}) {
        if (text.size() >= shortestLearned)
            addNeedle(text, where);
    }
}

QByteArray Redactor::hide(const QString &where, const QByteArray &value)
{
    learn(value, where);
    return note(where, value.size());
}

QJsonValue Redactor::fact(const QJsonValue &value)
{
    if (value.isString())
        return text(value.toString());
    if (value.isObject())
        return facts(value.toObject());
    QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
        array[i] = fact(array[i]);
    return value.isArray() ? QJsonValue(array) : value;
}

QJsonObject Redactor::facts(const QJsonObject &object)
{
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(it.key(), fact(it.value()));
    return out;
}

bool Redactor::isSecretHeader(const QByteArray &name) const
{
    const QByteArray plain = plainName(name);
    return holdsOneOf(plain, headerWords) || m_headers.contains(plain);
}

bool Redactor::isSecretParameter(const QByteArray &name) const
{
    const QByteArray plain = plainName(QByteArray::fromPercentEncoding(name));
    return holdsOneOf(plain, parameterWords) || m_parameters.contains(plain) ||
           std::find(std::begin(parameterNames), std::end(parameterNames), plain) != std::end(parameterNames);
}

QByteArray Redactor::note(const QString &where, qsizetype bytes)
{
    const auto known = std::find_if(m_done.begin(), m_done.end(), [&](const Redaction &done) {
        return done.where == where && done.bytes == bytes;
    });
    if (known != m_done.end())
        ++known->times;
    else if (m_done.size() < 1000)
        m_done.append({where, bytes, 1});
    return "[redacted " + QByteArray::number(bytes) + " bytes]";
}

QByteArray Redactor::bytes(QByteArray bytes)
{
    if (!m_isActive)
        return bytes;
    for (const Needle &needle : std::as_const(m_needles)) {
        QByteArray out;
        qsizetype from = 0;
        for (Spelled find = findSpelled(bytes, 0, needle.text); find.at >= 0;
             find = findSpelled(bytes, from, needle.text)) {
            out += bytes.mid(from, find.at - from) + note(needle.where, find.size);
            from = find.at + find.size;
        }
        if (from > 0)
            bytes = out + bytes.mid(from);
    }
    return bytes;
}

QByteArray Redactor::parameters(const QByteArray &text, const QString &kind)
{
    QByteArrayList parts = text.split('&');
    for (QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        if (equals < 0 || equals + 1 == part.size() || !isSecretParameter(part.first(equals)))
            continue;
        const QString where = kind + u' ' + QString::fromLatin1(part.first(qMin<qsizetype>(equals, 60)));
        part = part.first(equals + 1) + hide(where, part.mid(equals + 1));
    }
    return parts.join('&');
}

QByteArray Redactor::target(const QByteArray &target)
{
    QByteArray out = target;
    const qsizetype scheme = out.indexOf("://"); // absolute form: //user:password@host
    const qsizetype at = scheme < 0 ? -1 : out.indexOf('@', scheme + 3);
    const qsizetype slash = scheme < 0 ? -1 : out.indexOf('/', scheme + 3);
    if (at >= 0 && (slash < 0 || at < slash)) {
        const qsizetype size = at - scheme - 3;
        out.replace(scheme + 3, size, hide(u"user of the target"_s, out.mid(scheme + 3, size)));
    }
    const qsizetype mark = out.indexOf('?');
    return mark < 0 ? out : out.first(mark + 1) + parameters(out.mid(mark + 1), u"query parameter"_s);
}

// Without its end. Works on anything, a broken head too.
QByteArray Redactor::line(const QByteArray &line, bool isFirst)
{
    if (isFirst) {
        const qsizetype from = line.indexOf(' ') + 1;
        const qsizetype to = line.lastIndexOf(' ');
        return to <= from ? target(line)
                          : line.first(from) + target(line.mid(from, to - from)) + line.mid(to);
    }
    const bool isFolded = line.startsWith(' ') || line.startsWith('\t'); // RFC 9112 section 5.2
    const qsizetype colon = line.indexOf(':');
    qsizetype from = 0;
    if (!isFolded) {
        const QByteArray name = line.first(qMax<qsizetype>(0, colon)).trimmed();
        m_secretField =
            colon > 0 && isSecretHeader(name) ? u"header "_s + QString::fromLatin1(name.left(60)) : QString();
        from = colon + 1;
    }
    while (from < line.size() && (line[from] == ' ' || line[from] == '\t'))
        ++from;
    if (m_secretField.isEmpty() || from == line.size())
        return line;
    return line.first(from) + hide(m_secretField, line.mid(from));
}

QByteArray Redactor::head(const QByteArray &head)
{
    QByteArray out;
    m_secretField.clear();
    for (qsizetype from = 0; from < head.size();) {
        const qsizetype newline = head.indexOf('\n', from);
        qsizetype end = newline < 0 ? head.size() : newline;
        const qsizetype next = newline < 0 ? end : newline + 1;
        if (end > from && head[end - 1] == '\r')
            --end;
        out += line(head.mid(from, end - from), from == 0) + head.mid(end, next - end);
        from = next;
    }
    return bytes(out);
}

QList<HeaderField> Redactor::fields(QList<HeaderField> fields)
{
    for (HeaderField &field : fields) {
        const QString where = u"header "_s + QString::fromLatin1(field.name.left(60));
        if (!field.value.isEmpty() && isSecretHeader(field.name))
            field.value = hide(where, field.value);
        else
            field = {bytes(field.name), bytes(field.value)};
    }
    return fields;
}

QByteArray Redactor::plainBody(const domain::HttpMessage &message)
{
    QByteArray out = isFormBody(message) ? parameters(message.body, u"form parameter"_s) : message.body;
    for (const QByteArray &pointer : std::as_const(m_pointers)) {
        const auto value = json::valueAt(out, pointer);
        if (!value)
            continue;
        const qsizetype at = value->data() - out.constData();
        const qsizetype size = value->size();
        out.replace(at, size,
                    '"' +
                        hide(u"member "_s + QString::fromUtf8(pointer.left(60)),
                             json::scalarText(*value).value_or(value->toByteArray())) +
                        '"');
    }
    return bytes(out);
}

// Whether something would be taken out of what the body unpacks to. What it is, is known from then on.
bool Redactor::hidesWithin(const domain::HttpMessage &message)
{
    domain::HttpMessage inner = message;
    for (int layer = 0; layer < mostLayers; ++layer) {
        auto packed = signature::unpackedBody(inner.body, mostUnpacked);
        if (!packed)
            return false;
        inner.body = std::move(packed->plain);
        const QList<Redaction> told = m_done; // none of it is in the place of anything
        const bool hides = plainBody(inner) != inner.body;
        m_done = told;
        if (hides)
            return true;
    }
    return false;
}

QByteArray Redactor::body(const domain::HttpMessage &message)
{
    return hidesWithin(message) ? note(u"compressed body, which holds a secret"_s, message.body.size())
                                : plainBody(message);
}

domain::HttpMessage Redactor::message(const domain::HttpMessage &message)
{
    if (!m_isActive)
        return message;
    domain::HttpMessage out;
    out.method = bytes(message.method);
    out.head = head(message.head);
    out.body = body(message);
    out.trailers = fields(message.trailers);
    const QList<Redaction> told = m_done; // fields and target are the head once more
    out.headers = fields(message.headers);
    out.target = bytes(target(message.target));
    if (!message.head.isEmpty())
        m_done = told;
    return out;
}

} // namespace tocsin::flows
