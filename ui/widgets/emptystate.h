// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace tocsin::ui {

class PlainLabel;
class Theme;

// What a page shows when there is nothing to show: an icon, what is missing, the next step as a button, and
// for errors the details to copy.
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    EmptyState(const Theme &theme, const QString &iconName, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &sentence);
    QPushButton *addButton(const QString &text, const QString &name, bool primary);
    void addLine(QWidget *widget); // below the sentence, above the buttons
    // A "Copy details" button that puts this text on the clipboard; empty hides it.
    void setDetails(const QString &details);

private:
    PlainLabel *m_icon;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    QVBoxLayout *m_lines;
    QHBoxLayout *m_buttons;
    QPushButton *m_copy = nullptr; // made after the others: the focus that a page loses comes to what helps
    QString m_details;
};

} // namespace tocsin::ui
