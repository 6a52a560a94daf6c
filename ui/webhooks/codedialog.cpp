// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/codedialog.h"

#include "ui/text/errortext.h"
#include "ui/text/schemetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/background.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

CodeDialog::CodeDialog(const Theme &theme, const InspectorSubject &subject, const QString &languageId,
                       QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_subject(subject)
    , m_languages(new QTabBar)
    , m_variant(new QComboBox)
    , m_stack(new QStackedWidget)
    , m_code(new ByteTextView(theme))
    , m_refused(new EmptyState(theme, u"warning"_s))
{
    setObjectName(u"codeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Verification code"));
    m_code->setObjectName(u"codeText"_s);
    m_code->setAccessibleName(tr("The program"));
    m_code->setWhiteSpaceShown(false);
    m_refused->setObjectName(u"codeRefused"_s);
    m_stack->setProperty("look", u"box"_s);
    m_stack->addWidget(m_code);
    m_stack->addWidget(m_refused);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(buildHead());
    column->addWidget(m_stack, 1);
    column->addWidget(m_runPart = buildRun());
    column->addLayout(buildButtons());
    const signature::LanguageInfo *wanted = signature::languageOf(languageId);
    m_languages->setCurrentIndex(wanted ? int(wanted->language) : 0);
    connect(m_languages, &QTabBar::currentChanged, this, [this](int index) {
        write();
        emit languageChosen(signature::languages()[size_t(index)].id);
    });
    connect(m_variant, &QComboBox::currentIndexChanged, this, &CodeDialog::write);
    resize(960, 640);
    write();
    m_code->setFocus();
}

QWidget *CodeDialog::buildHead()
{
    const signature::Scheme &scheme = m_subject.scheme;
    auto *head = new QWidget;
    auto *about = new PlainLabel(scheme.id.isEmpty() ? tr("This delivery has no signature scheme.")
                                                     : tr("Checks the webhooks of %1 in a service of yours, "
                                                          "as they are checked here. Written from the "
                                                          "scheme %2; there is no secret in it.")
                                                           .arg(schemeName(scheme), scheme.id),
                                 PlainLabel::Fit::Wrap);
    about->setObjectName(u"codeAbout"_s);
    m_languages->setObjectName(u"codeLanguages"_s);
    m_languages->setAccessibleName(tr("Language"));
    m_languages->setProperty("look", u"flush"_s);
    m_languages->setExpanding(false);
    m_languages->setDrawBase(false);
    m_languages->setElideMode(Qt::ElideNone);
    for (const signature::LanguageInfo &info : signature::languages())
        m_languages->addTab(info.name);
    m_variant->setObjectName(u"codeVariant"_s);
    m_variant->setAccessibleName(tr("Variant of the scheme"));
    m_variant->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_variant->setMinimumContentsLength(22);
    for (const signature::Recipe &recipe : scheme.recipes)
        m_variant->addItem(visibleText(recipe.name, 60), recipe.name);
    m_variant->setCurrentIndex(qMax(0, m_variant->findData(m_subject.verification.variant)));
    m_variant->setVisible(scheme.recipes.size() > 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_languages);
    row->addStretch();
    row->addWidget(m_variant);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(about);
    column->addLayout(row);
    return head;
}

QWidget *CodeDialog::buildRun()
{
    auto *part = new QWidget;
    m_secret = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
    m_secret->setObjectName(u"codeSecret"_s);
    m_secret->setLook(u"muted"_s);
    m_command = new ByteTextView(m_theme);
    m_command->setObjectName(u"codeCommand"_s);
    m_command->setAccessibleName(tr("How to run it against this delivery"));
    m_command->setWhiteSpaceShown(false);
    m_command->setFixedHeight(3 * (QFontMetrics(m_theme.fixedFont()).height() + 4) + 8);
    auto *copyButton = iconTextButton(m_theme, u"copy"_s, tr("Copy"), u"copyCodeCommand"_s, this);
    copyButton->setToolTip(tr("Copy how to run it"));
    connect(copyButton, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_run->command.join(u'\n') + u'\n');
        m_outcome->setText(tr("Copied how to run it"));
    });
    auto *titles = new QHBoxLayout;
    titles->addWidget(sectionLabel(tr("Run it against this delivery")), 1);
    titles->addWidget(copyButton);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(titles);
    column->addWidget(m_secret);
    column->addWidget(m_command);
    return part;
}

QHBoxLayout *CodeDialog::buildButtons()
{
    m_outcome = new PlainLabel(QString(), PlainLabel::Fit::Elide);
    m_outcome->setObjectName(u"codeOutcome"_s);
    m_outcome->setLook(u"muted"_s);
    m_copy = iconTextButton(m_theme, u"copy"_s, tr("Copy code"), u"copyCode"_s, this);
    m_save = textButton(tr("Save code…"), u"saveCode"_s, this);
    m_saveAll = textButton(tr("Save with this request…"), u"saveCodeRun"_s, this);
    QPushButton *close = textButton(tr("Close"), u"closeCode"_s, this);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_run->program);
        m_outcome->setText(tr("Copied %1").arg(m_run->fileName));
    });
    connect(m_save, &QPushButton::clicked, this, &CodeDialog::saveProgram);
    connect(m_saveAll, &QPushButton::clicked, this, &CodeDialog::saveAll);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    return footRow({m_copy, m_save, m_saveAll}, {close}, m_outcome);
}

signature::Language CodeDialog::language() const
{
    return signature::languages()[size_t(m_languages->currentIndex())].language;
}

void CodeDialog::write()
{
    if (m_subject.scheme.id.isEmpty())
        m_run = fail(Error::Kind::Rejected,
                     tr("Nothing is known of how its sender signs: give the endpoint a scheme first."));
    else
        m_run = flows::codeRunOf(m_subject.delivery, m_subject.endpoint, m_subject.scheme,
                                 m_variant->currentData().toString(), language());
    const bool written = m_run.has_value();
    for (QPushButton *button : {m_copy, m_save, m_saveAll})
        button->setEnabled(written);
    m_runPart->setVisible(written);
    m_stack->setCurrentIndex(written ? 0 : 1);
    m_outcome->setText({});
    if (!written) {
        m_refused->setTexts(tr("This cannot be written"), asSentence(errorSentence(m_run.error())));
        return;
    }
    m_code->setBytes(m_run->program.toUtf8());
    m_command->setBytes(m_run->command.join(u'\n').toUtf8());
    const QStringList labels = m_subject.verification.secretLabel.isEmpty()
                                   ? m_subject.endpoint.secretLabels
                                   : QStringList{m_subject.verification.secretLabel};
    const QString which =
        labels.isEmpty()
            ? tr("The secret is typed in and not shown.")
            : tr("The secret (%1) is typed in and not shown.").arg(visibleText(labels.join(u", "_s), 120));
    m_secret->setText(tr("“Save with this request” writes the program, %1 and %2 into one folder; run these "
                         "lines in a shell there.")
                          .arg(flows::CodeRun::headName, flows::CodeRun::bodyName) +
                      u' ' + which);
}

void CodeDialog::say(const Result<void> &done, const QString &path)
{
    const QString text =
        done ? tr("Saved %1").arg(QDir::toNativeSeparators(path)) : errorSentence(done.error());
    m_outcome->setLook(done ? u"muted"_s : u"fault"_s);
    m_outcome->setText(text);
    emit notice(text);
}

void CodeDialog::saveProgram()
{
    auto *dialog = new QFileDialog(this, tr("Save code"));
    dialog->setObjectName(u"saveCodeDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(m_run->fileName);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, bytes = m_run->program.toUtf8()](const QString &path) {
                QSaveFile file(path);
                if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
                    say({}, path);
                else
                    say(fail(Error::Kind::Storage, path + u": "_s + file.errorString()), path);
            });
    dialog->open();
}

void CodeDialog::saveAll()
{
    auto *dialog = new QFileDialog(this, tr("Folder for the program and the request"));
    dialog->setObjectName(u"saveCodeRunDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    const QString name = u"verify-delivery-%1"_s.arg(m_subject.delivery.row.id);
    connect(dialog, &QFileDialog::fileSelected, this, [this, name, run = *m_run](const QString &folder) {
        const QString path = QDir(folder).filePath(name);
        // A body of many megabytes on a slow disk is not for this thread.
        runInBackground(
            this, [run, path] { return flows::saveCodeRun(run, path); },
            [this, path](const Result<void> &done) { say(done, path); });
    });
    dialog->open();
}

} // namespace tocsin::ui
