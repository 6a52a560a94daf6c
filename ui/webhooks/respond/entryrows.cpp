// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/respond/entryrows.h"

#include "core/json/edit.h"
#include "core/json/pointer.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString memberOf(const QByteArray &entry, const QByteArray &name)
{
    const auto value = json::valueAt(entry, '/' + name);
    return value ? QString::fromUtf8(json::scalarText(*value).value_or(QByteArray())) : QString();
}

bool hasValue(const QString &test)
{
    return test == u"equals"_s || test == u"contains"_s;
}

} // namespace

EntryRows::EntryRows(const Theme &theme, const Shape &shape, RuleChanged changed, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_shape(shape)
    , m_changed(std::move(changed))
    , m_column(new QVBoxLayout)
{
    m_column->setSpacing(4);
    QPushButton *more = textButton(shape.addText, rowName(u"add"_s, -1), this);
    connect(more, &QPushButton::clicked, this, &EntryRows::add);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addLayout(m_column);
    all->addWidget(more);
    setFocusProxy(more);
}

// "when-headers-name0": tests and labels go by it.
QString EntryRows::rowName(const QString &part, int number) const
{
    const QString stem = QString::fromLatin1(m_shape.object.sliced(1) + '-' + m_shape.list);
    return number < 0 ? stem + u'-' + part : u"%1-%2%3"_s.arg(stem, part).arg(number);
}

EntryRows::Row EntryRows::makeRow(int number)
{
    Row row{new QWidget, new QLineEdit, m_shape.tests.isEmpty() ? nullptr : new QComboBox, new QLineEdit};
    auto *line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    row.key->setObjectName(rowName(u"key"_s, number));
    row.key->setPlaceholderText(m_shape.keyHint);
    row.key->setAccessibleName(
        tr("%1 of %2 %3", "place, what, number").arg(m_shape.keyHint, m_shape.entryName).arg(number + 1));
    row.value->setObjectName(rowName(u"value"_s, number));
    row.value->setPlaceholderText(tr("value"));
    row.value->setAccessibleName(tr("Value of %1 %2", "what, number").arg(m_shape.entryName).arg(number + 1));
    for (QLineEdit *edit : {row.key, row.value}) {
        edit->setMaxLength(4096);
        edit->setMinimumWidth(60);
    }
    line->addWidget(row.key, 3);
    if (row.test) {
        row.test->setObjectName(rowName(u"test"_s, number));
        row.test->setAccessibleName(
            tr("Test of %1 %2", "what, number").arg(m_shape.entryName).arg(number + 1));
        const QString words[] = {tr("is there"), tr("is absent"), tr("equals"), tr("contains")};
        for (int i = 0; i < m_shape.tests.size(); ++i)
            row.test->addItem(words[i], m_shape.tests[i]);
        row.test->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        line->addWidget(row.test);
        connect(row.test, &QComboBox::activated, this, [this, number, box = row.test](int index) {
            setTest(number, box->itemData(index).toString());
        });
    }
    line->addWidget(row.value, 3);
    QToolButton *away =
        iconButton(m_theme, u"close"_s, tr("Remove"), rowName(u"remove"_s, number), row.widget);
    away->setAccessibleName(tr("Remove %1 %2", "what, number").arg(m_shape.entryName).arg(number + 1));
    line->addWidget(away);
    connect(row.key, &QLineEdit::textEdited, this,
            [this, number](const QString &text) { setMember(number, m_shape.key, text); });
    connect(row.value, &QLineEdit::textEdited, this,
            [this, number](const QString &text) { setMember(number, "value", text); });
    // Queued: the row goes, and this button with it.
    connect(
        away, &QToolButton::clicked, this, [this, number] { remove(number); }, Qt::QueuedConnection);
    return row;
}

void EntryRows::show(const QList<QByteArray> &entries)
{
    m_entries = entries;
    while (m_rows.size() > entries.size()) {
        QWidget *last = m_rows.takeLast().widget;
        last->hide();
        last->deleteLater();
    }
    while (m_rows.size() < entries.size()) {
        m_rows.append(makeRow(int(m_rows.size())));
        m_column->addWidget(m_rows.constLast().widget);
    }
    for (qsizetype i = 0; i < entries.size(); ++i)
        showRow(m_rows[i], entries[i]);
}

void EntryRows::showRow(const Row &row, const QByteArray &entry) const
{
    showFromStart(*row.key, memberOf(entry, m_shape.key));
    showFromStart(*row.value, memberOf(entry, "value"));
    if (!row.test)
        return;
    const QString test = memberOf(entry, "test");
    row.test->setCurrentIndex(row.test->findData(test)); // a word that is none shows nothing
    row.value->setEnabled(hasValue(test));
}

void EntryRows::write(const QList<QByteArray> &entries)
{
    m_changed([this, entries](rules::RulesDraft &draft, qsizetype rule) {
        draft.setItems(rule, m_shape.object, m_shape.list, entries);
    });
}

void EntryRows::setMember(int row, const QByteArray &name, const QString &text)
{
    QList<QByteArray> entries = m_entries;
    entries[row] =
        json::withMember(entries[row], {}, name, json::quotedText(text.toUtf8())).value_or(entries[row]);
    write(entries);
}

void EntryRows::setTest(int row, const QString &test)
{
    QList<QByteArray> entries = m_entries;
    QByteArray entry =
        json::withMember(entries[row], {}, "test", json::quotedText(test.toUtf8())).value_or(entries[row]);
    if (!hasValue(test))
        entry = json::withoutMember(entry, {}, "value").value_or(entry);
    else if (!json::valueAt(entry, "/value"))
        entry = json::withMember(entry, {}, "value", "\"\"").value_or(entry);
    entries[row] = entry;
    write(entries);
}

void EntryRows::add()
{
    QList<QByteArray> entries = m_entries;
    const QByteArray second =
        m_shape.tests.isEmpty() ? QByteArray(R"("value": "")") : QByteArray(R"("test": "present")");
    entries.append("{ \"" + m_shape.key + "\": \"\", " + second + " }");
    write(entries);
    if (!m_rows.isEmpty())
        m_rows.constLast().key->setFocus();
}

void EntryRows::remove(int row)
{
    if (row >= m_entries.size())
        return;
    QList<QByteArray> entries = m_entries;
    entries.removeAt(row);
    write(entries);
}

} // namespace tocsin::ui
