// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/shortcutsheet.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/shortcutpaper.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts())
        keys.append(sequence.toString(QKeySequence::NativeText));
    return keys.join(u"  "_s);
}

int actionsWithKeys(const ShortcutSheet::Group &group)
{
    int n = 0;
    for (const QAction *action : group.actions)
        n += action->shortcuts().isEmpty() ? 0 : 1;
    return n;
}

} // namespace

ShortcutSheet::ShortcutSheet(const QList<Group> &groups, QWidget *parent)
    : QDialog(parent)
    , m_groups(groups)
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
{
    setObjectName(u"shortcutSheet"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(24, 24, 24, 16);
    outer->setSpacing(16);
    auto *inner = new QWidget;
    auto *columns = new QHBoxLayout(inner);
    columns->setContentsMargins(0, 0, 16, 0);
    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(windowTitle());
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    outer->addWidget(scroll, 1);
    columns->setSpacing(40);
    int total = 0;
    for (const Group &group : groups)
        total += actionsWithKeys(group) + 2;
    QGridLayout *grids[2] = {new QGridLayout, new QGridLayout};
    int rows[2] = {0, 0};
    for (const Group &group : groups) {
        if (actionsWithKeys(group) == 0)
            continue;
        const int side = rows[0] * 2 < total ? 0 : 1;
        rows[side] = fill(*grids[side], group, rows[side]);
    }
    for (int i = 0; i < 2; ++i) {
        grids[i]->setHorizontalSpacing(24);
        grids[i]->setVerticalSpacing(6);
        grids[i]->setRowStretch(rows[i], 1);
        columns->addLayout(grids[i]);
    }
    QPushButton *change = textButton(tr("Change…"), u"changeShortcutsOfSheet"_s, this);
    QPushButton *pdf = textButton(tr("Save as PDF…"), u"sheetAsPdf"_s, this);
    QPushButton *html = textButton(tr("Save as HTML…"), u"sheetAsHtml"_s, this);
    QPushButton *close = primaryButton(tr("Close"), u"closeSheet"_s, this);
    close->setDefault(true);
    m_message->setLook(u"muted"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(pdf, &QPushButton::clicked, this, [this] { save(true); });
    connect(html, &QPushButton::clicked, this, [this] { save(false); });
    connect(change, &QPushButton::clicked, this, [this] {
        accept();
        emit changeAsked();
    });
    outer->addLayout(footRow({change, pdf, html}, {close}, m_message));
    scroll->setWidget(inner);
    // As high as it is, where the screen is so high: otherwise it is scrolled.
    constexpr int around = 100;
    const QSize whole = inner->sizeHint();
    scroll->setMinimumWidth(whole.width() + 16);
    resize(whole.width() + 64, qMin(whole.height() + around, screen()->availableSize().height() - around));
}

void ShortcutSheet::save(bool isPdf)
{
    QList<PaperGroup> paper;
    for (const Group &group : m_groups) {
        PaperGroup one{QString(group.title).remove(u'&'), {}};
        for (const QAction *action : group.actions) {
            if (const QString keys = keysOf(*action); !keys.isEmpty())
                one.keys.append({action->text().remove(u'&'), keys});
        }
        if (!one.keys.isEmpty())
            paper.append(one);
    }
    askAndSavePaper(*this, paper, isPdf, [this](const QString &said) { m_message->setText(said); });
}

int ShortcutSheet::fill(QGridLayout &grid, const Group &group, int row)
{
    if (row > 0)
        grid.setRowMinimumHeight(row++, 8);
    grid.addWidget(sectionLabel(QString(group.title).remove(u'&')), row++, 0, 1, 2);
    for (const QAction *action : group.actions) {
        const QString keys = keysOf(*action);
        if (keys.isEmpty())
            continue;
        grid.addWidget(new PlainLabel(action->text().remove(u'&')), row, 0);
        auto *label = new PlainLabel(keys);
        label->setLook(u"muted"_s);
        grid.addWidget(label, row++, 1, Qt::AlignRight);
    }
    return row;
}

} // namespace tocsin::ui
