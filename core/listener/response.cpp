// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/response.h"

#include <QString>

#include <algorithm>

namespace tocsin::listener {

namespace {

struct Phrase
{
    int status;
    const char *text;
};

// RFC 9110 section 15, RFC 6585.
constexpr Phrase phrases[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
};

bool writtenByListener(const QByteArray &name)
{
    return domain::sameFieldName(name, "Content-Length") || domain::sameFieldName(name, "Connection") ||
           domain::sameFieldName(name, "Transfer-Encoding");
}

bool breaksTheLine(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace

QByteArray reasonPhrase(int status)
{
    for (const Phrase &phrase : phrases) {
        if (phrase.status == status)
            return phrase.text;
    }
    return "Status";
}

Response::Response(int status, const QList<domain::HeaderField> &headers, const QByteArray &body)
    : m_status(status)
    , m_body(body)
{
    m_head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    for (const domain::HeaderField &field : headers) {
        if (writtenByListener(field.name) || field.name.isEmpty() || breaksTheLine(field.name + field.value))
            continue;
        m_head += field.name + ": " + field.value + "\r\n";
        m_isDated = m_isDated || domain::sameFieldName(field.name, "Date");
    }
    if (status == 204 || status == 304)
        m_body.clear();
    if (status != 204)
        m_head += "Content-Length: " + QByteArray::number(m_body.size()) + "\r\n";
}

std::shared_ptr<const Response> Response::plain(int status, const QString &sentence,
                                                const QList<domain::HeaderField> &headers)
{
    QList<domain::HeaderField> all = headers;
    all.append(domain::HeaderField{"Content-Type", "text/plain; charset=utf-8"});
    return std::make_shared<const Response>(status, all, sentence.toUtf8() + '\n');
}

QByteArray Response::wire(Persistence persistence, bool headOnly, QByteArrayView date) const
{
    QByteArray bytes;
    bytes.reserve(m_head.size() + date.size() + m_body.size() + 32);
    bytes += m_head;
    if (!m_isDated)
        bytes += date;
    if (persistence == Persistence::Close)
        bytes += "Connection: close\r\n";
    else if (persistence == Persistence::KeepAndSaySo)
        bytes += "Connection: keep-alive\r\n";
    bytes += "\r\n";
    if (!headOnly)
        bytes += m_body;
    return bytes;
}

} // namespace tocsin::listener
