// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/reportfile.h"

#include "core/report/exports.h"
#include "ui/report/pdfexport.h"

#include <QCoreApplication>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr qsizetype longestName = 60; // characters before the date

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::ReportFile)
};

QString endingOf(ReportForm form)
{
    switch (form) {
    case ReportForm::Markdown:
        return u".md"_s;
    case ReportForm::Html:
        return u".html"_s;
    case ReportForm::Pdf:
        return u".pdf"_s;
    case ReportForm::Json:
        return u".json"_s;
    case ReportForm::FindingsCsv:
        return u"-findings.csv"_s;
    case ReportForm::EntitiesCsv:
        return u"-entities.csv"_s;
    case ReportForm::Navigator:
        return u"-navigator.json"_s;
    case ReportForm::Stix:
        return u"-stix.json"_s;
    }
    return {};
}

} // namespace

QString reportFormName(ReportForm form)
{
    switch (form) {
    case ReportForm::Markdown:
        return Text::tr("Markdown");
    case ReportForm::Html:
        return Text::tr("HTML");
    case ReportForm::Pdf:
        return Text::tr("PDF");
    case ReportForm::Json:
        return Text::tr("JSON");
    case ReportForm::FindingsCsv:
        return Text::tr("CSV of findings");
    case ReportForm::EntitiesCsv:
        return Text::tr("CSV of entities");
    case ReportForm::Navigator:
        return Text::tr("ATT&CK Navigator layer");
    case ReportForm::Stix:
        return Text::tr("STIX 2.1 bundle");
    }
    return {};
}

QString reportFormSentence(ReportForm form)
{
    switch (form) {
    case ReportForm::Markdown:
        return Text::tr("For tickets and wikis.");
    case ReportForm::Html:
        return Text::tr("One file for any browser; it fetches nothing.");
    case ReportForm::Pdf:
        return Text::tr("For paper and archives, marked on every page.");
    case ReportForm::Json:
        return Text::tr("For programs: the report and what the server sent. Indicators are as they are.");
    case ReportForm::FindingsCsv:
    case ReportForm::EntitiesCsv:
        return Text::tr("For spreadsheets. Indicators are as they are.");
    case ReportForm::Navigator:
        return Text::tr("The techniques on the ATT&CK matrix.");
    case ReportForm::Stix:
        return Text::tr("For threat intelligence platforms. Indicators are as they are.");
    }
    return {};
}

bool isDocument(ReportForm form)
{
    return form == ReportForm::Markdown || form == ReportForm::Html || form == ReportForm::Pdf;
}

QString reportFileName(const report::Source &source, ReportForm form)
{
    QString name;
    for (const QChar c : report::titleOf(source).toLower()) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (isPlain)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
        if (name.size() >= longestName)
            break;
    }
    while (name.endsWith(u'-'))
        name.chop(1);
    if (name.isEmpty())
        name = u"report"_s;
    if (source.at.isValid())
        name += source.at.toUTC().toString(u"-yyyy-MM-dd"_s);
    return name + endingOf(form);
}

QByteArray reportBytes(const report::Source &source, ReportForm form)
{
    switch (form) {
    case ReportForm::Markdown:
        return report::markdownExport(source);
    case ReportForm::Html:
        return report::htmlExport(source);
    case ReportForm::Pdf:
        return pdfExport(source);
    case ReportForm::Json:
        return report::jsonExport(source);
    case ReportForm::FindingsCsv:
        return report::findingsCsv(source);
    case ReportForm::EntitiesCsv:
        return report::entitiesCsv(source);
    case ReportForm::Navigator:
        return report::navigatorLayer(source);
    case ReportForm::Stix:
        return report::stixBundle(source);
    }
    return {};
}

Result<void> writeReport(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        return fail(Error::Kind::Storage, u"cannot write \"%1\": %2"_s.arg(path, file.errorString()));
    return {};
}

} // namespace tocsin::ui
