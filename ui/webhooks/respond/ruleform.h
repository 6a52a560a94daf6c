// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/formfaults.h"
#include "ui/webhooks/respond/rulechange.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace tocsin::ui {

class EntryRows;
class PlainLabel;
class Theme;

// One rule as fields: its name, every condition and everything that its answer can say. Shows what the text
// says and asks for a change of it; it holds nothing itself.
class RuleForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RuleForm)

public:
    RuleForm(const Theme &theme, RuleChanged changed, QWidget *parent = nullptr);

    // rule < 0 = there is none. A fault of this rule stands at its field.
    void show(const rules::RulesDraft &draft, qsizetype rule);

protected:
    bool event(QEvent *event) override;

private:
    struct Text
    {
        QByteArray object, name; // "/when", "path"
        QLineEdit *edit;
    };
    struct Number
    {
        QByteArray object, name;
        int usual; // shown where the text has none, and written as none
        QSpinBox *box;
    };

    void addConditions(QFormLayout &form, const Theme &theme);
    void addAnswer(QFormLayout &form, const Theme &theme);
    QWidget *buildVerdicts();
    QLineEdit *text(const QByteArray &object, const QByteArray &name, const QString &hint);
    QSpinBox *number(const QByteArray &object, const QByteArray &name, int least, int most, int usual,
                     const QString &unit, const QString &none);
    void setFailFirst(int attempts);
    void showConditions(const rules::RulesDraft &draft, qsizetype rule);
    void showAnswer(const rules::RulesDraft &draft, qsizetype rule);

    RuleChanged m_changed;
    FormFaults m_faults;
    PlainLabel *m_general;
    QList<Text> m_texts;
    QList<Number> m_numbers;
    QCheckBox *m_enabled;
    QLineEdit *m_methods = nullptr;
    EntryRows *m_headers = nullptr;
    EntryRows *m_members = nullptr;
    QList<QCheckBox *> m_verdicts;
    EntryRows *m_fields = nullptr;
    QPlainTextEdit *m_body = nullptr;
    QComboBox *m_ending = nullptr;
    QSpinBox *m_failFirst = nullptr;
    QSpinBox *m_failStatus = nullptr;
    bool m_showing = false;
};

} // namespace tocsin::ui
