// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/endpoint.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/inspector.h"

#include <QDialog>
#include <QSize>

#include <vector>

namespace tocsin::pictures {

// The window of one scene over a desk of its own, and the camera before it.
class Stage
{
public:
    Stage(ui::Theme &theme, QString folder, QString scene);

    // For a scene to set before it is opened.
    std::vector<domain::NewDelivery> earlier;
    std::function<void(const QString &dataFolder)> beforeOpen;
    std::shared_ptr<void> prop; // what the scene needs as long as the stage stands; gone before the window

    ~Stage();
    Q_DISABLE_COPY_MOVE(Stage)

    bool open();
    // From here on pictures are of this theme and size; the layout is as after "Reset layout".
    void dress(ui::Theme::Choice choice, QSize size);
    ui::Theme &theme() { return m_theme; }
    const QString &folder() const { return m_folder; }
    ui::MainWindow &window() { return *m_window; }
    test::DeskFixture &fixture() { return m_fixture; }
    flows::WebhookDesk &desk() { return m_fixture.desk(); }

    // FOLDER/SCENE-NAME-THEME-WIDTH.png; a letter more when read from the right.
    void save(QWidget &widget, const QString &name) const;
    void save(const QString &name) const { save(*m_window, name); }
    // The window in few colours and as NAME-THEME.png: for the documents.
    void saveSmall(QWidget &widget, const QString &name) const;
    void saveSmall(const QString &name) const { saveSmall(*m_window, name); }
    static void settle(int milliseconds = 300);

    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        if (!found)
            qFatal("the window has no %s", qPrintable(name));
        return found;
    }
    void click(const QString &name) const;
    void choose(int row) const; // in the list of deliveries
    void choose(int row, ui::Inspector::Tab tab) const;
    void endpoint(const QString &name, const QString &scheme, const QStringList &secrets = {});
    void secret(const QString &label, const QByteArray &value);
    // Runs the command and answers the dialog that it opened, whatever else is open.
    QDialog *dialog(const QString &command, const QString &name) const;
    QDialog *opened(const QString &name) const;
    static void close(QDialog &dialog);
    // Scrolls so far down that the widget stands at the top of what scrolls it.
    static void scrollTo(const QWidget &widget);
    static void scrollToEnd(const QWidget &inside);

private:
    ui::Theme &m_theme;
    QString m_folder;
    QString m_scene;
    QString m_suffix;
    test::DeskFixture m_fixture;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace tocsin::pictures
