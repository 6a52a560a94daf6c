// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/investigationrun.h"
#include "core/report/templates/querytemplate.h"

#include <QDialog>
#include <QHash>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class PlainLabel;
class Theme;

// A question for the server: written freely or from a template, with what makes it answerable as help and
// never as a bar. What is sent stands there word for word. Opened with open().
class NewInvestigation final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewInvestigation)

public:
    // What is known of what it is about: the incident's number, and values of placeholders.
    struct About
    {
        qint64 incident = 0; // 0 = none
        report::Values values;
        QString query;
    };

    NewInvestigation(const Theme &theme, flows::AnalystDesk &desk, const About &about, QWidget *parent);
    QString question() const; // as it will be sent

signals:
    void started(qint64 id);

private:
    struct Help
    {
        PlainLabel *mark = nullptr;
        PlainLabel *words = nullptr;
    };
    QWidget *buildFields();
    QWidget *buildHelp();
    static Help addHelp(QFormLayout &form, const QString &words);
    static void showHelp(const Help &help, bool isThere);
    void chooseTemplate(int index);
    void listPlaceholders();
    report::Filled filled() const;
    void refresh();
    void start();

    flows::AnalystDesk &m_desk;
    const About m_about;
    report::Values m_values;
    bool m_isFromTemplate = false;
    bool m_isSending = false;
    QComboBox *m_templates;
    QPlainTextEdit *m_query;
    QWidget *m_places;
    QFormLayout *m_placeForm;
    QHash<QString, QLineEdit *> m_placeFields;
    PlainLabel *m_previewTitle;
    PlainLabel *m_preview;
    QComboBox *m_persona;
    QComboBox *m_provider;
    Help m_entity;
    Help m_time;
    Help m_condition;
    PlainLabel *m_fault;
    QPushButton *m_start;
};

} // namespace tocsin::ui
