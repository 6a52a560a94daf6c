// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/integrationtext.h"

#include "app/cli/terminal.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using socotra::Integration;
using socotra::SecretShown;

namespace {

QString wordOf(SecretShown shown)
{
    switch (shown) {
    case SecretShown::Absent:
        return u"not returned"_s;
    case SecretShown::Masked:
        return u"set, masked"_s;
    case SecretShown::Clear:
        return u"returned"_s;
    }
    return {};
}

QJsonValue flag(std::optional<bool> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString shownValue(const socotra::Header &header)
{
    if (socotra::isSensitiveHeader(header.name))
        return u"****"_s;
    return QString::fromUtf8(header.value.reveal());
}

QString signedWord(const Integration &integration)
{
    if (!integration.security)
        return u"unsigned"_s;
    const auto hmac = integration.security->hmacEnabled;
    return !hmac ? u"signed?"_s : *hmac ? u"signed"_s : u"unsigned"_s;
}

bool isInsecure(const Integration &integration)
{
    return integration.security && integration.security->secureSsl == false;
}

QString pair(const QString &name, const QString &value)
{
    return columns({{name, 10}, {visible(value), 0}});
}

} // namespace

QJsonObject integrationJson(const Integration &integration)
{
    QJsonObject headers;
    for (const socotra::Header &header : integration.headers)
        headers[header.name] = shownValue(header);
    QJsonObject json = {{u"name"_s, integration.name},
                        {u"type"_s, integration.type},
                        {u"url"_s, integration.url},
                        {u"tenant_locator"_s, integration.tenantLocator},
                        {u"headers"_s, headers},
                        {u"unknown_members"_s, QJsonArray::fromStringList(integration.unknown)}};
    if (const auto &spec = integration.security)
        json[u"security"_s] = QJsonObject{{u"hmac_enabled"_s, flag(spec->hmacEnabled)},
                                          {u"secure_ssl"_s, flag(spec->secureSsl)},
                                          {u"tag"_s, spec->tag},
                                          {u"secret"_s, wordOf(spec->shown)}};
    return json;
}

QString integrationLine(const Integration &integration)
{
    const QString tag = integration.security ? integration.security->tag : QString();
    const QString warning = isInsecure(integration) ? u"  INSECURE TLS"_s : QString();
    return columns({{visible(integration.name, 40), 28},
                    {visible(integration.type, 20), 16},
                    {signedWord(integration), 10},
                    {visible(tag, 20), 18},
                    {visible(integration.url) + warning, 0}});
}

QStringList integrationLines(const Integration &integration)
{
    QStringList lines = {pair(u"name"_s, integration.name), pair(u"type"_s, integration.type),
                         pair(u"url"_s, integration.url), pair(u"tenant"_s, integration.tenantLocator)};
    for (const socotra::Header &header : integration.headers)
        lines.append(pair(u"header"_s, header.name + u": "_s + shownValue(header)));
    lines.append(pair(u"security"_s, signedWord(integration)));
    if (const auto &spec = integration.security) {
        lines.append(pair(u"secret"_s, wordOf(spec->shown)));
        lines.append(pair(u"tag"_s, spec->tag));
        const QString check = !spec->secureSsl   ? u"not told"_s
                              : *spec->secureSsl ? u"checks the receiver's certificate"_s
                                                 : u"INSECURE: the receiver's certificate is not checked"_s;
        lines.append(pair(u"tls"_s, check));
    }
    for (const QString &member : integration.unknown)
        lines.append(pair(u"unknown"_s, member + u" (kept as it is)"_s));
    return lines;
}

void printWarnings(const QList<socotra::Finding> &findings)
{
    for (const socotra::Finding &finding : findings) {
        if (!finding.blocks())
            printError(u"note: "_s + visible(socotra::plainWords(finding), 400));
    }
}

QJsonArray fieldsJson(const QList<socotra::FieldVersions> &fields)
{
    QJsonArray all;
    for (const socotra::FieldVersions &field : fields)
        all.append(
            QJsonObject{{u"field"_s, field.field}, {u"here"_s, field.base}, {u"there"_s, field.theirs}});
    return all;
}

QString changeLine(const socotra::FieldVersions &field)
{
    const auto said = [](const QString &text) { return text.isEmpty() ? u"(nothing)"_s : visible(text); };
    return u"  %1: %2 here, %3 there"_s.arg(visible(field.field), said(field.base), said(field.theirs));
}

} // namespace tocsin::cli
