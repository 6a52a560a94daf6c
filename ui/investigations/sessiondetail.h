// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/storage/sessionstore.h"
#include "ui/report/preparedreport.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class EmptyState;
class FollowUp;
class PlainLabel;
class ReportView;
class SpanText;
class Spinner;
class StageStrip;
class Theme;

// Whether somebody said anything but the question.
bool isAnswered(const domain::Session &session);

// One investigation: what was asked, how far it is, its report, and the next question. Reads it from the book
// and prepares it on another thread; shows anew what has changed.
class SessionDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionDetail)

public:
    SessionDetail(const Theme &theme, flows::AnalystDesk &desk, QWidget *parent = nullptr);

    void open(qint64 id); // 0 = none
    void reload(qint64 id);
    qint64 id() const { return m_id; }
    const std::optional<storage::StoredSession> &shown() const { return m_shown; }
    void tick(); // a second has passed
    void setEscalateFrom(double risk);
    void focusQuestion();

signals:
    void notice(const QString &text);
    void exportAsked();
    void compareAsked();
    void againAsked(); // the same question, as a new investigation
    void incidentAsked(qint64 number);
    void graphAsked(const tocsin::domain::Entity &entity);
    void incidentsAsked(const tocsin::domain::Entity &entity);
    void deliveriesAsked(const tocsin::domain::Entity &entity);

private:
    struct Read
    {
        storage::StoredSession stored;
        QStringList ticks;
        PreparedReport report;
    };
    void prepare(const Read &read, bool isSame);
    void keepTick(const QString &step, bool done);
    QWidget *buildHead();
    QWidget *buildContent();
    void connectStrip();
    void read();
    void show(const Read &read, bool isSame);
    void showHead();
    void showFailure(const Error &error);

    flows::AnalystDesk &m_desk;
    qint64 m_id = 0;
    quint64 m_round = 0; // of reading; an older answer is dropped
    std::optional<storage::StoredSession> m_shown;
    QSet<QString> m_ticks;  // recommendations that are done, of the one that is shown
    bool m_isStale = false; // it has to be prepared anew, whether it has changed or not
    double m_escalateFrom = report::defaultEscalationThreshold;
    QTimer m_late;
    QStackedWidget *m_stack;
    EmptyState *m_nothing;
    EmptyState *m_broken;
    Spinner *m_spinner;
    PlainLabel *m_title;
    PlainLabel *m_facts;
    SpanText *m_question;
    QPushButton *m_incident;
    QPushButton *m_compare;
    QPushButton *m_export;
    StageStrip *m_strip;
    ReportView *m_report;
    QWidget *m_room; // in the report's place
    PlainLabel *m_noReport;
    FollowUp *m_followUp;
};

} // namespace tocsin::ui
