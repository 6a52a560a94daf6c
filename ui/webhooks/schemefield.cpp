// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/schemefield.h"

#include "ui/text/schemetext.h"
#include "ui/webhooks/schemematches.h"
#include "ui/widgets/visibletext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int mostRows = 12;   // at once
constexpr int listWidth = 420; // px: name, id and strength side by side

void dress(QAbstractItemView &view)
{
    view.setItemDelegate(new SchemeDelegate(&view));
    view.setMinimumWidth(listWidth);
    view.setTextElideMode(Qt::ElideMiddle);
}

} // namespace

SchemeField::SchemeField(QWidget *parent) : QComboBox(parent), m_matches(new SchemeMatches(this))
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    setMaxVisibleItems(mostRows);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
    lineEdit()->setPlaceholderText(tr("Type to search"));
    lineEdit()->setMaxLength(200);
    lineEdit()->setAccessibleName(tr("Sender"));
    dress(*view());
    m_matches->setSourceModel(model());
    auto *completer = new QCompleter(m_matches, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion); // the matches are filtered already
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(mostRows);
    completer->popup()->setObjectName(u"schemeMatches"_s);
    completer->popup()->setProperty("look", u"menu"_s);
    dress(*completer->popup());
    setCompleter(completer);
    connect(lineEdit(), &QLineEdit::textEdited, m_matches, &SchemeMatches::setTyped);
    connect(lineEdit(), &QLineEdit::returnPressed, this, [this] { settle(true); });
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] { settle(false); });
    connect(this, &QComboBox::currentIndexChanged, this, [this] {
        lineEdit()->setCursorPosition(0); // a long name is read from its start
        setToolTip(toolTipText(itemText(currentIndex())));
        emit schemeChanged();
    });
}

void SchemeField::addChoice(const QString &name, const QString &id, const QString &about)
{
    addItem(name, id);
    setItemData(count() - 1, name, SchemeWords);
    setItemData(count() - 1, about, SchemeStrength);
}

void SchemeField::addSchemes(const QList<signature::Scheme> &schemes, bool signedOnly)
{
    QList<signature::Scheme> byName = schemes;
    std::stable_sort(byName.begin(), byName.end(),
                     [](const signature::Scheme &a, const signature::Scheme &b) {
                         return schemeName(a).compare(schemeName(b), Qt::CaseInsensitive) < 0;
                     });
    for (const signature::Scheme &scheme : std::as_const(byName)) {
        if (signedOnly && !scheme.isSigned())
            continue;
        addChoice(schemeName(scheme), scheme.id, strengthWord(scheme.strength));
        const QStringList words = QStringList{schemeName(scheme), scheme.id} + scheme.aliases;
        setItemData(count() - 1, words.join(u'\n'), SchemeWords);
    }
}

void SchemeField::setScheme(const QString &id)
{
    int row = findData(id);
    if (row < 0) { // a user's scheme whose file is gone: keep it rather than change it unasked
        addChoice(tr("%1 (not installed)").arg(visibleText(id, 60)), id, {});
        row = count() - 1;
    }
    place(row);
}

std::optional<QString> SchemeField::scheme()
{
    return settle(false) ? std::optional(currentData().toString()) : std::nullopt;
}

QString SchemeField::problem() const
{
    return tr("\"%1\" names no single sender; choose one from the list").arg(visibleText(currentText(), 60));
}

void SchemeField::place(int row)
{
    setCurrentIndex(row);
    setEditText(itemText(row)); // the index may be the one of before
    lineEdit()->setCursorPosition(0);
}

// The row whose id, or else whose name or other name this is; -1 = none, or several have that name.
int SchemeField::named(const QString &typed) const
{
    int found = -1;
    int count = 0;
    for (int row = 0; row < this->count(); ++row) {
        if (!typed.isEmpty() && itemData(row).toString().compare(typed, Qt::CaseInsensitive) == 0)
            return row;
        if (itemData(row, SchemeWords).toString().split(u'\n').contains(typed, Qt::CaseInsensitive)) {
            found = row;
            ++count;
        }
    }
    return count == 1 ? found : -1;
}

// By its id or a name that is its own; else by words that only one has.
bool SchemeField::settle(bool takeFirst)
{
    if (isSettled())
        return true;
    const QString typed = currentText().trimmed();
    int found = named(typed);
    if (found < 0 && !typed.isEmpty()) {
        m_matches->setTyped(typed);
        const int matches = m_matches->rowCount();
        if (matches == 1 || (takeFirst && matches > 0))
            found = m_matches->mapToSource(m_matches->index(0, 0)).row();
    }
    if (found >= 0)
        place(found);
    return found >= 0;
}

void SchemeField::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool escape = event->key() == Qt::Key_Escape;
    if (completer()->popup()->isVisible()) {
        QComboBox::keyPressEvent(event);
        if (enter || escape)
            event->ignore(); // the open list takes it: it chooses or closes
        return;
    }
    const bool searching = !isSettled();
    if (escape && searching)
        place(currentIndex());
    else
        QComboBox::keyPressEvent(event);
    if ((enter || escape) && searching)
        event->accept(); // the choice was meant, not the dialog
}

// A click is a beginning too: what is typed replaces what stands there.
void SchemeField::focusInEvent(QFocusEvent *event)
{
    QComboBox::focusInEvent(event);
    if (event->reason() == Qt::MouseFocusReason)
        QMetaObject::invokeMethod(lineEdit(), &QLineEdit::selectAll, Qt::QueuedConnection);
}

} // namespace tocsin::ui
