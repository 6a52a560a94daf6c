// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/checkarguments.h"
#include "app/cli/command.h"
#include "app/cli/secretarguments.h"
#include "app/cli/terminal.h"
#include "core/signature/detect.h"

#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

class VerifyCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Checks the signature of an HTTP/1.1 request as it was on the wire."_s);
        declareFileCheck(parser);
    }

    void start(const QCommandLineParser &parser) override
    {
        m_json = parser.isSet(u"json"_s);
        auto read = readFileCheck(parser, u"verify"_s);
        if (!read)
            return fail(read.error().kind == Error::Kind::Rejected ? Usage : CouldNot, read.error().detail);
        m_request = std::move(*read);
        resolveSecrets(parser, this, [this](const Result<QList<signature::NamedSecret>> &secrets) {
            if (!secrets)
                return fail(secrets.error().kind == Error::Kind::Rejected ? Usage : CouldNot,
                            secrets.error().detail);
            report(*secrets);
        });
    }

private:
    std::pair<const signature::Scheme *, signature::Verification>
    check(const QList<signature::NamedSecret> &secrets) const
    {
        const std::span<const signature::NamedSecret> all(secrets.constData(), size_t(secrets.size()));
        const domain::HttpMessage &message = m_request.message;
        const signature::Circumstances &circumstances = m_request.how.circumstances;
        if (const signature::Scheme *scheme = m_request.scheme())
            return {scheme, signature::verify(*scheme, message, all, m_request.now(), circumstances)};
        auto found = signature::detect(m_request.how.catalogue, message, all, m_request.now(), circumstances);
        return {found.scheme, std::move(found.verification)};
    }

    // Whom else it could be from, when nobody said whose it is.
    QStringList others(const signature::Scheme *found, const signature::Verification &result,
                       const QList<signature::NamedSecret> &secrets) const
    {
        if (!found || m_request.scheme() || result.verdict != domain::Verdict::Valid)
            return {};
        const std::span<const signature::NamedSecret> all(secrets.constData(), size_t(secrets.size()));
        return signature::alsoVerify(m_request.how.catalogue, *found, m_request.message, all, m_request.now(),
                                     m_request.how.circumstances);
    }

    void report(const QList<signature::NamedSecret> &secrets)
    {
        const auto [scheme, result] = check(secrets);
        const QString verdict = domain::verdictId(result.verdict);
        const QStringList also = others(scheme, result, secrets);
        if (m_json) {
            QJsonArray parts;
            for (const signature::SignedPart &part : result.parts) {
                parts.append(QJsonObject{{u"kind"_s, QString(signature::partKindId(part.kind))},
                                         {u"bytes_base64"_s, QString::fromLatin1(part.bytes.toBase64())}});
            }
            QJsonArray notes;
            for (const QByteArray &note : result.notes)
                notes.append(QString::fromLatin1(note));
            printJson(
                {{u"verdict"_s, verdict},
                 {u"scheme"_s, scheme ? QJsonValue(scheme->id) : QJsonValue()},
                 {u"variant"_s, result.variant.isEmpty() ? QJsonValue() : QJsonValue(result.variant)},
                 {u"secret"_s, result.secretLabel.isEmpty() ? QJsonValue() : QJsonValue(result.secretLabel)},
                 {u"age_s"_s, result.ageSeconds ? QJsonValue(*result.ageSeconds) : QJsonValue()},
                 {u"also"_s, QJsonArray::fromStringList(also)},
                 {u"reason"_s, result.reason},
                 {u"notes"_s, notes},
                 {u"signed"_s, parts}});
        } else {
            printLine(u"verdict  %1"_s.arg(verdict));
            printLine(u"scheme   %1"_s.arg(scheme ? scheme->id : u"none: no header of a known scheme"_s));
            if (!also.isEmpty())
                printLine(u"also     %1: they sign alike"_s.arg(also.join(u", "_s)));
            if (!result.variant.isEmpty())
                printLine(u"variant  %1"_s.arg(result.variant));
            if (!result.secretLabel.isEmpty())
                printLine(u"secret   %1"_s.arg(result.secretLabel));
            if (result.ageSeconds)
                printLine(u"age      %1 s"_s.arg(*result.ageSeconds));
            if (!result.reason.isEmpty())
                printLine(u"reason   %1"_s.arg(visible(result.reason)));
            for (const QByteArray &note : result.notes)
                printLine(u"note     %1"_s.arg(QString::fromLatin1(note)));
            for (const signature::SignedPart &part : result.parts) {
                printLine(u"signed   %1 %2"_s.arg(QString(signature::partKindId(part.kind)), -9)
                              .arg(visible(QString::fromUtf8(part.bytes), 160)));
            }
        }
        finish(result.verdict == domain::Verdict::Valid ? Good : No);
    }

    FileCheck m_request;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeVerifyCommand()
{
    return std::make_unique<VerifyCommand>();
}

} // namespace tocsin::cli
