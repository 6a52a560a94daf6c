// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/investigationrun.h"
#include "ui/investigations/investigationsettings.h"
#include "ui/investigations/subject.h"

#include <QDialog>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class PlaceholderFields;
class PlainLabel;
class QuestionHelp;

// A question for the server: written freely or from a template, with what makes it answerable as help and
// never as a bar. What is sent stands there word for word. Opened with open().
class NewInvestigation final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewInvestigation)

public:
    struct About
    {
        QList<Subject> subjects; // each is asked about on its own; none: the question says it all
        QString query;           // in place of a template
        QString persona;         // in place of the one that was chosen last
    };

    NewInvestigation(flows::AnalystDesk &desk, const InvestigationSettings &settings, const About &about,
                     QWidget *parent);
    QString question() const; // as it will be sent, of the first subject

signals:
    void started(qint64 id, int count); // the first of so many
    void remembered(const tocsin::ui::InvestigationSettings &settings);

private:
    QWidget *buildFields();
    QWidget *buildTemplates();
    void listTemplates();
    void editTemplates(const QString &text);
    void keepTemplates(const QList<report::QueryTemplate> &own);
    void chooseTemplate(int index);
    report::Filled filled(const Subject &subject) const;
    QString titleText() const;
    void takeKnown();
    QStringList wantedPlaceholders() const;
    void refresh();
    void showPreview(const QString &first);
    void start();
    void onStarted(qsizetype index, const Result<qint64> &id);
    void remember();

    flows::AnalystDesk &m_desk;
    InvestigationSettings m_settings;
    QList<Subject> m_subjects; // at least one; those that were asked about go
    const bool m_isOne;        // from the beginning: all that is known of it stands in the fields
    qsizetype m_answers = 0;   // that are awaited
    QList<qint64> m_started;
    QList<qsizetype> m_done; // of m_subjects
    bool m_isFromTemplate = false;
    QComboBox *m_templates;
    QPlainTextEdit *m_query;
    PlaceholderFields *m_places;
    PlainLabel *m_previewTitle;
    PlainLabel *m_preview;
    QComboBox *m_persona;
    QComboBox *m_provider;
    QuestionHelp *m_help;
    PlainLabel *m_fault;
    QPushButton *m_start;
};

} // namespace tocsin::ui
