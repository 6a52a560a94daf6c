// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/fallbackstore.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/schemefield.h"
#include "ui/webhooks/secreteditor.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    stage.secret(u"staging-2026"_s, "staging-signing-secret-0123456789abcdef");
}

void drawVault(Stage &stage)
{
    QTemporaryDir data;
    secrets::FallbackStore fallback(data.filePath(u"secrets.vault"_s));
    ui::SecretEditor editor(stage.desk(), fallback, nullptr);
    editor.setAttribute(Qt::WA_DeleteOnClose, false);
    editor.show();
    stage.save(editor, u"vault"_s);
    editor.findChild<QLineEdit *>(u"vaultPassphrase"_s)->setText(u"short"_s);
    editor.findChild<QPushButton *>(u"openVault"_s)->click();
    stage.save(editor, u"vault-fault"_s);
}

void draw(Stage &stage)
{
    QDialog *editor = stage.dialog(u"secrets"_s, u"secretEditor"_s);
    stage.save(*editor, {});
    auto *list = editor->findChild<QAbstractItemView *>(u"secretList"_s);
    list->setCurrentIndex(list->model()->index(0, 0));
    stage.save(*editor, u"chosen"_s);
    editor->findChild<QPushButton *>(u"saveSecret"_s)->click();
    stage.save(*editor, u"fault"_s);
    editor->findChild<QPushButton *>(u"removeSecret"_s)->click();
    QDialog *confirm = stage.opened(u"confirmRemoveSecret"_s);
    stage.save(*confirm, u"remove"_s);
    Stage::close(*confirm);
    editor->findChild<ui::SchemeField *>(u"secretScheme"_s)->setScheme(u"fireblocks"_s);
    stage.save(*editor, u"sender"_s);
    Stage::close(*editor);
    drawVault(stage);
}

} // namespace

// The secrets, with a keychain and with a file under a passphrase.
Scene secretsScene()
{
    return {"secrets", nullptr, fill, draw};
}

} // namespace tocsin::pictures
