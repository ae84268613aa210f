<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChartStack</name>
    <message numerus="yes">
        <location filename="../../ui/charts/chart_stack.cpp" line="326"/>
        <source>%n chart(s) from %1 to %2: %3.</source>
        <translation>
            <numerusform>%n chart from %1 to %2: %3.</numerusform>
            <numerusform>%n charts from %1 to %2: %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventPanel</name>
    <message numerus="yes">
        <location filename="../../ui/panels/event_panel.cpp" line="131"/>
        <source>The filter hides all %n event(s)</source>
        <translation>
            <numerusform>The filter hides the only event</numerusform>
            <numerusform>The filter hides all %n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <location filename="../../ui/dialogs/export_dialog.cpp" line="57"/>
        <source>All %n event(s) that the table shows</source>
        <translation>
            <numerusform>The one event that the table shows</numerusform>
            <numerusform>All %n events that the table shows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n page(s)</source>
        <translation>
            <numerusform>, %n page</numerusform>
            <numerusform>, %n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more remark(s)</source>
        <translation>
            <numerusform>and %n more remark</numerusform>
            <numerusform>and %n more remarks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <location filename="../../ui/dialogs/import_dialog.cpp" line="249"/>
        <source>%n file(s) to read.</source>
        <translation>
            <numerusform>%n file to read.</numerusform>
            <numerusform>%n files to read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/dialogs/import_dialog.cpp" line="335"/>
        <source>%n file(s) left out</source>
        <translation>
            <numerusform>%n file left out</numerusform>
            <numerusform>%n files left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <location filename="../../ui/main_window/window_tasks.cpp" line="153"/>
        <source>%n task(s) were done again because a worker ended early. The result is whole.</source>
        <translation>
            <numerusform>%n task was done again because a worker ended early. The result is whole.</numerusform>
            <numerusform>%n tasks were done again because a worker ended early. The result is whole.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/main_window/window_tasks.cpp" line="194"/>
        <source>%1 is written, with %n remark(s).</source>
        <translation>
            <numerusform>%1 is written, with %n remark.</numerusform>
            <numerusform>%1 is written, with %n remarks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message numerus="yes">
        <location filename="../../ui/map/map_view.cpp" line="397"/>
        <source>Most probable of %n pipe(s): %1, %2.</source>
        <translation>
            <numerusform>Most probable of %n pipe: %1, %2.</numerusform>
            <numerusform>Most probable of %n pipes: %1, %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message numerus="yes">
        <location filename="../../ui/dialogs/new_project_dialog.cpp" line="182"/>
        <source>%n remark(s)</source>
        <translation>
            <numerusform>%n remark</numerusform>
            <numerusform>%n remarks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProjectTreeModel</name>
    <message numerus="yes">
        <location filename="../../ui/models/project_tree_model.cpp" line="203"/>
        <source>%1: %n open burst(s) or leak(s). Double click filters by this zone</source>
        <translation>
            <numerusform>%1: %n open burst or leak. Double click filters by this zone</numerusform>
            <numerusform>%1: %n open bursts or leaks. Double click filters by this zone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/models/project_tree_model.cpp" line="235"/>
        <source>Run %1 by Mainsight %2 with %n worker(s), %3</source>
        <translation>
            <numerusform>Run %1 by Mainsight %2 with %n worker, %3</numerusform>
            <numerusform>Run %1 by Mainsight %2 with %n workers, %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunDialog</name>
    <message numerus="yes">
        <location filename="../../ui/dialogs/run_dialog.cpp" line="112"/>
        <source>processes; this computer has %n core(s)</source>
        <translation>
            <numerusform>processes; this computer has %n core</numerusform>
            <numerusform>processes; this computer has %n cores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/dialogs/run_dialog.cpp" line="210"/>
        <source>About %1 false alarms are to be expected in this period and %n zone(s); %2 a year.</source>
        <translation>
            <numerusform>About %1 false alarms are to be expected in this period and %n zone; %2 a year.</numerusform>
            <numerusform>About %1 false alarms are to be expected in this period and %n zones; %2 a year.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/dialogs/run_dialog.cpp" line="212"/>
        <source>%n sensor(s)</source>
        <translation>
            <numerusform>%n sensor</numerusform>
            <numerusform>%n sensors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <location filename="../../ui/main_window/status_line.cpp" line="67"/>
        <source>%n sensor(s)</source>
        <translation>
            <numerusform>%n sensor</numerusform>
            <numerusform>%n sensors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/main_window/status_line.cpp" line="68"/>
        <source>%n pipe(s)</source>
        <translation>
            <numerusform>%n pipe</numerusform>
            <numerusform>%n pipes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/main_window/status_line.cpp" line="69"/>
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskLanes</name>
    <message numerus="yes">
        <location filename="../../ui/panels/task_lanes.cpp" line="48"/>
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/panels/task_lanes.cpp" line="49"/>
        <source>%n worker(s)</source>
        <translation>
            <numerusform>%n worker</numerusform>
            <numerusform>%n workers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/panels/task_lanes.cpp" line="49"/>
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TasksPanel</name>
    <message numerus="yes">
        <location filename="../../ui/panels/tasks_panel.cpp" line="107"/>
        <location filename="../../ui/panels/tasks_panel.cpp" line="146"/>
        <source>%n retry(s)</source>
        <translation>
            <numerusform>%n retry</numerusform>
            <numerusform>%n retries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/panels/tasks_panel.cpp" line="108"/>
        <source>%n worker(s)</source>
        <translation>
            <numerusform>%n worker</numerusform>
            <numerusform>%n workers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/panels/tasks_panel.cpp" line="184"/>
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
</TS>
