// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/commandpalette.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fuzzy.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int hintRole = Qt::UserRole + 1;
constexpr qsizetype mostShown = 60;
constexpr int rowHeight = 30; // px
constexpr int mostRows = 12;  // at once, none of them cut

class EntryDelegate final : public QStyledItemDelegate
{
public:
    EntryDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, m_theme.color(Tone::Selection));
        const QRect inner = option.rect.adjusted(12, 0, -12, 0);
        const QString hint = index.data(hintRole).toString();
        const int hintWidth = option.fontMetrics.horizontalAdvance(hint);
        const QRect left =
            QStyle::visualRect(option.direction, inner, inner.adjusted(0, 0, -hintWidth - 12, 0));
        const QRect right =
            QStyle::visualRect(option.direction, inner,
                               QRect(inner.right() - hintWidth, inner.y(), hintWidth + 1, inner.height()));
        painter->setPen(m_theme.color(Tone::Text));
        painter->drawText(
            left, Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, left.width()));
        painter->setPen(m_theme.color(Tone::Muted));
        painter->drawText(right, Qt::AlignVCenter, hint);
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, rowHeight};
    }

private:
    const Theme &m_theme;
};

} // namespace

CommandPalette::CommandPalette(const Theme &theme, Source source, TypedSource typedSource, QWidget *parent)
    : QDialog(parent, Qt::Popup)
    , m_source(std::move(source))
    , m_typedSource(std::move(typedSource))
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_nothing(
          new PlainLabel(tr("Nothing has this name. A number opens the delivery of that number."), this))
{
    setObjectName(u"commandPalette"_s);
    m_field->setObjectName(u"paletteField"_s);
    m_field->setPlaceholderText(tr("Search commands, or paste the number of a delivery"));
    m_field->setAccessibleName(tr("Search or jump to"));
    m_field->setProperty("look", u"search"_s);
    m_field->addAction(icon(u"search"_s, theme), QLineEdit::LeadingPosition);
    m_field->setMaxLength(1000);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("What was found"));
    m_nothing->setObjectName(u"paletteNothing"_s);
    m_nothing->setLook(u"muted"_s);
    m_nothing->setContentsMargins(12, 6, 12, 6);
    m_nothing->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_field);
    column->addWidget(m_nothing);
    column->addWidget(m_list);
    column->addStretch();
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        m_list->setCurrentIndex(index);
        runCurrent();
    });
}

void CommandPalette::openFresh()
{
    m_all = m_source();
    m_field->clear();
    narrow({});
    const QWidget *window = parentWidget()->window();
    const int wide = qMin(600, window->width() - 40);
    const int rows = qBound(3, (window->height() - 180) / rowHeight, mostRows);
    m_list->setFixedHeight(rows * rowHeight);
    resize(wide, sizeHint().height());
    move(window->mapToGlobal(QPoint((window->width() - wide) / 2, 64)));
    open();
    m_field->setFocus();
}

void CommandPalette::narrow(const QString &typed)
{
    QList<std::pair<int, qsizetype>> scored;
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        if (const std::optional<int> score = fuzzyScore(typed, m_all.at(i).text))
            scored.append({typed.isEmpty() ? 0 : *score, i});
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    m_shown = m_typedSource(typed.trimmed());
    for (const auto &[score, i] : std::as_const(scored)) {
        if (m_shown.size() >= mostShown)
            break;
        m_shown.append(m_all.at(i));
    }
    m_model->clear();
    for (const PaletteEntry &entry : std::as_const(m_shown)) {
        auto *item = new QStandardItem(visibleText(entry.text, 200));
        item->setData(entry.hint, hintRole);
        item->setToolTip(toolTipText(entry.text));
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_nothing->setVisible(m_shown.isEmpty());
    m_list->setVisible(!m_shown.isEmpty());
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= m_shown.size())
        return;
    const std::function<void()> run = m_shown.at(row).run;
    accept();
    if (run)
        run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int rows = m_model->rowCount();
    const int row = m_list->currentIndex().row();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        runCurrent();
        return true;
    }
    if ((key == Qt::Key_Down || key == Qt::Key_Up) && rows > 0) {
        m_list->setCurrentIndex(m_model->index((row + (key == Qt::Key_Down ? 1 : rows - 1)) % rows, 0));
        return true;
    }
    return false;
}

} // namespace tocsin::ui
