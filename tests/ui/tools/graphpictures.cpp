// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: graph_pictures FOLDER. The entity graph in its states, in both themes and at two sizes, with
// ordinary, hostile and very many nodes. Needs a display or QT_QPA_PLATFORM=offscreen.

#include "core/graph/path.h"
#include "tests/support/graphsample.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphview.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::graphEdge;
using test::graphNode;

namespace {

void save(QWidget &widget, const QString &folder, const QString &name)
{
    QTest::qWait(120);
    if (!widget.grab().save(folder + u'/' + name + u".png"_s))
        qWarning("%s not saved", qPrintable(name));
}

domain::Entity host()
{
    return graphNode(u"host"_s, u"FIN-WS-0142"_s).entity;
}

domain::Graph neighbourhood()
{
    const QString host = u"FIN-WS-0142"_s;
    const QString user = u"mira.kovac@contoso.example"_s;
    const QString hash = u"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"_s;
    domain::Graph graph;
    graph.nodes = {graphNode(u"host"_s, host),
                   graphNode(u"user"_s, user),
                   graphNode(u"ip"_s, u"203.0.113.77"_s),
                   graphNode(u"ip"_s, u"198.51.100.23"_s),
                   graphNode(u"ip"_s, u"2001:db8:17::42"_s),
                   graphNode(u"domain"_s, u"updates.cdn-telemetry.example"_s),
                   graphNode(u"url"_s, u"https://updates.cdn-telemetry.example/a/loader.bin?id=77"_s),
                   graphNode(u"hash"_s, hash),
                   graphNode(u"process"_s, u"powershell.exe"_s),
                   graphNode(u"process"_s, u"rundll32.exe"_s),
                   graphNode(u"email"_s, u"invoice@suppliers.example"_s),
                   graphNode(u"host"_s, u"DC-01"_s),
                   graphNode(u"host"_s, u"FILES-03"_s),
                   graphNode(u"campaign"_s, u"Quiet Heron"_s),
                   graphNode(u"session"_s, u"sess_7f3a91"_s),
                   graphNode(u"session"_s, u"sess_b20c44"_s)};
    graph.edges = {graphEdge(user, u"SIGNED_IN_FROM"_s, u"203.0.113.77"_s),
                   graphEdge(user, u"SIGNED_IN_FROM"_s, u"2001:db8:17::42"_s),
                   graphEdge(host, u"CONNECTED_TO"_s, u"DC-01"_s),
                   graphEdge(host, u"CONNECTED_TO"_s, u"FILES-03"_s),
                   graphEdge(u"updates.cdn-telemetry.example"_s, u"RESOLVED_TO"_s, u"198.51.100.23"_s),
                   graphEdge(u"powershell.exe"_s, u"RAN_ON"_s, host),
                   graphEdge(u"rundll32.exe"_s, u"RAN_ON"_s, host),
                   graphEdge(hash, u"DOWNLOADED_FROM"_s, graph.nodes[6].id),
                   graphEdge(host, u"COMMUNICATED_WITH"_s, u"updates.cdn-telemetry.example"_s),
                   graphEdge(host, u"COMMUNICATED_WITH"_s, u"198.51.100.23"_s),
                   graphEdge(u"198.51.100.23"_s, u"CONNECTED_TO"_s, host),
                   graphEdge(user, u"ASSOCIATED_WITH"_s, host),
                   graphEdge(hash, u"ASSOCIATED_WITH"_s, u"Quiet Heron"_s),
                   graphEdge(host, u"INVESTIGATED_IN"_s, u"sess_7f3a91"_s),
                   graphEdge(user, u"INVESTIGATED_IN"_s, u"sess_b20c44"_s),
                   graphEdge(user, u"INVESTIGATED_IN"_s, u"sess_7f3a91"_s),
                   graphEdge(u"invoice@suppliers.example"_s, u"SENT_MAIL_TO"_s, user),
                   graphEdge(graph.nodes[6].id, u"HOSTED_BY"_s, u"updates.cdn-telemetry.example"_s)};
    return graph;
}

domain::Graph expansion()
{
    domain::Graph graph;
    graph.nodes.append(graphNode(u"host"_s, u"DC-01"_s));
    for (int i = 0; i < 14; ++i) {
        const QString value = u"WS-%1"_s.arg(200 + i * 7, 4, 10, QLatin1Char('0'));
        graph.nodes.append(graphNode(u"host"_s, value));
        graph.edges.append(graphEdge(value, u"CONNECTED_TO"_s, u"DC-01"_s));
    }
    return graph;
}

domain::Graph hostile()
{
    domain::Graph graph = neighbourhood();
    const QString text = test::hostileText();
    graph.nodes.append({u"h1"_s, {domain::EntityKind::Url, u"url"_s, text, {}}, {}});
    graph.nodes.append(
        {u"h2"_s, {domain::EntityKind::Other, text, u"\u0007\u001b[31mred\r\n\tline"_s, {}}, {}});
    graph.nodes.append({u"h3"_s, {domain::EntityKind::User, u"user"_s, u"مستخدم@example.net"_s, {}}, {}});
    graph.nodes.append({u"h4"_s, {domain::EntityKind::Host, u"host"_s, QString(10'000, u'i'), {}}, {}});
    graph.edges.append(graphEdge(u"h1"_s, text, u"FIN-WS-0142"_s));
    graph.edges.append(graphEdge(u"h2"_s, u"<b>LOVES</b>"_s, u"FIN-WS-0142"_s));
    graph.edges.append(graphEdge(u"h3"_s, u"RAN_ON"_s, u"FIN-WS-0142"_s));
    graph.edges.append(graphEdge(u"h4"_s, u""_s, u"FIN-WS-0142"_s));
    graph.edges.append(graphEdge(u"h4"_s, u"CONNECTED_TO"_s, u"h4"_s));
    return graph;
}

void settle(ui::GraphView &view)
{
    if (!QTest::qWaitFor([&view] { return !view.canvas().isArranging(); }, 60'000))
        qWarning("it does not settle");
}

void shoot(ui::GraphView &view, const QString &folder, const QString &suffix)
{
    view.setShown(ui::GraphView::Shown::Graph);
    view.start(host());
    view.setLoading(u"Looking up FIN-WS-0142"_s);
    QTest::qWait(400);
    save(view, folder, u"loading"_s + suffix);
    view.showFailure(u"sandbox.example did not answer within 30 s. Try again, or look at the connection."_s,
                     u"GET /graph/entity/FIN-WS-0142: timed out"_s);
    save(view, folder, u"failed"_s + suffix);
    view.add(domain::Graph());
    save(view, folder, u"unknown"_s + suffix);
    view.add(neighbourhood());
    settle(view);
    save(view, folder, u"graph"_s + suffix);
    view.canvas().setFocus();
    view.canvas().setCurrent(1);
    view.canvas().toggleLock();
    save(view, folder, u"selected"_s + suffix);
    view.add(expansion());
    settle(view);
    view.canvas().fit();
    save(view, folder, u"expanded"_s + suffix);
    view.canvas().setCurrent(13);
    QTest::keyClick(&view.canvas(), Qt::Key_P);
    view.canvas().setCurrent(20);
    QTest::keyClick(&view.canvas(), Qt::Key_P);
    save(view, folder, u"path"_s + suffix);
    QTest::keyClick(&view.canvas(), Qt::Key_Escape);
    view.findChild<QLineEdit *>(u"graphFind"_s)->setText(u"198"_s);
    save(view, folder, u"find"_s + suffix);
    view.findChild<QLineEdit *>(u"graphFind"_s)->clear();
    view.setShown(ui::GraphView::Shown::Nodes);
    save(view, folder, u"nodes"_s + suffix);
    view.setShown(ui::GraphView::Shown::Connections);
    save(view, folder, u"connections"_s + suffix);
    view.setShown(ui::GraphView::Shown::Graph);
    view.start(host());
    view.add(hostile());
    settle(view);
    save(view, folder, u"hostile"_s + suffix);
    view.start(graphNode(u"ip"_s, u"entity-0.example.net"_s).entity);
    view.add(test::largeGraph(1000, 3000));
    settle(view);
    save(view, folder, u"large"_s + suffix);
    view.canvas().setCurrent(3);
    view.canvas().zoom(6);
    save(view, folder, u"large-near"_s + suffix);
    view.start(host());
    view.add(test::largeGraph(7000, 7000));
    view.showFailure({}, {});
    save(view, folder, u"cut"_s + suffix);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    ui::installWords(app);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    ui::Theme theme(app);
    const auto defang = [](const domain::Entity &entity) { return entity.value; };
    for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        theme.setChoice(choice);
        for (const QSize size : {QSize(1288, 740), QSize(952, 580)}) { // the pages of 1360x860 and 1024x700
            ui::GraphView view(theme, defang);
            view.resize(size);
            view.show();
            const QString suffix = u'-' + ui::Theme::choiceId(choice) + u'-' + QString::number(size.width());
            save(view, folder, u"empty"_s + suffix);
            shoot(view, folder, suffix);
        }
    }
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    ui::GraphView view(theme, defang);
    view.resize(1288, 740);
    view.show();
    view.start(host());
    view.add(hostile());
    settle(view);
    view.canvas().setCurrent(1);
    save(view, folder, u"graph-rtl"_s);
    view.setShown(ui::GraphView::Shown::Nodes);
    save(view, folder, u"nodes-rtl"_s);
    return 0;
}
