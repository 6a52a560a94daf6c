// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/endpointarguments.h"
#include "app/cli/secretarguments.h"
#include "app/cli/terminal.h"
#include "core/flows/signedrequest.h"
#include "core/payload/freshen.h"
#include "core/settings/folders.h"
#include "core/signature/catalogue.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSslCertificate>
#include <QTimer>

#include <array>
#include <optional>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// socwarden.md 1.4: the waits before the retries, in seconds.
constexpr std::array<int, 5> retryWaits = {10, 30, 90, 270, 810};

// Sends signed requests one after another; with --retry, one that is not acknowledged is sent again on
// SOCWarden's schedule, signed anew.
class SendCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(u"Sends signed test requests, as the vendors' senders would."_s);
        parser.addPositionalArgument(u"url"_s, u"Where to, e.g. http://127.0.0.1:9000/hooks/alerts"_s,
                                     u"URL"_s);
        parser.addOptions({
            {u"scheme"_s, u"Id of the scheme to sign by."_s, u"ID"_s},
            {u"secret"_s, secretForm(), u"LABEL=SOURCE"_s},
            {u"sample"_s, u"Built-in body by its id; list prints them."_s, u"ID"_s},
            {u"body"_s, u"Send the bytes of this file as they are."_s, u"FILE"_s},
            {u"header"_s, u"Name: value. Repeatable."_s, u"H"_s},
            {u"count"_s, u"How many to send, one after another."_s, u"N"_s, u"1"_s},
            {u"retry"_s, u"Send again what was not acknowledged, after 10, 30, 90, 270 and 810 s."_s},
            {u"ca"_s, u"Trust the certificates of this PEM file as well."_s, u"FILE"_s},
        });
        parser.addOptions(circumstanceOptions());
    }

    void start(const QCommandLineParser &parser) override
    {
        m_json = parser.isSet(u"json"_s);
        m_retry = parser.isSet(u"retry"_s);
        m_samples = payload::samples();
        if (parser.value(u"sample"_s) == u"list"_s)
            return printSamples();
        if (!readArguments(parser))
            return;
        resolveSecrets(parser.values(u"secret"_s), this,
                       [this](const Result<QList<signature::NamedSecret>> &secrets) {
                           if (!secrets)
                               return fail(secrets.error().kind == Error::Kind::Rejected ? Usage : CouldNot,
                                           secrets.error().detail);
                           if (!secrets->isEmpty())
                               m_secret = secrets->first();
                           send(0);
                       });
    }

private:
    void printSamples()
    {
        for (const payload::Sample &sample : std::as_const(m_samples)) {
            if (m_json)
                printJson({{u"id"_s, sample.id}, {u"scheme"_s, sample.schemeId}, {u"title"_s, sample.title}});
            else
                printLine(u"%1  %2  %3"_s.arg(sample.id, -32).arg(sample.schemeId, -10).arg(sample.title));
        }
        finish(Good);
    }

    bool readArguments(const QCommandLineParser &parser)
    {
        const QStringList words = parser.positionalArguments();
        m_url = QUrl(words.value(0), QUrl::StrictMode);
        if (words.size() != 1 || !m_url.isValid() ||
            (m_url.scheme() != u"http"_s && m_url.scheme() != u"https"_s))
            return fail(Usage, u"send takes one URL that begins with http:// or https://"_s), false;
        bool good = false;
        m_left = parser.value(u"count"_s).toInt(&good);
        if (!good || m_left < 1)
            return fail(Usage, u"--count takes a number, 1 or more"_s), false;
        auto catalogue = signature::Catalogue::load(settings::dataFolder() + u"/schemes"_s);
        if (!catalogue)
            return fail(CouldNot, catalogue.error().detail), false;
        m_catalogue = std::move(*catalogue);
        const QString id = parser.value(u"scheme"_s);
        m_scheme = m_catalogue.find(id);
        if (!m_scheme)
            return fail(Usage, u"--scheme: there is no scheme \"%1\""_s.arg(id)), false;
        auto circumstances = readCircumstances(parser);
        if (!circumstances)
            return fail(Usage, circumstances.error().detail), false;
        m_circumstances = std::move(*circumstances);
        for (const QString &text : parser.values(u"header"_s)) {
            const qsizetype colon = text.indexOf(u':');
            if (colon <= 0)
                return fail(Usage, u"--header takes \"Name: value\""_s), false;
            m_headers.append(domain::HeaderField{text.left(colon).trimmed().toLatin1(),
                                                 text.mid(colon + 1).trimmed().toUtf8()});
        }
        if (parser.isSet(u"ca"_s)) {
            m_trusted = QSslCertificate::fromPath(parser.value(u"ca"_s), QSsl::Pem);
            if (m_trusted.isEmpty())
                return fail(CouldNot, u"--ca: \"%1\" holds no PEM certificate"_s.arg(parser.value(u"ca"_s))),
                       false;
        }
        return readBody(parser);
    }

    bool readBody(const QCommandLineParser &parser)
    {
        if (parser.isSet(u"body"_s)) {
            QFile file(parser.value(u"body"_s));
            if (!file.open(QIODevice::ReadOnly))
                return fail(CouldNot, u"--body: %1"_s.arg(file.errorString())), false;
            m_body = file.readAll();
            return true;
        }
        m_sample = flows::pickSample(m_samples, parser.value(u"sample"_s), m_scheme->id);
        if (!m_sample)
            return fail(Usage, u"--sample: there is no sample \"%1\"; --sample list prints them"_s.arg(
                                   parser.value(u"sample"_s))),
                   false;
        return true;
    }

    void send(int attempt)
    {
        const Micros now = wallClock();
        if (m_sample && attempt == 0)
            m_body = payload::freshened(m_sample->body, now, m_random);
        auto request = flows::signedRequest(m_url, m_scheme, m_secret ? &*m_secret : nullptr, m_body,
                                            m_headers, now, m_circumstances);
        if (!request)
            return fail(Usage, request.error().detail);
        request->trusted = m_trusted;
        m_client.send(*request, this,
                      [this, attempt](const Result<http::HttpReply> &reply) { onReply(attempt, reply); });
    }

    void onReply(int attempt, const Result<http::HttpReply> &reply)
    {
        const bool acknowledged = reply && reply->status >= 200 && reply->status < 300;
        if (m_json) {
            printJson({{u"attempt"_s, attempt + 1},
                       {u"status"_s, reply ? QJsonValue(reply->status) : QJsonValue()},
                       {u"acknowledged"_s, acknowledged},
                       {u"error"_s, reply ? QJsonValue() : QJsonValue(reply.error().detail)}});
        } else {
            printLine(
                u"attempt %1: %2"_s.arg(QString::number(attempt + 1),
                                        reply ? u"answered %1"_s.arg(reply->status) : reply.error().detail));
        }
        flushOutput();
        if (!acknowledged && m_retry && attempt < int(retryWaits.size())) {
            QTimer::singleShot(retryWaits[size_t(attempt)] * 1000, this,
                               [this, attempt] { send(attempt + 1); });
            return;
        }
        m_unreachable = m_unreachable || !reply;
        m_refused = m_refused || !acknowledged;
        if (--m_left > 0)
            send(0);
        else
            finish(m_unreachable ? CouldNot : m_refused ? No : Good);
    }

    signature::Catalogue m_catalogue;
    const signature::Scheme *m_scheme = nullptr;
    signature::Circumstances m_circumstances;
    std::optional<signature::NamedSecret> m_secret;
    QList<payload::Sample> m_samples;
    const payload::Sample *m_sample = nullptr;
    QUrl m_url;
    QByteArray m_body;
    QList<domain::HeaderField> m_headers;
    QList<QSslCertificate> m_trusted;
    http::HttpClient m_client;
    QRandomGenerator m_random = QRandomGenerator::securelySeeded();
    int m_left = 1;
    bool m_json = false;
    bool m_retry = false;
    bool m_refused = false;
    bool m_unreachable = false;
};

} // namespace

std::unique_ptr<Command> makeSendCommand()
{
    return std::make_unique<SendCommand>();
}

} // namespace tocsin::cli
