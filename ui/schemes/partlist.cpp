// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/schemes/partlist.h"

#include "core/json/edit.h"
#include "core/json/pointer.h"
#include "core/signature/schemewords.h"
#include "ui/widgets/buttons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using signature::SchemeDraft;

namespace {

QByteArray memberOf(const QByteArray &entry, const QByteArray &name)
{
    const auto value = json::valueAt(entry, '/' + name);
    return value ? json::scalarText(*value).value_or(QByteArray()) : QByteArray();
}

QToolButton *arrowButton(const QString &arrow, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(arrow);
    button->setProperty("look", u"quiet"_s);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

// The escapes that are seen of a line feed in a literal.
QString asTyped(const QByteArray &text)
{
    return QString::fromUtf8(text).replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s).replace(u'\t', u"\\t"_s);
}

QByteArray asMeant(const QString &typed)
{
    return QString(typed)
        .replace(u"\\n"_s, u"\n"_s)
        .replace(u"\\r"_s, u"\r"_s)
        .replace(u"\\t"_s, u"\t"_s)
        .toUtf8();
}

} // namespace

PartList::PartList(const Theme &theme, SchemeChanged changed, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_changed(std::move(changed))
    , m_column(new QVBoxLayout)
{
    setObjectName(u"messageParts"_s);
    m_column->setSpacing(4);
    QPushButton *more = textButton(tr("Add a part"), u"addPart"_s, this);
    connect(more, &QPushButton::clicked, this, &PartList::add);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->addLayout(m_column);
    all->addWidget(more);
    setFocusProxy(more);
}

QByteArray PartList::pointer(int row) const
{
    return m_recipe + "/message/" + QByteArray::number(row);
}

PartList::Row PartList::makeRow(int number)
{
    Row row{new QWidget, new QComboBox, new QLineEdit};
    for (const signature::Word &word : signature::words::partKinds)
        row.kind->addItem(word.text, QByteArray(word.text.data(), word.text.size()));
    row.kind->setObjectName(u"partKind%1"_s.arg(number));
    row.kind->setAccessibleName(tr("Kind of part %1").arg(number + 1));
    row.kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    row.kind->setMinimumContentsLength(7);
    row.value->setObjectName(u"partValue%1"_s.arg(number));
    row.value->setAccessibleName(tr("What goes with part %1").arg(number + 1));
    row.value->setMaxLength(1000);
    QToolButton *up = arrowButton(u"↑"_s, u"partUp%1"_s.arg(number), row.widget);
    QToolButton *down = arrowButton(u"↓"_s, u"partDown%1"_s.arg(number), row.widget);
    QToolButton *away =
        iconButton(m_theme, u"close"_s, tr("Remove this part"), u"removePart%1"_s.arg(number), row.widget);
    up->setToolTip(tr("Earlier"));
    down->setToolTip(tr("Later"));
    up->setAccessibleName(tr("Move part %1 up").arg(number + 1));
    down->setAccessibleName(tr("Move part %1 down").arg(number + 1));
    auto *line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(row.kind);
    line->addWidget(row.value, 1);
    for (QToolButton *button : {up, down, away})
        line->addWidget(button);
    up->setEnabled(number > 0);
    connect(row.kind, &QComboBox::activated, this, [this, number, box = row.kind](int index) {
        setKind(number, box->itemData(index).toByteArray());
    });
    connect(row.value, &QLineEdit::textEdited, this,
            [this, number](const QString &text) { setValue(number, text); });
    connect(up, &QToolButton::clicked, this, [this, number] { move(number, -1); });
    connect(down, &QToolButton::clicked, this, [this, number] { move(number, 1); });
    connect(away, &QToolButton::clicked, this, [this, number] { remove(number); });
    m_column->addWidget(row.widget);
    return row;
}

void PartList::show(const SchemeDraft &draft, const QByteArray &recipe)
{
    m_recipe = recipe;
    m_entries.clear();
    for (qsizetype i = 0; i < draft.count(m_recipe + "/message"); ++i)
        m_entries.append(draft.raw(pointer(int(i))));
    while (m_rows.size() > m_entries.size()) {
        Row last = m_rows.takeLast();
        last.widget->hide();
        last.widget->deleteLater(); // its button may be what was clicked
    }
    while (m_rows.size() < m_entries.size())
        m_rows.append(makeRow(int(m_rows.size())));
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        showRow(m_rows.at(i), m_entries.at(i));
        m_rows.at(i)
            .widget->findChild<QToolButton *>(u"partDown%1"_s.arg(i))
            ->setEnabled(i + 1 < m_rows.size());
    }
}

void PartList::showRow(const Row &row, const QByteArray &entry)
{
    const QByteArray kind = memberOf(entry, "kind");
    row.kind->setCurrentIndex(row.kind->findData(kind)); // -1: a word that the reader refuses
    const QByteArray member = signature::memberOfPart(kind);
    const QString text = member.isEmpty() ? QString() : asTyped(memberOf(entry, member));
    if (row.value->text() != text && asMeant(row.value->text()) != memberOf(entry, member))
        row.value->setText(text);
    else if (text.isEmpty() && !row.value->text().isEmpty())
        row.value->clear();
    row.value->setVisible(!member.isEmpty());
    row.value->setPlaceholderText(kind == "literal"  ? tr("text, \\n for a line feed")
                                  : member == "json" ? tr("/pointer")
                                  : member.isEmpty() ? QString()
                                                     : tr("name"));
}

void PartList::write(const QList<QByteArray> &entries)
{
    QByteArray list = "[";
    const QByteArray indent = "\n" + QByteArray(m_recipe.isEmpty() ? 4 : 8, ' ');
    for (qsizetype i = 0; i < entries.size(); ++i)
        list += (i == 0 ? indent : ',' + indent) + entries.at(i);
    list += indent.chopped(2) + "]";
    if (entries.isEmpty())
        list.clear();
    m_changed([this, list](SchemeDraft &draft) { draft.setRaw(m_recipe, "message", list); });
}

void PartList::setKind(int row, const QByteArray &kind)
{
    const QByteArray entry = signature::partOfKind(m_entries.at(row), kind);
    m_changed([where = pointer(row), entry](SchemeDraft &draft) { draft.replace(where, entry); });
}

void PartList::setValue(int row, const QString &text)
{
    const QByteArray member = signature::memberOfPart(memberOf(m_entries.at(row), "kind"));
    m_changed([where = pointer(row), member, value = json::quotedText(asMeant(text))](SchemeDraft &draft) {
        draft.setRaw(where, member, value);
    });
}

void PartList::move(int row, int by)
{
    QList<QByteArray> entries = m_entries;
    if (row + by < 0 || row + by >= entries.size())
        return;
    entries.swapItemsAt(row, row + by);
    write(entries);
}

void PartList::remove(int row)
{
    QList<QByteArray> entries = m_entries;
    entries.removeAt(row);
    write(entries);
}

void PartList::add()
{
    write(m_entries + QList<QByteArray>{"{ \"kind\": \"literal\", \"text\": \".\" }"});
}

} // namespace tocsin::ui
