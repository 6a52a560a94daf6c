// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/filter/filterlanguage.h"

#include <QLineEdit>

class QCompleter;
class QStandardItemModel;

namespace tocsin::ui {

class Theme;

// The line that the filter is typed into: completes at the cursor and underlines where an error stands.
class FilterField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterField)

public:
    FilterField(const Theme &theme, const FilterLanguage &language, QWidget *parent = nullptr);

    void setCompletions(const FilterCompleter &completer) { m_completions = completer; }
    QList<filter::Completion> completions(QStringView text, qsizetype cursor) const;
    void setTrailing(const QString &text); // "388 of 1 204", inside the field at its end
    void underline(qsizetype position, qsizetype length);
    void clearUnderline();

signals:
    void escaped(); // Esc with no list open

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void placeTrailing();
    void offer();
    void put(int row);
    void format(qsizetype position, qsizetype length);

    const Theme &m_theme;
    QCompleter *m_completer;
    QStandardItemModel *m_model;
    FilterCompleter m_completions; // may be empty: nothing is offered
    QList<filter::Completion> m_offered;
    QString m_trailing;
};

} // namespace tocsin::ui
