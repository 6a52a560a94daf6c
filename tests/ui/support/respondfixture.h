// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/rules/rulesdraft.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/respond/responddialog.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/sourceedit.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>

namespace tocsin::test {

using namespace Qt::StringLiterals;

constexpr int patience = 30'000; // ms

inline const QByteArray byPath = R"({"rules": [
    { "name": "paid", "when": { "path": "*/paid" }, "answer": { "status": 202 } },
    { "name": "rest", "answer": { "status": 418 } }
]})";

// The window with the dialog of an endpoint's rules, for a test class to derive from.
struct RespondFixture : WindowFixture
{
    QTemporaryDir m_folder;
    QPointer<ui::RespondDialog> m_dialog;

    template<class T>
    T *in(const QString &name) const
    {
        T *found = m_dialog->findChild<T *>(name);
        Q_ASSERT_X(found, "in", qPrintable(name));
        return found;
    }
    void open(const QString &endpoint)
    {
        emit m_window->findChild<ui::EndpointList *>()->rulesAsked(endpoint);
        m_dialog = m_window->findChild<ui::RespondDialog *>(u"respondDialog"_s);
        QVERIFY(m_dialog);
    }
    QListWidget *list() const { return in<QListWidget>(u"ruleList"_s); }
    ui::SourceEdit *text() const { return in<ui::SourceEdit>(u"rulesText"_s); }
    QPushButton *saveButton() const { return in<QPushButton>(u"saveRules"_s); }
    QString outcome() const { return in<ui::PlainLabel>(u"trialOutcome"_s)->original(); }
    rules::RulesDraft draft() const { return rules::RulesDraft(text()->source()); }
    QByteArray stored(const QString &name) const
    {
        for (const domain::Endpoint &endpoint : m_fixture->desk().endpoints()) {
            if (endpoint.name == name)
                return endpoint.rules;
        }
        return "gone";
    }
    void add(rules::Preset preset) { in<QAction>(u"preset%1"_s.arg(int(preset)))->trigger(); }
    void type(const QString &field, const QString &words)
    {
        auto *edit = in<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, words);
    }
    void pick(const QString &field, const QString &data)
    {
        auto *box = in<QComboBox>(field);
        const int row = box->findData(data);
        QVERIFY(row >= 0);
        box->setCurrentIndex(row);
        emit box->activated(row);
    }
    void answerQuestion(const QString &button)
    {
        auto *box = m_window->findChild<QMessageBox *>(u"confirmLoseRules"_s);
        QVERIFY(box);
        auto *found = button.isEmpty() ? static_cast<QPushButton *>(box->button(QMessageBox::Cancel))
                                       : box->findChild<QPushButton *>(u"confirmLoseRules"_s + button);
        QVERIFY(found);
        found->click();
    }
    void chooseFile(const QString &dialog, const QString &path)
    {
        auto *found = m_dialog->findChild<QFileDialog *>(dialog);
        QVERIFY(found);
        emit found->fileSelected(path);
        found->close();
    }
    void post(const QByteArray &path, const QByteArray &body)
    {
        const domain::DeliveryId before = m_fixture->desk().lastStoredId();
        QVERIFY(m_fixture->post(path, body) > 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk().lastStoredId() > before, patience);
    }
};

} // namespace tocsin::test
