// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// ATT&CK Navigator layer file format 4.5, layers/spec/v4.5/layerformat.md of mitre-attack/attack-navigator.

#include "core/report/exports.h"

#include "core/report/attack.h"
#include "core/report/blockwriter.h"
#include "core/report/jsontext.h"
#include "core/report/markdownreader.h"
#include "core/report/markdowntext.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

namespace tocsin::report {

using namespace Qt::StringLiterals;
using domain::Severity;

namespace {

constexpr auto unscored = "#8ab4f8"_L1; // named, without a severity

// 20 for Info to 100 for Critical; 0: there is nothing to score by.
int scoreOf(Severity severity)
{
    return severity >= Severity::Info ? (int(severity) - int(Severity::Info) + 1) * 20 : 0;
}

struct Named
{
    int score = 0;
    QStringList findings;
};

QHash<QString, Named> namedBy(const domain::Report &report)
{
    QHash<QString, Named> all;
    for (const domain::ReportFinding &finding : report.findings) {
        QStringList ids = finding.techniques;
        ids += techniquesIn(finding.title);
        ids += techniquesIn(finding.text);
        for (QString &id : ids)
            id = id.trimmed().toUpper();
        ids.removeDuplicates();
        for (const QString &id : ids) {
            Named &named = all[id];
            named.score = std::max(named.score, scoreOf(finding.severity));
            named.findings << visible(QStringView(finding.title).left(200), false);
        }
    }
    return all;
}

QJsonObject versions()
{
    return {{"attack"_L1, attackVersion().section(u'.', 0, 0)},
            {"navigator"_L1, "5.2.0"_L1},
            {"layer"_L1, "4.5"_L1}};
}

} // namespace

QByteArray navigatorLayer(const Source &source)
{
    const domain::Report report = source.report();
    const QHash<QString, Named> named = namedBy(report);
    QJsonArray techniques;
    for (const QString &id : techniquesOf(report)) {
        if (!isTechniqueId(id))
            continue;
        const Named one = named.value(id);
        QJsonObject entry{
            {"techniqueID"_L1, id}, {"enabled"_L1, true}, {"comment"_L1, one.findings.join(u'\n')}};
        if (one.score > 0)
            entry["score"_L1] = one.score;
        else
            entry["color"_L1] = QString(unscored);
        techniques.append(entry);
    }
    QJsonArray legend;
    legend.append(QJsonObject{{"label"_L1, "Named without a severity"_L1}, {"color"_L1, QString(unscored)}});
    const auto fact = [](QLatin1StringView name, const QString &value) {
        return QJsonObject{{"name"_L1, QString(name)}, {"value"_L1, visible(value, false)}};
    };
    const QJsonObject layer{
        {"name"_L1, visible(QStringView(titleOf(source)).left(120), false)},
        {"versions"_L1, versions()},
        {"domain"_L1, "enterprise-attack"_L1},
        {"description"_L1,
         QString(tlpLabel(source.tlp)) + ". "_L1 + plainOf(readMarkdown(report.summary)).left(2000)},
        {"sorting"_L1, 3},
        {"layout"_L1, QJsonObject{{"layout"_L1, "side"_L1},
                                  {"showID"_L1, true},
                                  {"showName"_L1, true},
                                  {"expandedSubtechniques"_L1, "annotated"_L1}}},
        {"hideDisabled"_L1, false},
        {"techniques"_L1, techniques},
        {"gradient"_L1, QJsonObject{{"colors"_L1, QJsonArray{"#ffe766"_L1, "#ff9f43"_L1, "#ff6666"_L1}},
                                    {"minValue"_L1, 0},
                                    {"maxValue"_L1, 100}}},
        {"legendItems"_L1, legend},
        {"metadata"_L1,
         QJsonArray{fact("TLP"_L1, QString(tlpLabel(source.tlp))), fact("Session"_L1, source.session.id),
                    fact("Risk"_L1, riskText(report)), fact("Made by"_L1, generator())}},
    };
    return jsonText(layer);
}

} // namespace tocsin::report
