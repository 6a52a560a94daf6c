// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/ui/support/windowfixture.h"
#include "ui/schemes/schemespage.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace tocsin::test {

using namespace Qt::StringLiterals;

constexpr int patience = 30'000; // ms

// The window with its Schemes page open, for a test class to derive from: openPage() before each test
// function, closeWindow() after it.
struct SchemesFixture : WindowFixture
{
    QTemporaryDir m_folder;

    ui::SchemesPage *page() const { return part<ui::SchemesPage>(u"schemesPage"_s); }
    QTableView *list() const { return part<QTableView>(u"schemesTable"_s); }
    QPlainTextEdit *text() const { return part<QPlainTextEdit>(u"schemeText"_s); }
    QPushButton *saveButton() const { return part<QPushButton>(u"saveScheme"_s); }
    QString liveCount() const { return part<ui::PlainLabel>(u"liveCount"_s)->original(); }

    // Plain typing, as a person would: it replaces what stands in the field.
    void type(const QString &field, const QString &words)
    {
        auto *edit = part<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, words);
    }
    void pick(const QString &field, const QString &word)
    {
        auto *box = part<QComboBox>(field);
        const int row = box->findText(word);
        QVERIFY(row >= 0);
        box->setCurrentIndex(row);
        emit box->activated(row);
    }
    void setText(const QByteArray &content) { text()->setPlainText(QString::fromUtf8(content)); }
    void search(const QString &words) { part<QLineEdit>(u"schemeSearch"_s)->setText(words); }
    void click(const QString &button) { part<QPushButton>(button)->click(); }
    void copyOf(const QString &id)
    {
        search(id);
        QVERIFY(list()->model()->rowCount() > 0);
        list()->setCurrentIndex(list()->model()->index(0, 0));
        click(u"copyScheme"_s);
    }
    // Answers the question of that name.
    void confirm(const QString &name)
    {
        auto *box = m_window->findChild<QMessageBox *>(name);
        QVERIFY(box);
        box->findChild<QPushButton *>(name + u"Button"_s)->click();
    }
    void chooseFile(const QString &dialog, const QString &path)
    {
        auto *found = m_window->findChild<QFileDialog *>(dialog);
        QVERIFY(found);
        emit found->fileSelected(path);
        found->close();
    }
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    void openPage()
    {
        openWindow();
        m_window->setPage(ui::MainWindow::Schemes);
    }
};

} // namespace tocsin::test
