// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/rail.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int railWidth = 72; // px
constexpr int buttonHeight = 56;
constexpr int iconSide = 22;

class RailButton final : public QAbstractButton
{
public:
    RailButton(const Theme &theme, QAction *action, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
        , m_action(action)
    {
        setObjectName(u"rail-"_s + action->objectName());
        setFocusPolicy(Qt::TabFocus);
        setCheckable(true);
        follow();
        connect(action, &QAction::changed, this, &RailButton::follow);
        connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }
    QSize sizeHint() const override { return {railWidth, buttonHeight}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const bool current = isChecked();
        if (current || underMouse() || hasFocus())
            painter.fillRect(rect(), m_theme.color(current ? Tone::Selection : Tone::Hover));
        if (current || hasFocus()) {
            const int x = layoutDirection() == Qt::RightToLeft ? width() - 3 : 0;
            painter.fillRect(x, 0, 3, height(), m_theme.color(current ? Tone::Accent : Tone::Focus));
        }
        const QRect iconRect((width() - iconSide) / 2, 8, iconSide, iconSide);
        m_action->icon().paint(&painter, iconRect, Qt::AlignCenter, QIcon::Normal,
                               current ? QIcon::On : QIcon::Off);
        QFont small = font();
        small.setPointSizeF(small.pointSizeF() * 0.88);
        painter.setFont(small);
        painter.setPen(m_theme.color(current ? Tone::Accent : Tone::Muted));
        painter.drawText(QRect(0, 32, width(), 18), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 4));
    }

private:
    void follow()
    {
        setText(QString(m_action->iconText()).remove(u'&'));
        setAccessibleName(text());
        setToolTip(text() + u"  "_s + m_action->shortcut().toString(QKeySequence::NativeText));
        setChecked(m_action->isChecked());
        update();
    }
    void nextCheckState() override { setChecked(m_action->isChecked()); }

    const Theme &m_theme;
    QAction *m_action;
};

} // namespace

Rail::Rail(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_top(new QVBoxLayout)
    , m_bottom(new QVBoxLayout)
{
    setObjectName(u"rail"_s);
    setProperty("look", u"rail"_s);
    setFixedWidth(railWidth + 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(0);
    m_top->setSpacing(0);
    column->addLayout(m_top);
    column->addStretch();
    column->addLayout(m_bottom);
}

void Rail::addPage(QAction *action, bool atBottom)
{
    (atBottom ? m_bottom : m_top)->addWidget(new RailButton(m_theme, action, this));
}

} // namespace tocsin::ui
