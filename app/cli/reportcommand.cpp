// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/terminal.h"
#include "core/report/exports.h"

#include <QSaveFile>

#include <array>
#include <cmath>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::Session;

namespace {

struct Form
{
    QLatin1StringView id;
    QByteArray (*write)(const report::Source &);
    bool isJson;
};

QByteArray screenHtml(const report::Source &source)
{
    return report::htmlExport(source);
}

constexpr std::array forms = {
    Form{"md"_L1, &report::markdownExport, false},        Form{"html"_L1, &screenHtml, false},
    Form{"json"_L1, &report::jsonExport, true},           Form{"csv"_L1, &report::findingsCsv, false},
    Form{"entities-csv"_L1, &report::entitiesCsv, false}, Form{"stix"_L1, &report::stixBundle, true},
    Form{"navigator"_L1, &report::navigatorLayer, true}};

QString formNames()
{
    QStringList names;
    for (const Form &form : forms)
        names.append(form.id);
    return names.join(u", "_s);
}

// The report of an investigation as a file.
class ReportCommand final : public AnalystCommand
{
public:
    void declare(QCommandLineParser &parser) const override;

protected:
    Result<void> read(const QCommandLineParser &parser) override;
    bool asksServer() const override { return !m_local; }
    void run() override;

private:
    void write(const Session &session);
    void put(const QByteArray &bytes, const Session &session);

    QString m_id;
    const Form *m_form = nullptr;
    report::Source m_source;
    QString m_output;
    bool m_local = false;
};

void ReportCommand::declare(QCommandLineParser &parser) const
{
    QStringList tlps;
    for (const report::Tlp tlp : report::tlps)
        tlps.append(report::tlpId(tlp));
    parser.setApplicationDescription(
        u"Writes the report of an investigation that is over. What the forms hold: docs/reports.md.\n"
        "Without --output it is printed; then characters that could steer a terminal are written as escapes\n"
        "in the JSON forms, and a file has the server's own bytes."_s);
    parser.addPositionalArgument(u"id"_s, u"The server's id of a session."_s);
    parser.addOptions({
        {u"format"_s, u"%1."_s.arg(formNames()), u"F"_s, u"md"_s},
        {u"tlp"_s, u"Marking: %1."_s.arg(tlps.join(u", "_s)), u"TLP"_s, report::tlpId(m_source.tlp)},
        {{u"o"_s, u"output"_s}, u"Write this file; an existing one is replaced."_s, u"FILE"_s},
        {u"author"_s, u"Who hands it on."_s, u"NAME"_s},
        {u"escalate-from"_s, u"Risk from which on it says to escalate."_s, u"N"_s,
         QString::number(report::defaultEscalationThreshold)},
        {u"no-defang"_s, u"Leave addresses as they are in md, html and csv."_s},
        {u"local"_s, u"The report that is kept on this machine; asks no server."_s},
    });
    declareConnection(parser);
}

Result<void> ReportCommand::read(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    m_id = words.value(0).trimmed();
    if (words.size() != 1 || m_id.isEmpty())
        return refuse(u"report takes the id of one session"_s);
    const QString format = parser.value(u"format"_s).toLower();
    const auto *const form =
        std::find_if(forms.cbegin(), forms.cend(), [&format](const Form &one) { return one.id == format; });
    if (format == "pdf"_L1) // docs/reports.md says why
        return refuse(u"PDF is written by the window, which has fonts; export html and print that. "
                      "--format takes one of: %1"_s.arg(formNames()));
    if (form == forms.cend())
        return refuse(u"--format takes one of: %1"_s.arg(formNames()));
    m_form = form;
    const auto tlp = report::tlpFromId(parser.value(u"tlp"_s));
    if (!tlp)
        return refuse(u"--tlp takes clear, green, amber, amber+strict or red"_s);
    m_source.tlp = *tlp;
    bool good = false;
    m_source.escalateFrom = parser.value(u"escalate-from"_s).toDouble(&good);
    if (!good || !std::isfinite(m_source.escalateFrom))
        return refuse(u"--escalate-from takes a number"_s);
    if (parser.isSet(u"output"_s) && parser.value(u"output"_s).isEmpty())
        return refuse(u"--output takes a file"_s);
    m_output = parser.value(u"output"_s);
    m_source.author = parser.value(u"author"_s);
    m_source.defang = !parser.isSet(u"no-defang"_s);
    m_local = parser.isSet(u"local"_s);
    return {};
}

void ReportCommand::run()
{
    // Which incident it is about is known here only.
    const auto kept = keptSession(stores(), connection(), m_id);
    if (kept && kept->incident > 0)
        m_source.incident = QString::number(kept->incident);
    if (m_local)
        return kept ? write(kept->session) : failBy(kept.error());
    api().session(m_id, http::Priority::Asked, this, [this](const Result<Session> &session) {
        if (!session)
            return failBy(session.error());
        write(*session);
    });
}

void ReportCommand::write(const Session &session)
{
    if (session.state == domain::SessionState::Failed)
        return fail(No,
                    u"there is no report: the investigation failed: %1"_s.arg(visible(session.error, 400)));
    // A follow-up question is worked on while the report before it is there.
    if (session.state != domain::SessionState::Completed && !session.report)
        return fail(No,
                    u"there is no report yet; sessions wait %1 tells when it is over"_s.arg(visible(m_id)));
    m_source.session = session;
    m_source.at = QDateTime::currentDateTimeUtc();
    put(m_form->write(m_source), session);
}

void ReportCommand::put(const QByteArray &bytes, const Session &session)
{
    QJsonObject line = {{u"session"_s, session.id},
                        {u"format"_s, QString(m_form->id)},
                        {u"tlp"_s, QString(report::tlpLabel(m_source.tlp))},
                        {u"bytes"_s, bytes.size()}};
    if (m_output.isEmpty()) {
        line[u"content"_s] = QString::fromUtf8(bytes);
        if (isJson())
            printJson(line);
        else if (m_form->isJson)
            printBytes(escapedJson(bytes));
        else
            printBytes(bytes);
        return finish(Good);
    }
    QSaveFile file(m_output); // whoever reads it never sees half of one
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(CouldNot, u"cannot write \"%1\": %2"_s.arg(visible(m_output), file.errorString()));
    line[u"output"_s] = m_output;
    if (isJson())
        printJson(line);
    else
        printLine(
            u"%1  %2  %3 bytes"_s.arg(visible(m_output), report::tlpLabel(m_source.tlp)).arg(bytes.size()));
    finish(Good);
}

} // namespace

std::unique_ptr<Command> makeReportCommand()
{
    return std::make_unique<ReportCommand>();
}

} // namespace tocsin::cli
