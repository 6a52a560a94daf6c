// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/writer.h"

#include "core/json/edit.h"
#include "core/socotra/jsonparts.h"
#include "core/socotra/rules.h"

#include <QUrl>

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

namespace {

QByteArray flag(bool value)
{
    return value ? "true" : "false";
}

QByteArray headersText(const QList<Header> &headers)
{
    QByteArray text = "{";
    for (const Header &header : headers) {
        text += (text.size() > 1 ? "," : "") + quoted(header.name) + ':' +
                json::quotedText(header.value.reveal());
    }
    return text + '}';
}

bool sameHeaders(const QList<Header> &a, const QList<Header> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Header &one, const Header &other) {
        return one.name == other.name && one.value.reveal() == other.value.reveal();
    });
}

bool hasSecret(const Draft &draft)
{
    return draft.from != Draft::SecretFrom::Unknown && draft.from != Draft::SecretFrom::Without;
}

// A text that is edited step by step; once a step fails it stays null. Every step's former text is wiped: it
// may hold a secret.
class Editing
{
public:
    explicit Editing(QByteArrayView text) : m_text(text.toByteArray()) {}
    ~Editing() { wipe(m_text); }
    Q_DISABLE_COPY_MOVE(Editing)

    QByteArrayView text() const { return m_text; }
    bool isGood() const { return !m_text.isNull(); }
    Secret take() { return Secret(std::move(m_text)); }

    void drop(QByteArrayView name) { become(json::withoutMember(m_text, "", name)); }

    // Left as it is spelled when it says the same.
    void put(const QString &name, const QByteArray &value, bool saysTheSame)
    {
        if (!saysTheSame)
            become(json::withMember(m_text, "", name.toUtf8(), value));
    }

    QByteArrayView member(const QString &name) const
    {
        return rawMember(rawMembers(m_text).value_or(QList<RawMember>()), name);
    }

private:
    void become(std::optional<QByteArray> next)
    {
        wipe(m_text);
        m_text = next ? std::move(*next) : QByteArray();
    }

    QByteArray m_text;
};

QByteArray specText(const Draft &draft, QByteArrayView base)
{
    Editing spec(isJsonObject(base) ? base : QByteArrayView("{}"));
    spec.put(u"hmacEnabled"_s, flag(draft.hmacEnabled),
             flagOf(spec.member(u"hmacEnabled"_s)) == draft.hmacEnabled);
    if (hasSecret(draft)) {
        QByteArray value = json::quotedText(draft.secret.reveal());
        spec.put(u"secret"_s, value, spec.member(u"secret"_s) == value);
        wipe(value);
    } else {
        spec.drop("secret"); // never a mask
    }
    spec.put(u"secureSSL"_s, flag(draft.secureSsl), flagOf(spec.member(u"secureSSL"_s)) == draft.secureSsl);
    if (draft.tag.isEmpty())
        spec.drop("tag");
    else
        spec.put(u"tag"_s, quoted(draft.tag), textOf(spec.member(u"tag"_s)) == draft.tag);
    return spec.text().toByteArray();
}

QByteArray segmentOf(const QString &name)
{
    QByteArray segment = QUrl::toPercentEncoding(name);
    if (name == "."_L1 || name == ".."_L1) // a whole segment of dots is a step, not a name
        segment.replace(".", "%2E");
    return segment;
}

} // namespace

Secret addBody(const Draft &draft)
{
    QByteArray body = "{\"name\":" + quoted(draft.name) + ",\"url\":" + quoted(draft.url) +
                      ",\"headers\":" + headersText(draft.headers) + ",\"type\":" + quoted(draft.type);
    if (draft.secured) {
        QByteArray spec = specText(draft, "{}");
        body += ",\"securitySpec\":" + spec;
        wipe(spec);
    }
    body += '}';
    return Secret(std::move(body));
}

Result<Secret> updateBody(const Draft &draft, const Integration &base)
{
    Editing body(base.raw.reveal());
    if (!rawMembers(body.text()))
        return fail(Error::Kind::Malformed, plainWords({Rule::Unreadable, {}}));
    for (const char *readOnly : {"name", "type", "tenantLocator", "locator"})
        body.drop(readOnly);
    body.put(u"url"_s, quoted(draft.url), textOf(body.member(u"url"_s)) == draft.url);
    QByteArray headers = headersText(draft.headers);
    body.put(u"headers"_s, headers,
             isJsonObject(body.member(u"headers"_s)) && sameHeaders(draft.headers, base.headers));
    wipe(headers);
    if (draft.secured) {
        QByteArray spec = specText(draft, body.member(u"securitySpec"_s));
        body.put(u"securitySpec"_s, spec, false);
        wipe(spec);
    } else {
        body.drop("securitySpec");
    }
    if (!body.isGood())
        return fail(Error::Kind::Malformed, plainWords({Rule::Unreadable, {}}));
    return body.take();
}

QByteArray integrationPath(const QString &name)
{
    return "integrations/" + segmentOf(name);
}

QByteArray divertedPath(const QString &webhook)
{
    return "webhooks/" + segmentOf(webhook) + "/diverted";
}

QByteArray withoutSecrets(const Integration &integration)
{
    Editing entry(integration.raw.reveal());
    if (isJsonObject(entry.member(u"securitySpec"_s))) {
        Editing spec(entry.member(u"securitySpec"_s));
        spec.drop("secret");
        entry.put(u"securitySpec"_s, spec.text().toByteArray(), false);
    }
    if (isJsonObject(entry.member(u"headers"_s))) {
        Editing headers(entry.member(u"headers"_s));
        for (const Header &header : integration.headers)
            headers.put(header.name, "\"\"", !isSensitiveHeader(header.name));
        entry.put(u"headers"_s, headers.text().toByteArray(), false);
    }
    return entry.text().toByteArray();
}

} // namespace tocsin::socotra
