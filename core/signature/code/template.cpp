// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/template.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace tocsin::signature::code {

using namespace Qt::StringLiterals;

namespace {

QString withoutEmptyEnds(QString text)
{
    while (text.startsWith(u'\n'))
        text.remove(0, 1);
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace

Template::Template(QStringView language)
{
    const QDir folder(u":/code/"_s + language.toString());
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            read(QString::fromUtf8(file.readAll()));
    }
}

void Template::read(const QString &text)
{
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith("@@section "_L1)) {
            QStringList words = line.split(u' ');
            Section section{words.value(1), words.mid(3), {}, {}};
            m_sections.append(std::move(section));
        } else if (line.startsWith("@@import "_L1)) {
            m_sections.last().imports.append(line.mid(9));
        } else if (line.startsWith("@@reject "_L1)) {
            m_refusals.insert(line.section(u' ', 1, 1), line.section(u' ', 2));
        } else if (!m_sections.isEmpty()) {
            m_sections.last().text += line + u'\n';
        }
    }
}

const Template::Section *Template::find(const QString &name) const
{
    const auto found = std::find_if(m_sections.begin(), m_sections.end(),
                                    [&name](const Section &section) { return section.name == name; });
    return found == m_sections.end() ? nullptr : &*found;
}

Result<QString> Template::program(const QSet<QByteArray> &needs, QHash<QString, QString> holes) const
{
    QStringList wanted{u"head"_s, u"base"_s, u"main"_s};
    for (const QByteArray &need : needs)
        wanted.append(QString::fromUtf8(need));
    std::sort(wanted.begin() + 3, wanted.end()); // the same answer every time
    QSet<QString> taken;
    QStringList imports;
    QString absent; // said only when there is no better reason
    while (!wanted.isEmpty()) {
        const QString name = wanted.takeFirst();
        if (taken.contains(name))
            continue;
        taken.insert(name);
        if (m_refusals.contains(name))
            return fail(Error::Kind::Rejected, m_refusals[name]);
        const Section *section = find(name);
        if (!section && name.contains(u':'))
            continue; // a mere question whether there is a refusal
        if (!section) {
            absent = name;
            continue;
        }
        wanted.append(section->needs);
        imports.append(section->imports);
    }
    if (!absent.isEmpty())
        return fail(Error::Kind::Rejected,
                    u"a step of this scheme (%1) is not written out in this language"_s.arg(absent));
    imports.removeDuplicates();
    imports.sort();
    holes.insert(u"imports"_s, imports.join(u'\n'));
    QString text;
    for (const Section &section : m_sections) {
        if (taken.contains(section.name))
            text += withoutEmptyEnds(filled(section.text, holes)) + u"\n\n"_s;
    }
    text.chop(1);
    return text;
}

QString filled(const QString &text, const QHash<QString, QString> &holes)
{
    QString result;
    for (qsizetype from = 0;;) {
        const qsizetype start = text.indexOf("@@"_L1, from);
        const qsizetype end = start < 0 ? -1 : text.indexOf("@@"_L1, start + 2);
        const QString name = end < 0 ? QString() : text.mid(start + 2, end - start - 2);
        if (!holes.contains(name))
            return result + text.mid(from);
        result += QStringView(text).mid(from, start - from);
        result += holes[name];
        from = end + 2;
    }
}

} // namespace tocsin::signature::code
