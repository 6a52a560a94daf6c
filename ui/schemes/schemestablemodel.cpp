// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/schemes/schemestablemodel.h"

#include "core/signature/summary.h"
#include "ui/text/schemetext.h"
#include "ui/widgets/visibletext.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString nameOf(const SchemeEntry &entry)
{
    return entry.scheme ? schemeName(*entry.scheme) : visibleText(entry.fileName, 100);
}

QString wordsOf(const SchemeEntry &entry)
{
    QStringList words{nameOf(entry), entry.fileName, originText(entry)};
    if (entry.scheme) {
        words +=
            {entry.scheme->id, strengthWord(entry.scheme->strength), evidenceWord(entry.scheme->evidence)};
        words += entry.scheme->aliases;
        for (const signature::Recipe &recipe : entry.scheme->recipes) {
            words += {QString(signature::algorithmId(recipe.algorithm)),
                      signature::algorithmName(recipe.algorithm), QString::fromUtf8(recipe.signature.name())};
        }
    }
    return words.join(u'\n');
}

} // namespace

QString originText(const SchemeEntry &entry)
{
    if (!entry.isOwn())
        return SchemesTableModel::tr("Built in");
    if (!entry.scheme)
        return SchemesTableModel::tr("Cannot be read");
    return entry.replacesBuiltIn ? SchemesTableModel::tr("Yours, replaces one")
                                 : SchemesTableModel::tr("Yours");
}

bool isBuiltInScheme(const QString &id)
{
    return QFile::exists(u":/schemes/%1.json"_s.arg(id));
}

QByteArray builtInSchemeText(const QString &id)
{
    QFile file(u":/schemes/%1.json"_s.arg(id));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void SchemesTableModel::setSchemes(const signature::Catalogue &catalogue, const QList<flows::OwnScheme> &own)
{
    QList<SchemeEntry> entries;
    QStringList ownIds;
    for (const flows::OwnScheme &file : own) {
        SchemeEntry entry{std::nullopt, file.fileName, file.text, {}, false, {}, {}};
        if (file.scheme) {
            entry.scheme = *file.scheme;
            entry.replacesBuiltIn = isBuiltInScheme(file.scheme->id);
            ownIds.append(file.scheme->id);
        } else {
            entry.fault = file.scheme.error().detail;
        }
        entries.append(entry);
    }
    for (const signature::Scheme &scheme : catalogue.all()) {
        if (!ownIds.contains(scheme.id))
            entries.append({scheme, {}, {}, {}, false, {}, {}});
    }
    for (SchemeEntry &entry : entries) { // once: they are asked for at every key of a search
        entry.name = nameOf(entry);
        entry.words = wordsOf(entry);
    }
    std::stable_sort(entries.begin(), entries.end(), [](const SchemeEntry &a, const SchemeEntry &b) {
        return a.isOwn() != b.isOwn() ? a.isOwn() : a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    beginResetModel();
    m_entries = entries;
    endResetModel();
}

int SchemesTableModel::rowOf(const QString &key) const
{
    for (int row = 0; row < m_entries.size(); ++row) {
        if (m_entries.at(row).key() == key)
            return row;
    }
    return -1;
}

int SchemesTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int SchemesTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SchemesTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SchemeEntry &entry = m_entries.at(index.row());
    if (role == WordsRole)
        return entry.words;
    if (role == KeyRole)
        return entry.key();
    if (role == Qt::ToolTipRole && index.column() == Name)
        return toolTipText(entry.scheme ? u"%1 (%2)"_s.arg(entry.name, entry.id()) : entry.fault);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return entry.name;
    case Strength:
        return entry.scheme ? strengthWord(entry.scheme->strength) : QString();
    case Evidence:
        return entry.scheme ? evidenceWord(entry.scheme->evidence) : QString();
    case Origin:
        return originText(entry);
    default:
        return {};
    }
}

QVariant SchemesTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Sender"), tr("Strength"), tr("Evidence"), tr("From")};
    return titles[section];
}

void SchemesFilter::setTyped(const QString &typed)
{
    m_words = typed.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool SchemesFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QString words = sourceModel()->index(row, 0, parent).data(SchemesTableModel::WordsRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&words](const QString &word) { return words.contains(word, Qt::CaseInsensitive); });
}

} // namespace tocsin::ui
