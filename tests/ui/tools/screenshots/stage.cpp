// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/stage.h"

#include "ui/webhooks/deliverytable.h"

#include <QAbstractButton>
#include <QAction>
#include <QGuiApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

QScrollArea *scrollerOf(const QWidget &inside)
{
    for (QWidget *parent = inside.parentWidget(); parent; parent = parent->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(parent))
            return scroll;
    }
    qFatal("%s does not scroll", qPrintable(inside.objectName()));
}

// The 128 colours that are used most, not too near to each other: a third of the size, and no eye sees it.
QImage withFewColours(const QImage &picture)
{
    QHash<QRgb, int> uses;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            ++uses[picture.pixel(x, y) | 0xff000000];
    }
    QList<QRgb> byUse = uses.keys();
    std::sort(byUse.begin(), byUse.end(), [&](QRgb a, QRgb b) { return uses[a] > uses[b]; });
    QList<QRgb> table;
    for (const QRgb colour : std::as_const(byUse)) {
        const bool isNew = std::none_of(table.begin(), table.end(), [colour](QRgb other) {
            return qAbs(qRed(other) - qRed(colour)) + qAbs(qGreen(other) - qGreen(colour)) +
                       qAbs(qBlue(other) - qBlue(colour)) <
                   10;
        });
        if (isNew && table.size() < 128)
            table.append(colour);
    }
    return picture.convertToFormat(QImage::Format_Indexed8, table, Qt::ThresholdDither | Qt::AvoidDither);
}

} // namespace

Stage::Stage(ui::Theme &theme, QString folder, QString scene)
    : m_theme(theme)
    , m_folder(std::move(folder))
    , m_scene(std::move(scene))
{}

Stage::~Stage()
{
    prop.reset();
}

bool Stage::open()
{
    m_fixture.beforeOpen = beforeOpen;
    if (!m_fixture.open(earlier))
        return false;
    m_window = std::make_unique<ui::MainWindow>(m_theme, m_fixture.desks(), m_fixture.settings());
    m_window->show();
    settle(900); // what was stored before is listed
    return true;
}

void Stage::dress(ui::Theme::Choice choice, QSize size)
{
    m_theme.setChoice(choice);
    m_window->resize(size);
    m_window->commands()[u"resetLayout"_s]->trigger();
    m_suffix = u'-' + ui::Theme::choiceId(choice) + u'-' + QString::number(size.width());
    if (QGuiApplication::layoutDirection() == Qt::RightToLeft)
        m_suffix += u"-rtl"_s;
}

void Stage::save(QWidget &widget, const QString &name) const
{
    settle(250);
    const QString path = m_folder + u'/' + m_scene + (name.isEmpty() ? QString() : u'-' + name) + m_suffix;
    if (!widget.grab().save(path + u".png"_s))
        qWarning("%s was not saved", qPrintable(path));
}

void Stage::saveSmall(QWidget &widget, const QString &name) const
{
    settle(250);
    const QString path = m_folder + u'/' + name + u'-' + ui::Theme::choiceId(m_theme.choice());
    if (!withFewColours(widget.grab().toImage()).save(path + u".png"_s, "PNG", 0))
        qWarning("%s was not saved", qPrintable(path));
}

void Stage::settle(int milliseconds)
{
    QTest::qWait(milliseconds);
}

void Stage::click(const QString &name) const
{
    part<QAbstractButton>(name)->click();
    settle(150);
}

void Stage::choose(int row) const
{
    auto *table = part<ui::DeliveryTable>(u"deliveryTable"_s);
    // Not selectRow(): read from the right, it chooses by a column that may be hidden.
    table->clearSelection();
    table->setCurrentIndex({});
    table->setCurrentIndex(table->model()->index(row, ui::DeliveryTableModel::Event));
    settle(400);
}

void Stage::choose(int row, ui::Inspector::Tab tab) const
{
    part<ui::Inspector>(u"inspector"_s)->setTab(tab);
    choose(row);
}

void Stage::endpoint(const QString &name, const QString &scheme, const QStringList &secrets)
{
    domain::Endpoint made;
    made.name = name;
    made.pathPrefix = "/hooks/" + name.toUtf8();
    made.scheme = scheme;
    made.secretLabels = secrets;
    if (const auto saved = m_fixture.desk().saveEndpoint(made, name == "alerts"_L1 ? name : QString());
        !saved)
        qWarning("%s was not saved: %s", qPrintable(name), qPrintable(saved.error().detail));
}

void Stage::secret(const QString &label, const QByteArray &value)
{
    secrets::StoredSecret stored;
    stored.label = label;
    stored.value = Secret::copyOf(value);
    m_fixture.secretStore().put(stored, &m_fixture.desk(), [](const Result<void> &) {});
    settle(100);
}

QDialog *Stage::dialog(const QString &command, const QString &name) const
{
    m_window->commands()[command]->trigger();
    return opened(name);
}

QDialog *Stage::opened(const QString &name) const
{
    settle(200);
    return part<QDialog>(name);
}

void Stage::close(QDialog &dialog)
{
    dialog.close();
    settle(50);
}

void Stage::scrollTo(const QWidget &widget)
{
    const QScrollArea *scroll = scrollerOf(widget);
    scroll->verticalScrollBar()->setValue(widget.mapTo(scroll->widget(), QPoint(0, 0)).y() - 8);
}

void Stage::scrollToEnd(const QWidget &inside)
{
    QScrollBar *bar = scrollerOf(inside)->verticalScrollBar();
    bar->setValue(bar->maximum());
}

} // namespace tocsin::pictures
