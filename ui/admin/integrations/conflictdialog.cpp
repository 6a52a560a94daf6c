// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/conflictdialog.h"

#include "ui/text/integrationtext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::FieldVersions;
using Standing = FieldVersions::Standing;

namespace {

enum Side { Mine = 0, Theirs = 1 };
enum Column { Field, Base, There, Here, Take };

PlainLabel *valueLabel(const Theme &theme, const QString &text)
{
    auto *label = new PlainLabel(text.isEmpty() ? u"–"_s : text, PlainLabel::Fit::Elide);
    label->setFont(theme.fixedFont());
    label->setSelectable();
    return label;
}

bool isOfForm(const FieldVersions &field)
{
    return !field.field.startsWith(u'/'); // members that no documentation lists stay as they are there
}

} // namespace

ConflictDialog::ConflictDialog(const Theme &theme, const socotra::ThreeWay &comparison, QWidget *parent)
    : QDialog(parent)
    , m_left(new PlainLabel)
    , m_go(primaryButton(tr("Save these"), u"saveChosen"_s, this))
{
    setObjectName(u"conflictDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Changed meanwhile"));
    auto *intro =
        new PlainLabel(tr("Somebody has changed this integration since you opened it. Nothing was sent. "
                          "Choose for each field which version is to be saved."),
                       PlainLabel::Fit::Wrap);
    intro->keepLines();
    m_left->setObjectName(u"conflictsLeft"_s);
    m_left->setLook(u"advice"_s);
    QList<FieldVersions> fields;
    std::ranges::copy_if(comparison.fields, std::back_inserter(fields),
                         [](const FieldVersions &field) { return field.standing != Standing::Same; });
    // What needs a decision first.
    std::ranges::stable_partition(
        fields, [](const FieldVersions &one) { return one.standing == Standing::Conflict; });
    QPushButton *cancel = textButton(tr("Back to the form"), u"backToForm"_s, this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, [this] {
        QStringList theirs;
        for (const Choice &choice : std::as_const(m_choices)) {
            if (choice.box->currentData().toInt() == Theirs)
                theirs.append(choice.field);
        }
        accept();
        emit chosen(theirs);
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(16);
    column->addWidget(intro);
    column->addWidget(scrolled(buildTable(theme, fields)), 1);
    column->addLayout(footRow({}, {cancel, m_go}, m_left));
    resize(820, 420);
    review();
}

QWidget *ConflictDialog::buildTable(const Theme &theme, const QList<FieldVersions> &fields)
{
    auto *table = new QWidget;
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    const QStringList titles{tr("Field"), tr("When you opened it"), tr("There now"), tr("Yours"), tr("Save")};
    for (int at = 0; at < titles.size(); ++at)
        grid->addWidget(sectionLabel(titles[at]), 0, at);
    for (const int at : {Base, There, Here})
        grid->setColumnStretch(at, 1);
    int row = 1;
    for (const FieldVersions &field : fields) {
        auto *name = new QWidget;
        auto *lines = new QVBoxLayout(name);
        lines->setContentsMargins(0, 0, 0, 0);
        lines->setSpacing(0);
        lines->addWidget(new PlainLabel(comparedFieldName(field.field)));
        auto *standing = new PlainLabel(standingText(field.standing));
        standing->setLook(field.standing == Standing::Conflict ? u"advice"_s : u"muted"_s);
        lines->addWidget(standing);
        grid->addWidget(name, row, Field);
        grid->addWidget(valueLabel(theme, field.base), row, Base);
        grid->addWidget(valueLabel(theme, field.theirs), row, There);
        grid->addWidget(valueLabel(theme, field.mine), row, Here);
        auto *cell = new QWidget;
        addChoice(field, cell);
        grid->addWidget(cell, row++, Take);
    }
    grid->setRowStretch(row, 1);
    return table;
}

void ConflictDialog::addChoice(const FieldVersions &field, QWidget *cell)
{
    auto *line = new QHBoxLayout(cell);
    line->setContentsMargins(0, 0, 0, 0);
    if (!isOfForm(field) || field.standing == Standing::Agreed) {
        line->addWidget(new PlainLabel(isOfForm(field) ? tr("both the same") : tr("stays as it is there")));
        return;
    }
    auto *box = new QComboBox;
    box->setObjectName(u"take-"_s + field.field);
    box->setAccessibleName(tr("%1: which version to save").arg(comparedFieldName(field.field)));
    if (field.standing == Standing::Conflict)
        box->addItem(tr("Choose…"), -1);
    box->addItem(tr("Yours"), int(Mine));
    box->addItem(tr("Theirs"), int(Theirs));
    box->setCurrentIndex(field.standing == Standing::Theirs ? box->findData(int(Theirs)) : 0);
    line->addWidget(box);
    connect(box, &QComboBox::currentIndexChanged, this, &ConflictDialog::review);
    m_choices.append({field.field, box});
}

void ConflictDialog::review()
{
    const auto left = std::ranges::count_if(
        m_choices, [](const Choice &choice) { return choice.box->currentData().toInt() < 0; });
    m_left->setText(left == 0 ? QString() : tr("%n field(s) to choose", nullptr, int(left)));
    m_go->setEnabled(left == 0);
}

} // namespace tocsin::ui
