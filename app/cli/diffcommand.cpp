// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/requestarguments.h"
#include "app/cli/secretarguments.h"
#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"
#include "core/compare/requests.h"

#include <QJsonArray>

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using compare::Change;
using compare::Difference;
using compare::Findings;

namespace {

void put(QJsonObject &object, const QString &name, const QByteArray &bytes)
{
    if (bytes.isNull())
        return;
    if (bytes.isValidUtf8())
        object.insert(name, QString::fromUtf8(bytes));
    else
        object.insert(name + u"_base64"_s, QString::fromLatin1(bytes.toBase64()));
}

QJsonObject toJson(const Difference &difference)
{
    QJsonObject object{{u"kind"_s, QString(compare::changeId(difference.kind))}};
    put(object, u"path"_s, difference.path.isNull() ? QByteArray("") : difference.path);
    if (difference.leftAt >= 0)
        object.insert(u"left_at"_s, difference.leftAt);
    if (difference.rightAt >= 0)
        object.insert(u"right_at"_s, difference.rightAt);
    put(object, u"left"_s, difference.left);
    put(object, u"right"_s, difference.right);
    if (!difference.detail.isEmpty())
        object.insert(u"detail"_s, difference.detail);
    if (difference.places != 1)
        object.insert(u"places"_s, difference.places);
    return object;
}

QJsonObject toJson(const Findings &findings)
{
    if (!findings.cannot.isEmpty())
        return {{u"cannot"_s, findings.cannot}};
    QJsonObject counts;
    for (int i = 0; i < compare::changeCount; ++i) {
        if (findings.counts[size_t(i)] > 0)
            counts.insert(compare::changeId(Change(i)), findings.counts[size_t(i)]);
    }
    QJsonArray differences;
    for (const Difference &difference : findings.differences)
        differences.append(toJson(difference));
    return {{u"same"_s, findings.isSame()},
            {u"counts"_s, counts},
            {u"differences"_s, differences},
            {u"complete"_s, findings.isComplete}};
}

QJsonObject toJson(const compare::BytesComparison &bytes, const Findings &findings)
{
    QJsonObject object = toJson(findings);
    object.insert(u"left_bytes"_s, bytes.leftSize);
    object.insert(u"right_bytes"_s, bytes.rightSize);
    object.insert(u"common_prefix"_s, bytes.commonPrefix);
    object.insert(u"common_suffix"_s, bytes.commonSuffix);
    return object;
}

QString side(const QByteArray &bytes)
{
    return bytes.isNull() ? u"-"_s : visible(QString::fromUtf8(bytes), 80);
}

void print(const QString &view, const Findings &findings, const QString &summary = {})
{
    if (!findings.cannot.isEmpty())
        return printLine(u"%1  %2"_s.arg(view, -8).arg(visible(findings.cannot)));
    if (findings.isSame())
        return printLine(u"%1  same"_s.arg(view, -8));
    printLine(u"%1  %2 differences%3%4"_s.arg(view, -8)
                  .arg(findings.total())
                  .arg(findings.isComplete ? QString() : u", not all of them here"_s, summary));
    for (const Difference &difference : findings.differences) {
        QString where = visible(QString::fromUtf8(difference.path), 120);
        if (difference.path.isEmpty() && difference.leftAt >= 0)
            where = u"byte %1"_s.arg(difference.leftAt);
        QString text = u"  %1  %2  %3 | %4"_s.arg(QString(compare::changeText(difference.kind)), -16)
                           .arg(where, side(difference.left), side(difference.right));
        if (difference.places > 1)
            text += u"  (and %1 more places)"_s.arg(difference.places - 1);
        if (!difference.detail.isEmpty())
            text += u"  "_s + visible(difference.detail);
        printLine(text);
    }
}

class DiffCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Compares two requests byte by byte, field by field and as JSON, and names the kind of every "
            u"change.\n"
            "With --signed there is one: its body is compared with the one that its signature would fit,\n"
            "as far as that can be proved with the secrets that are given."_s);
        parser.addPositionalArgument(
            u"left"_s, u"A request in a file, - for standard input, or the number of a delivery."_s, u"A"_s);
        parser.addPositionalArgument(u"right"_s, u"The same."_s, u"[B]"_s);
        parser.addOptions({
            {u"store"_s, u"Store file; the default is the user's own."_s, u"FILE"_s},
            {u"signed"_s, u"Compare with the body that was signed."_s},
        });
        parser.addOptions(checkOptions());
    }

    void start(const QCommandLineParser &parser) override
    {
        m_json = parser.isSet(u"json"_s);
        const bool isSigned = parser.isSet(u"signed"_s);
        const QStringList words = parser.positionalArguments();
        if (words.size() != (isSigned ? 1 : 2))
            return fail(Usage, isSigned ? u"diff --signed takes one request"_s
                                        : u"diff takes two requests; see tocsinctl diff --help"_s);
        if (words.count(u"-"_s) > 1)
            return fail(Usage, u"only one of the two can come from standard input"_s);
        auto arguments = readCheckArguments(parser);
        if (!arguments)
            return failBy(arguments.error());
        m_arguments = std::move(*arguments);
        const auto store = chosenStorePath(parser);
        if (!store)
            return fail(CouldNot, store.error().detail);
        auto left = readRequestArgument(words.first(), *store);
        if (!left)
            return fail(CouldNot, left.error().detail);
        m_left = std::move(*left);
        if (!isSigned) {
            const auto right = readRequestArgument(words.last(), *store);
            if (!right)
                return fail(CouldNot, right.error().detail);
            return report(right->delivery.capture.message);
        }
        resolveSecrets(parser, this, [this](const Result<QList<signature::NamedSecret>> &secrets) {
            if (!secrets)
                return failBy(secrets.error());
            compareWithSigned(*secrets);
        });
    }

private:
    void failBy(const Error &error)
    {
        fail(error.kind == Error::Kind::Rejected ? Usage : CouldNot, error.detail);
    }

    void compareWithSigned(const QList<signature::NamedSecret> &secrets)
    {
        const signature::Explanation explanation = explainRequest(m_left, m_arguments, secrets);
        const auto verdict = explanation.verification.verdict;
        domain::HttpMessage right = m_left.delivery.capture.message;
        if (verdict == domain::Verdict::Valid || verdict == domain::Verdict::ValidStale ||
            verdict == domain::Verdict::ValidFuture)
            return report(right);
        const auto proof =
            std::find_if(explanation.causes.begin(), explanation.causes.end(),
                         [](const signature::Cause &cause) { return !cause.signedBody.isNull(); });
        if (proof == explanation.causes.end())
            return fail(CouldNot,
                        u"the verdict is %1, and no body is known that the signature would fit"_s.arg(
                            QString(domain::verdictId(verdict))));
        right.body = proof->signedBody;
        report(right);
    }

    void report(const domain::HttpMessage &right)
    {
        const domain::HttpMessage &left = m_left.delivery.capture.message;
        const compare::RequestComparison found = compare::compareRequests(left, right);
        const Findings head = compare::toFindings(found.head, left.head, right.head);
        const Findings body = compare::toFindings(found.body, left.body, right.body);
        if (m_json) {
            printJson({{u"same"_s, found.isSame()},
                       {u"request_line"_s, toJson(found.line)},
                       {u"headers"_s, toJson(found.headers)},
                       {u"trailers"_s, toJson(found.trailers)},
                       {u"head"_s, toJson(found.head, head)},
                       {u"body"_s, toJson(found.body, body)},
                       {u"json"_s, toJson(found.json)}});
        } else {
            print(u"line"_s, found.line);
            print(u"headers"_s, found.headers);
            if (!found.trailers.isSame())
                print(u"trailers"_s, found.trailers);
            print(u"head"_s, head, u", the first at byte %1"_s.arg(found.head.commonPrefix));
            print(u"body"_s, body, u", the first at byte %1"_s.arg(found.body.commonPrefix));
            print(u"json"_s, found.json);
        }
        finish(found.isSame() ? Good : No);
    }

    CheckArguments m_arguments;
    RequestArgument m_left;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeDiffCommand()
{
    return std::make_unique<DiffCommand>();
}

} // namespace tocsin::cli
