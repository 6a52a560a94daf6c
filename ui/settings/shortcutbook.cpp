// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/shortcutbook.h"

#include "ui/commands.h"

#include <QAction>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString placeOf(const QString &id)
{
    return u"shortcuts/"_s + id;
}

// No letters of the file's own syntax: a key may be a slash or a semicolon.
QString idOf(const QString &list, const QKeySequence &key)
{
    return list + u'.' + QString::fromLatin1(key.toString(QKeySequence::PortableText).toUtf8().toHex());
}

bool overlap(const QString &a, const QString &b)
{
    return a == b || a.isEmpty() || b.isEmpty();
}

} // namespace

QString keysText(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &key : keys)
        texts.append(key.toString(QKeySequence::NativeText));
    return texts.join(u"  "_s);
}

QList<QKeySequence> ShortcutBook::Row::keys() const
{
    return action ? action->shortcuts() : QList<QKeySequence>();
}

QString ShortcutBook::Row::text() const
{
    return action ? action->text().remove(u'&') : QString();
}

ShortcutBook::ShortcutBook(const Commands &commands, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_file(settings)
{
    for (const ShortcutSheet::Group &group : commands.groups()) {
        for (QAction *action : group.actions) {
            if (!action->isSeparator())
                addRow({action->objectName(),
                        {},
                        QString(group.title).remove(u'&'),
                        action,
                        action->shortcuts()});
        }
    }
}

void ShortcutBook::add(const QString &list, const QString &title, const QList<QAction *> &actions)
{
    m_rows.removeIf([&list](const Row &row) { return row.list == list && row.action.isNull(); });
    if (has(list))
        return;
    for (QAction *action : actions) {
        if (!action->isSeparator() && !action->shortcuts().isEmpty())
            addRow({idOf(list, action->shortcut()), list, QString(title).remove(u'&'), action,
                    action->shortcuts()});
    }
}

bool ShortcutBook::has(const QString &list) const
{
    return std::any_of(m_rows.cbegin(), m_rows.cend(), [&list](const Row &row) { return row.list == list; });
}

void ShortcutBook::reload()
{
    for (const Row &row : rows()) {
        const QVariant own = m_file.value(placeOf(row.id));
        row.action->setShortcuts(
            own.isValid() ? QKeySequence::listFromString(own.toString(), QKeySequence::PortableText)
                          : row.fallback);
    }
    for (const Row &row : rows()) {
        for (const QKeySequence &key : row.keys())
            leaveTo(key, row.id);
    }
    emit changed();
}

void ShortcutBook::addRow(const Row &row)
{
    m_rows.append(row);
    const QVariant own = m_file.value(placeOf(row.id));
    if (own.isValid())
        row.action->setShortcuts(QKeySequence::listFromString(own.toString(), QKeySequence::PortableText));
}

QList<ShortcutBook::Row> ShortcutBook::rows() const
{
    QList<Row> there;
    std::copy_if(m_rows.cbegin(), m_rows.cend(), std::back_inserter(there),
                 [](const Row &row) { return !row.action.isNull(); });
    return there;
}

const ShortcutBook::Row *ShortcutBook::find(const QString &id) const
{
    const auto found =
        std::find_if(m_rows.cbegin(), m_rows.cend(), [&id](const Row &row) { return row.id == id; });
    return found == m_rows.cend() || !found->action ? nullptr : &*found;
}

QString ShortcutBook::holderOf(const QKeySequence &key, const QString &id) const
{
    const Row *asker = find(id);
    for (const Row &row : m_rows) {
        const bool isOther = row.id != id && asker && overlap(row.list, asker->list);
        if (!isOther)
            continue;
        for (const QKeySequence &own : row.keys()) {
            if (own.matches(key) != QKeySequence::NoMatch || key.matches(own) != QKeySequence::NoMatch)
                return row.id; // the beginning of another one would swallow it
        }
    }
    return {};
}

Result<void> ShortcutBook::bind(const QString &id, const QList<QKeySequence> &keys)
{
    const Row *row = find(id);
    if (!row)
        return fail(Error::Kind::NotFound, tr("There is no such command."));
    for (const QKeySequence &key : keys) {
        const Row *holder = find(holderOf(key, id));
        if (holder)
            return fail(Error::Kind::Rejected,
                        tr("%1 belongs to \"%2\" (%3).")
                            .arg(key.toString(QKeySequence::NativeText), holder->text(), holder->group));
    }
    keep(*row, keys);
    emit changed();
    return {};
}

// Nobody else has it.
void ShortcutBook::leaveTo(const QKeySequence &key, const QString &id)
{
    for (const Row *holder = find(holderOf(key, id)); holder; holder = find(holderOf(key, id))) {
        QList<QKeySequence> left = holder->keys();
        left.removeIf([&key](const QKeySequence &own) {
            return own.matches(key) != QKeySequence::NoMatch || key.matches(own) != QKeySequence::NoMatch;
        });
        keep(*holder, left);
    }
}

void ShortcutBook::take(const QKeySequence &key, const QString &id)
{
    leaveTo(key, id);
    if (const Row *row = find(id))
        keep(*row, {key});
    emit changed();
}

void ShortcutBook::keep(const Row &row, const QList<QKeySequence> &keys)
{
    row.action->setShortcuts(keys);
    if (keys == row.fallback)
        m_file.remove(placeOf(row.id));
    else
        m_file.setValue(placeOf(row.id), QKeySequence::listToString(keys, QKeySequence::PortableText));
}

void ShortcutBook::reset(const QString &id)
{
    if (const Row *row = find(id))
        keep(*row, row->fallback);
    emit changed();
}

void ShortcutBook::resetAll()
{
    for (const Row &row : rows())
        keep(row, row.fallback);
    m_file.remove(u"shortcuts"_s); // with those of lists that are not there now
    emit changed();
}

} // namespace tocsin::ui
