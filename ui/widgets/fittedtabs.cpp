// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/fittedtabs.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/look.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTabBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

// The row itself. Its own arrow keys would pass over the tabs that are in the menu.
class FittedTabs::Row final : public QTabBar
{
public:
    using QTabBar::QTabBar;
    int widthOf(int index) const { return tabSizeHint(index).width(); }

    // The style sheet has no word for the side that reading begins at.
    void mirror() { setStyled(*this, "mirrored", layoutDirection() == Qt::RightToLeft); }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const int next = mirrored ? Qt::Key_Left : Qt::Key_Right;
        const int before = mirrored ? Qt::Key_Right : Qt::Key_Left;
        if (event->key() == next || event->key() == before)
            setCurrentIndex(qBound(0, currentIndex() + (event->key() == next ? 1 : -1), count() - 1));
        else
            QTabBar::keyPressEvent(event);
    }
};

FittedTabs::FittedTabs(QWidget *parent)
    : QTabWidget(parent)
    , m_row(new Row)
    , m_more(textButton(tr("More ▾"), u"moreTabs"_s, this))
    , m_menu(new QMenu(m_more))
{
    setTabBar(m_row);
    m_row->mirror();
    setDocumentMode(true);
    m_row->setExpanding(false);
    m_row->setElideMode(Qt::ElideNone);
    m_row->setUsesScrollButtons(true); // or the row would hold the window to its whole width
    m_more->setProperty("look", u"quiet"_s);
    m_more->setAccessibleName(tr("More tabs"));
    m_more->setMenu(m_menu);
    m_more->hide();
    connect(m_menu, &QMenu::aboutToShow, this, &FittedTabs::fillMenu);
    connect(this, &QTabWidget::currentChanged, this, &FittedTabs::fit);
}

// The pages go after this and may take the current one with them: there is nothing left to fit then.
FittedTabs::~FittedTabs()
{
    disconnect(this, nullptr, this, nullptr);
}

void FittedTabs::setTabText(int index, const QString &text)
{
    QTabWidget::setTabText(index, text);
    fit();
}

QSize FittedTabs::minimumSizeHint() const
{
    return {160, QTabWidget::minimumSizeHint().height()};
}

// The first ones, as many as there is room for beside the one that is shown.
QList<bool> FittedTabs::chooseRow() const
{
    constexpr int slack = 4; // px; the row itself is a little wider than its tabs
    QList<bool> chosen(count(), true);
    int all = slack;
    for (int i = 0; i < count(); ++i)
        all += m_row->widthOf(i);
    if (all <= width())
        return chosen;
    int room = width() - slack - m_more->sizeHint().width() - 8;
    const int current = currentIndex();
    if (current >= 0)
        room -= m_row->widthOf(current);
    bool full = false;
    for (int i = 0; i < count(); ++i) {
        if (i == current)
            continue;
        full = full || m_row->widthOf(i) > room;
        chosen[i] = !full;
        if (!full)
            room -= m_row->widthOf(i);
    }
    return chosen;
}

void FittedTabs::fit()
{
    if (m_fitting || count() == 0)
        return;
    const QScopedValueRollback guard(m_fitting, true);
    const QList<bool> chosen = chooseRow();
    // The one that is shown comes first: QTabWidget takes any other that appears for it as long as it is
    // hidden.
    if (currentIndex() >= 0 && !isTabVisible(currentIndex()))
        setTabVisible(currentIndex(), true);
    for (const bool shown : {true, false}) {
        for (int i = 0; i < count(); ++i) {
            if (chosen.at(i) == shown && isTabVisible(i) != shown)
                setTabVisible(i, shown);
        }
    }
    m_more->setVisible(chosen.contains(false));
    placeButton();
}

void FittedTabs::placeButton()
{
    if (m_more->isHidden())
        return;
    const QSize size = m_more->sizeHint();
    const int x = layoutDirection() == Qt::RightToLeft ? 8 : width() - size.width() - 8;
    m_more->setGeometry(x, qMax(0, (m_row->sizeHint().height() - size.height()) / 2), size.width(),
                        size.height());
    m_more->raise();
}

void FittedTabs::fillMenu()
{
    m_menu->clear();
    for (int i = 0; i < count(); ++i) {
        if (!isTabVisible(i))
            m_menu->addAction(tabText(i).replace(u'&', u"&&"_s), this, [this, i] { setCurrentIndex(i); });
    }
}

void FittedTabs::resizeEvent(QResizeEvent *event)
{
    QTabWidget::resizeEvent(event);
    fit();
}

void FittedTabs::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
        if (event->type() == QEvent::LayoutDirectionChange)
            m_row->mirror();
        fit();
        break;
    default:
        break;
    }
}

void FittedTabs::tabInserted(int index)
{
    QTabWidget::tabInserted(index);
    fit();
}

void FittedTabs::tabRemoved(int index)
{
    QTabWidget::tabRemoved(index);
    fit();
}

} // namespace tocsin::ui
