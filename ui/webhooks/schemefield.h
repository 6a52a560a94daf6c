// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/scheme.h"

#include <QComboBox>

#include <optional>

namespace tocsin::ui {

class SchemeMatches;

// The choice of a sender among hundreds: typed words narrow the list by name, id and other names, Enter takes
// the first that is left, Escape gives back what was chosen. What is typed and fits nothing stays until it is
// corrected, and is no choice.
class SchemeField final : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemeField)

public:
    explicit SchemeField(QWidget *parent = nullptr);

    // Above the schemes: what is no scheme, e.g. "Unsigned" with the id "".
    void addChoice(const QString &name, const QString &id, const QString &about);
    void addSchemes(const QList<signature::Scheme> &schemes, bool signedOnly);

    void setScheme(const QString &id); // one that is not there is shown as not installed, and kept
    // What stands in the field, settled to the one that it names; nothing when it names none or several.
    std::optional<QString> scheme();
    QString problem() const; // what to do when there is nothing

signals:
    void schemeChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    bool isSettled() const { return currentText() == itemText(currentIndex()); }
    int named(const QString &typed) const;
    bool settle(bool takeFirst);
    void place(int row);

    SchemeMatches *m_matches;
};

} // namespace tocsin::ui
