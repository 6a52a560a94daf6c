// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/schemes/schemestablemodel.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QStackedWidget;
class QTableView;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class PlainLabel;
class SchemeDetail;
class SchemeEditor;
class Theme;

// Every signature scheme that is known, the built-in ones and the user's own, searchable; each one in words;
// and the user's own written, imported, exported and deleted.
class SchemesPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemesPage)

public:
    SchemesPage(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent = nullptr);

    void addNew();
    void importFile();
    // Opens the editor with a text that is not kept yet, e.g. one that was learnt.
    void openDraft(const QByteArray &text, const QString &title, const QString &endpoint = {});
    void focusList();
    bool hasDraft() const; // it is kept while other pages are shown
    // Asks what shall become of it; `then` is called when it is saved or thrown away.
    void askBeforeLosing(const std::function<void()> &then);

    void makeEditor(); // which otherwise is there when it is opened first

signals:
    void editorMade();
    void notice(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildBrowser();
    QWidget *buildHead();
    void refresh();
    void reload();
    void showCount();
    const SchemeEntry *chosen() const;
    void chooseKey(const QString &key);
    void showChosen();
    void openEditor(const QByteArray &text, const QString &fileName, const QString &title);
    void edit();
    void copy();
    void askRemove();
    void sayBusy();
    void exportFile();
    void readFile(const QString &path);
    QStringList takenIds() const;

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    SchemesTableModel *m_model;
    SchemesFilter *m_filter;
    QLineEdit *m_search;
    PlainLabel *m_count;
    QTableView *m_table;
    SchemeDetail *m_detail;
    SchemeEditor *m_editor = nullptr; // made when it is first needed
    QStackedWidget *m_stack;
    bool m_filled = false;
};

} // namespace tocsin::ui
