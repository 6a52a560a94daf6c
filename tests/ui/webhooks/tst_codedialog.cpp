// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/verificationcode.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/words.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using signature::Language;

namespace {
// Out of the quotes, in a substitution of each kind.
const QByteArray hostileTarget =
    "/sms?x=';touch${IFS}pwned;'$(touch${IFS}pwned)`touch${IFS}pwned`\"$(touch${IFS}pwned)\"";
} // namespace

class TestCodeDialog final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    static constexpr int patience = 30'000;

    // Chooses the newest delivery.
    void look()
    {
        const qint64 stored = m_fixture->desk().counters().captured;
        QTRY_COMPARE_WITH_TIMEOUT(qint64(table()->model()->rowCount()), stored, patience);
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        inspector->setTab(ui::Inspector::Signature);
        table()->selectRow(0);
        QTRY_VERIFY_WITH_TIMEOUT(inspector->subject() && inspector->id() == table()->currentId(), patience);
    }
    void openCode()
    {
        part<QPushButton>(u"signatureCode"_s)->click();
        QVERIFY(m_window->findChild<QDialog *>(u"codeDialog"_s));
    }
    void closeCode()
    {
        part<QPushButton>(u"closeCode"_s)->click();
        QTRY_VERIFY(!m_window->findChild<QDialog *>(u"codeDialog"_s));
    }
    void choose(Language language) { part<QTabBar>(u"codeLanguages"_s)->setCurrentIndex(int(language)); }
    QString copied(const QString &button)
    {
        QGuiApplication::clipboard()->clear();
        part<QPushButton>(button)->click();
        return QGuiApplication::clipboard()->text();
    }
    QByteArray secret()
    {
        std::optional<Secret> found;
        m_fixture->secretStore().get(u"alerts-first"_s, this, [&](const Result<secrets::StoredSecret> &one) {
            found = one ? one->value : Secret();
        });
        return QTest::qWaitFor([&] { return found.has_value(); }, patience) ? found->reveal().toByteArray()
                                                                            : QByteArray();
    }
    // What the two lines of the command do, with the secret typed in.
    QByteArray runIn(const QString &folder, const QString &command)
    {
        QProcess shell;
        shell.setWorkingDirectory(folder);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SECRET"_s, QString::fromUtf8(secret()));
        shell.setProcessEnvironment(environment);
        shell.start(u"bash"_s, {u"-c"_s, command.split(u'\n', Qt::SkipEmptyParts).last()});
        shell.waitForFinished(60'000);
        return shell.readAllStandardOutput().trimmed();
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void itVerifiesThisVeryDelivery_data()
    {
        QTest::addColumn<int>("language");
        QTest::addColumn<QString>("tool");
        QTest::newRow("node") << int(Language::Node) << u"node"_s;
        QTest::newRow("python") << int(Language::Python) << u"python3"_s;
        QTest::newRow("shell") << int(Language::Shell) << u"openssl"_s;
    }

    void itVerifiesThisVeryDelivery()
    {
        QFETCH(int, language);
        QFETCH(QString, tool);
        if (QStandardPaths::findExecutable(tool).isEmpty() ||
            QStandardPaths::findExecutable(u"bash"_s).isEmpty())
            QSKIP("its tools are not installed here");
        const QByteArray sent = "{\"event\":\"alert.created\",\"title\":\"a <b> & c\"}";
        QCOMPARE(m_fixture->postSigned(sent), 200);
        look();
        openCode();
        choose(Language(language));
        QTemporaryDir folder;
        part<QPushButton>(u"saveCodeRun"_s)->click();
        auto *files = part<QFileDialog>(u"saveCodeRunDialog"_s);
        emit files->fileSelected(folder.path());
        files->close();
        const QString path = folder.filePath(u"verify-delivery-%1"_s.arg(table()->currentId()));
        QTRY_VERIFY_WITH_TIMEOUT(
            part<ui::PlainLabel>(u"codeOutcome"_s)->original().contains(u"verify-delivery"_s), patience);
        const QString command = copied(u"copyCodeCommand"_s);
        QCOMPARE(runIn(path, command), QByteArray("valid"));
        // And not just any: one byte more in the body, and it says so.
        QFile body(path + u"/body.bin"_s);
        QVERIFY(body.open(QIODevice::Append) && body.write(" ") == 1);
        body.close();
        QVERIFY(runIn(path, command).startsWith("mismatch"));
    }

    void theSecretIsNowhereInIt()
    {
        QCOMPARE(m_fixture->postSigned("{}"), 200);
        look();
        openCode();
        const QByteArray value = secret();
        QVERIFY(value.size() > 8);
        for (const signature::LanguageInfo &info : signature::languages()) {
            choose(info.language);
            const QString code = copied(u"copyCode"_s);
            QVERIFY2(code.size() > 200, info.id.data());
            QVERIFY2(!code.contains(QString::fromUtf8(value)), info.id.data());
            const QString command = copied(u"copyCodeCommand"_s);
            QVERIFY2(!command.contains(QString::fromUtf8(value)), info.id.data());
            QVERIFY2(command.contains(info.command), info.id.data());
        }
    }

    void theLanguageIsRemembered()
    {
        QCOMPARE(m_fixture->postSigned("{}"), 200);
        look();
        openCode();
        choose(Language::Ruby);
        closeCode();
        openCode();
        QCOMPARE(part<QTabBar>(u"codeLanguages"_s)->currentIndex(), int(Language::Ruby));
        closeCode();
        m_window->close();
        m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
        m_window->show();
        look();
        m_window->commands()[u"verificationCode"_s]->trigger(); // also from the menu and the palette
        QCOMPARE(part<QTabBar>(u"codeLanguages"_s)->currentIndex(), int(Language::Ruby));
    }

    void theVariantIsThatOfTheDelivery()
    {
        domain::Endpoint endpoint;
        endpoint.name = u"topic"_s;
        endpoint.pathPrefix = "/topic";
        endpoint.scheme = u"aws-sns"_s;
        QVERIFY(m_fixture->desk().saveEndpoint(endpoint));
        QVERIFY(m_fixture->post("/topic", "{}") > 0);
        look();
        openCode();
        auto *variant = part<QComboBox>(u"codeVariant"_s);
        QVERIFY(variant->isVisible());
        QCOMPARE(variant->count(), 4);
        const QString first = copied(u"copyCode"_s);
        variant->setCurrentIndex(2);
        const QString other = copied(u"copyCode"_s);
        QVERIFY(other.contains(u"SubscribeURL"_s));
        QVERIFY(first != other);
    }

    void whatCannotBeWrittenIsSaid()
    {
        const signature::Scheme *impossible = nullptr;
        QString why;
        for (const signature::Scheme &scheme : m_fixture->desk().schemes().all()) {
            const auto code = signature::verificationCode(scheme.recipe(), scheme, Language::Shell);
            if (scheme.isSigned() && !code) {
                impossible = &scheme;
                why = code.error().detail;
                break;
            }
        }
        QVERIFY(impossible);
        domain::Endpoint endpoint;
        endpoint.name = u"hard"_s;
        endpoint.pathPrefix = "/hard";
        endpoint.scheme = impossible->id;
        QVERIFY(m_fixture->desk().saveEndpoint(endpoint));
        QVERIFY(m_fixture->post("/hard", "{}") > 0);
        look();
        openCode();
        choose(Language::Shell);
        QTRY_VERIFY(part<QWidget>(u"codeRefused"_s)->isVisible());
        bool said = false;
        for (const auto *label : part<QWidget>(u"codeRefused"_s)->findChildren<ui::PlainLabel *>())
            said = said || label->original().contains(why.mid(1, 40));
        QVERIFY2(said, qPrintable(why));
        for (const QString &name : {u"copyCode"_s, u"saveCode"_s, u"saveCodeRun"_s})
            QVERIFY(!part<QPushButton>(name)->isEnabled());
    }

    void withoutASchemeThereIsNoCode()
    {
        QVERIFY(m_fixture->post("/nowhere", "{}") > 0);
        look();
        QVERIFY(!part<QPushButton>(u"signatureCode"_s)->isVisible());
        m_window->commands()[u"verificationCode"_s]->trigger();
        QTRY_VERIFY(part<QWidget>(u"codeRefused"_s)->isVisible());
        QVERIFY(!part<QPushButton>(u"copyCode"_s)->isEnabled());
    }

    // A target is the sender's choice, and stands in a command that a person pastes into a shell.
    void aHostileTargetStaysOneWord()
    {
        domain::Endpoint endpoint;
        endpoint.name = u"sms"_s;
        endpoint.pathPrefix = "/sms";
        endpoint.scheme = u"twilio"_s;
        QVERIFY(m_fixture->desk().saveEndpoint(endpoint));
        QVERIFY(m_fixture->post(hostileTarget, "{}") > 0);
        look();
        openCode();
        choose(Language::Python);
        const QString command = copied(u"copyCodeCommand"_s).split(u'\n', Qt::SkipEmptyParts).last();
        QVERIFY(command.contains(u"URL="_s));
        if (QStandardPaths::findExecutable(u"bash"_s).isEmpty())
            QSKIP("no shell here");
        QTemporaryDir folder;
        QProcess shell;
        shell.setWorkingDirectory(folder.path());
        shell.start(u"bash"_s, {u"-c"_s, command});
        QVERIFY(shell.waitForFinished(patience));
        QVERIFY(QDir(folder.path()).isEmpty());
    }
};

QTEST_MAIN(TestCodeDialog)
#include "tst_codedialog.moc"
