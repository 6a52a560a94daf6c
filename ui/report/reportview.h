// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/report/preparedreport.h"

#include <QSet>
#include <QWidget>

class QBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace tocsin::ui {

class RiskHead;
class Theme;

// A report to read: risk first, then what was found; beside it what to do and the techniques, below it where
// there is little room. Everything in it is text from outside and is drawn as such.
class ReportView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReportView)

public:
    explicit ReportView(const Theme &theme, QWidget *parent = nullptr);

    // `ticked`: the recommendations that are done. The same report again keeps the place that is read.
    void show(const PreparedReport &report, const QSet<QString> &ticked, bool keepPlace = false);
    void clear();

signals:
    void ticked(const QString &step, bool done);
    void graphAsked(const tocsin::domain::Entity &entity);
    void incidentsAsked(const tocsin::domain::Entity &entity);
    void deliveriesAsked(const tocsin::domain::Entity &entity);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillMain(const PreparedReport &report);
    void fillSide(const PreparedReport &report, const QSet<QString> &ticked);
    void addFindings(const PreparedReport &report);
    void addEntities(const PreparedReport &report);
    void addQueries(const PreparedReport &report);
    void addParts(const QList<PreparedReport::Part> &parts, const QString &untitled);
    void addRaw(const QByteArray &raw);
    void arrange();
    QWidget *techniqueRow(const report::Technique &technique) const;
    static void addTo(QVBoxLayout &column, const QString &title, QWidget *content);

    const Theme &m_theme;
    QScrollArea *m_scroll;
    QWidget *m_page = nullptr; // made anew for each report
    QBoxLayout *m_columns = nullptr;
    QVBoxLayout *m_main = nullptr;
    QVBoxLayout *m_side = nullptr;
    QWidget *m_sideWidget = nullptr;
    RiskHead *m_risk = nullptr;
};

} // namespace tocsin::ui
