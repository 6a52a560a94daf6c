// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/circumstancefields.h"

#include "core/flows/routes.h"
#include "ui/text/errortext.h"
#include "ui/webhooks/formfaults.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int longestAbout = 300; // characters

QString fieldOf(const QByteArray &parameter)
{
    return u"parameter "_s + QString::fromUtf8(parameter);
}

using Values = QMap<QByteArray, QByteArray>;

Result<Values> valuesOf(const QString &lines)
{
    Values values;
    for (const QString &line : lines.split(u'\n')) {
        const QByteArray text = line.trimmed().toUtf8();
        if (text.isEmpty())
            continue;
        const qsizetype equals = text.indexOf('=');
        if (equals <= 0)
            return fail(Error::Kind::Rejected,
                        CircumstanceFields::tr("parameter: write one name=value on each line, not “%1”")
                            .arg(visibleText(line.trimmed(), 60)));
        values.insert(text.first(equals).trimmed(), text.sliced(equals + 1).trimmed());
    }
    return values;
}

} // namespace

CircumstanceFields::CircumstanceFields(QFormLayout &form, FormFaults &faults, QObject *parent)
    : QObject(parent)
    , m_form(form)
    , m_faults(faults)
    , m_url(new QLineEdit)
    , m_urlHint(new PlainLabel(tr("Needed by this scheme where a proxy or a tunnel lies between: the sender "
                                  "signs the URL as registered there."),
                               PlainLabel::Fit::Wrap))
{
    m_url->setObjectName(u"endpointUrl"_s);
    m_url->setMaxLength(2048);
    m_url->setToolTip(toolTipText(
        tr("The URL as registered with the sender, byte for byte. Some senders sign it; behind a proxy or a "
           "tunnel it is another than the one that arrives here.")));
    m_urlHint->setObjectName(u"endpointUrlHint"_s);
    form.addRow(tr("Registered &URL"), faults.under(u"url"_s, m_url, m_urlHint));
    m_firstRow = form.rowCount();
}

void CircumstanceFields::fill(const domain::Endpoint &endpoint)
{
    m_url->setText(QString::fromUtf8(endpoint.url));
    m_url->setCursorPosition(0);
    m_values = endpoint.parameters;
}

void CircumstanceFields::keepTyped()
{
    for (const auto &[name, field] : std::as_const(m_parameters))
        m_values.insert(name, field->text().trimmed().toUtf8());
    if (!m_lines)
        return;
    if (const auto typed = valuesOf(m_lines->toPlainText()))
        m_values = *typed;
}

void CircumstanceFields::addLines()
{
    QStringList lines;
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it) {
        if (!it.value().isEmpty())
            lines.append(QString::fromUtf8(it.key() + '=' + it.value()));
    }
    m_lines = new QPlainTextEdit(lines.join(u'\n'));
    m_lines->setObjectName(u"endpointParameters"_s);
    m_lines->setPlaceholderText(tr("name=value, only where a sender needs one"));
    m_lines->setTabChangesFocus(true);
    m_lines->setFixedHeight(52);
    m_form.insertRow(m_firstRow, tr("Parameters"), m_faults.under(u"parameter"_s, m_lines));
    alignLabels(m_form);
}

void CircumstanceFields::showFor(const signature::Scheme *scheme, bool isAutomatic)
{
    keepTyped();
    if (m_lines) {
        m_faults.forget(u"parameter"_s);
        m_form.removeRow(m_firstRow);
        m_lines = nullptr;
    }
    for (const auto &[name, field] : std::as_const(m_parameters)) {
        m_faults.forget(fieldOf(name));
        m_form.removeRow(m_firstRow);
    }
    m_parameters.clear();
    const bool needed = scheme && flows::signsUrl(*scheme);
    m_urlHint->setVisible(needed);
    m_url->setPlaceholderText(needed ? u"https://…"_s : tr("only where the sender signs its URL"));
    if (isAutomatic)
        addLines();
    if (!scheme)
        return;
    int row = m_firstRow;
    for (const signature::Scheme::Parameter &parameter : scheme->parameters) {
        auto *field = new QLineEdit(QString::fromUtf8(m_values.value(parameter.name)));
        field->setObjectName(u"parameter-"_s + QString::fromUtf8(parameter.name));
        field->setMaxLength(1024);
        field->setToolTip(toolTipText(parameter.about));
        auto *about = new PlainLabel(asSentence(parameter.about.left(longestAbout)), PlainLabel::Fit::Wrap);
        about->setVisible(!parameter.about.isEmpty());
        // Not a mnemonic: a user's scheme names it as it likes.
        const QString label = visibleText(parameter.name, 60).replace(u'&', u"&&"_s);
        m_form.insertRow(row++, label, m_faults.under(fieldOf(parameter.name), field, about));
        m_parameters.append({parameter.name, field});
    }
    alignLabels(m_form);
}

Result<void> CircumstanceFields::read(domain::Endpoint &endpoint) const
{
    endpoint.url = m_url->text().trimmed().toUtf8();
    for (const auto &[name, field] : m_parameters) {
        if (const QByteArray value = field->text().trimmed().toUtf8(); !value.isEmpty())
            endpoint.parameters.insert(name, value);
    }
    if (!m_lines)
        return {};
    auto typed = valuesOf(m_lines->toPlainText());
    if (!typed)
        return tl::unexpected(typed.error());
    endpoint.parameters = std::move(*typed);
    return {};
}

} // namespace tocsin::ui
