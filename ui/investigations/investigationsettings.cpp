// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/investigationsettings.h"

#include "core/settings/keys.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace keys = settings::keys;

namespace {

// One entry each, so that a long list does not stand against the bound of one text.
const QString templateList = u"queryTemplates"_s;

QList<report::QueryTemplate> readTemplates(QSettings &file)
{
    QList<report::QueryTemplate> read;
    const int count = file.beginReadArray(templateList);
    for (int i = 0; i < count && i < report::mostTemplates; ++i) {
        file.setArrayIndex(i);
        read.append({file.value(u"name"_s).toString(), file.value(u"text"_s).toString()});
    }
    file.endArray();
    return report::usableTemplates(read);
}

void writeTemplates(QSettings &file, const QList<report::QueryTemplate> &templates)
{
    file.remove(templateList); // a shorter list leaves nothing behind
    file.beginWriteArray(templateList, int(templates.size()));
    for (int i = 0; i < templates.size(); ++i) {
        file.setArrayIndex(i);
        file.setValue(u"name"_s, templates.at(i).name);
        file.setValue(u"text"_s, templates.at(i).text);
    }
    file.endArray();
}

} // namespace

InvestigationSettings readInvestigationSettings(QSettings &file)
{
    InvestigationSettings read;
    read.escalateFrom = keys::escalateFrom.read(file).value;
    read.personas = personasFromText(keys::personas.read(file).value);
    if (read.personas.isEmpty())
        read.personas = personasFromText(keys::personas.fallback);
    read.persona = keys::persona.read(file).value;
    read.provider = keys::provider.read(file).value;
    read.timespan = keys::timespan.read(file).value;
    read.tlp = report::tlpFromId(keys::exportTlp.read(file).value).value_or(report::Tlp::Amber);
    read.author = keys::exportAuthor.read(file).value;
    read.defang = keys::exportDefang.read(file).value;
    read.templates = readTemplates(file);
    return read;
}

Result<void> writeInvestigationSettings(QSettings &file, const InvestigationSettings &s)
{
    Result<void> first;
    const auto write = [&](const auto &setting, const auto &value) {
        if (const Result<void> done = setting.write(file, value); !done && first)
            first = done;
    };
    write(keys::escalateFrom, s.escalateFrom);
    write(keys::personas, s.personas.join(u", "_s));
    write(keys::persona, s.persona);
    write(keys::provider, s.provider);
    write(keys::timespan, s.timespan);
    write(keys::exportTlp, QString(report::tlpId(s.tlp)));
    write(keys::exportAuthor, s.author);
    write(keys::exportDefang, s.defang);
    writeTemplates(file, s.templates);
    return first;
}

QStringList personasFromText(const QString &text)
{
    static const QRegularExpression between(u"[,\\n]"_s);
    QStringList words;
    for (const QString &word : text.split(between, Qt::SkipEmptyParts)) {
        const QString plain = word.simplified().left(longestPersona);
        if (!plain.isEmpty() && !words.contains(plain, Qt::CaseInsensitive) && words.size() < mostPersonas)
            words.append(plain);
    }
    return words;
}

} // namespace tocsin::ui
