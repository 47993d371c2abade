<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name></name>
    <message>
        <source> 1 more file stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {count} more files stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Buffer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Device:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Folders of the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Kept as:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More or less:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New key:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Overlap:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;ReplayGain:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Runs on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no album)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(several values)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(stays)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 cannot be renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cappella</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A longer buffer is safer on a busy machine; a shorter one answers sooner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stream has no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stream plays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A was: {a}. B was: {b}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {taken} for a 4-minute song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a model from a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a music folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a music folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder to the library…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add from file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the stream (http://…):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Afterwards, in the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Afterwards: {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Album artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Album artist and album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Album artists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Albums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Albums in their order stay without a gap or an overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Albums in their order, else songs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All commands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All stems but those of the track that plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An Apple chip (MPS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An NVIDIA card (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An empty list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At &amp;most:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the &amp;start:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BPM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back 5 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup programs may then not notice that a file has changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bass boost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bass cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being separated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between songs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bitrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel all separation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel separation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled; {files} changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capital at the start only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capitals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capitals For Each Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centre cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centre keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the live filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a live filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a region (Tab), or give it another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that the pattern starts from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what this column shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose “All” in a column of the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear stem cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click for the time that is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click or drag to seek (Left, Right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to sort, Shift-click to sort by one more column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close {tool}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column browser (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of: {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing: the mix waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compilation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Composer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Composers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command that {title} needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be separated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cover: as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cover: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete all stems but those in use and those pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete region (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk space used by stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do what the message offers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the model that separates while a song plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag or turn the wheel; double click: 0 dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to draw a region, click on a blob to fit one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to paint. Arrows move the brush, Enter paints a dab, + and − zoom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag tracks onto its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag: new region (Ctrl: over another one). Click: fit one to what sounds there.
Tab: next region. Arrows: move. Shift+arrows: resize. +, −: gain. Del: delete.
Insert: new region. Ctrl+Z: undo. Ctrl+C, Ctrl+V: copy to another song.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw free-hand shapes on the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw rectangles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder with music here. Its files stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop music here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drums stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit query…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit tags…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Electronic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equaliser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equaliser preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equally loud: {levels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every song is heard as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every stem can be heard at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact capitals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as stem file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as stem file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the song without it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export this region…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLAC, without loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the model now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders of the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward 5 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four passes and a Wiener filter: cleanest, for more than four times the work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From names…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From song to song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the plane: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gate for each band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genres</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting the model: {stage}, {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to what plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Harmonics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have a strip for this region (four at most)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hear it alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hear {letter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hear {letter} ({letter})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold or go on with separation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold separation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the loudness when stems are muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds from the next start on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it works: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much louder or softer (+, −)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How soft the edges are, in pan and in octaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the methods work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the methods work…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I accept these terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In all texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In mixer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the mixer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install a model from a file that was carried here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files stay; its tracks leave the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its stems replace the fast ones as soon as a song is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jazz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Karaoke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a mix without some stems as loud as the song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps ahead of the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LARGE LETTERS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last played</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave files the time of their last change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it hold for the whole song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live filter: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live filter: {filter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live filter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live, nothing to wait for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live: {filters}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for cast devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for changed files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look through now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for music: {found} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for music…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Louder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it louder or softer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure songs whose tags do not tell how loud they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure songs whose tags do not tell their loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring how loud they are…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mid and side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most played</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Music and playlists ({endings})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute vocals at once by what is in the middle, until then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names look like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never played</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New smart playlist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No albums here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No name looks like that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No, do not {action}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: the fast stems stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not separated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has all of these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found for “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of discs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number the tracks in the order of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: files as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: the region is kept and does nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline? minusone models add FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On battery, separate only what plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pass: the stems are there soonest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a song, or choose one in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open playlist file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open stream…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opus, in a third of the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output meter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan position (ADRess)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan {pan}; double click: middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak level of what is heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase inversion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned: kept whatever else needs room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place, left to right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play a song first: a file, not a stream.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play a song to mix its parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play after the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play on in the tray when the window is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playlists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position and length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preamp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preamp of other songs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preamp of songs of unknown loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of separation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published: {published_sdr}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put capitals and blanks in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading tags: {left} of {found} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the list of models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the tags…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recently played</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refine by hand: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refine by hand…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat: off, all, one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReplayGain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveal what A and B are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as smart playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save list as playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save list as playlist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search, or ask: artist:davis year:1959..1965 rating&gt;=4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate the song that plays, and the next one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separating {number} of {wanted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separating {title}: {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separation is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separation waits: {waiting}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separation, no network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separation: {more}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings: {page}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several values are separated by ; (write \; for the sign itself)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show an icon in the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle by rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle whole albums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence, or the volume before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower than playback: about {taken} for a 4-minute song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smart playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Songs &amp;without tags:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Songs can be separated once the model{size} is fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Songs equally loud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Songs of an album that follow each other are never faded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Songs overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorted by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrogram around the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrogram of the stem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the refined stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stem cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stem that gets what is painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stem to be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stems on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stems ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stems: {used} of {budget}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stereo plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stereo plane: pan and frequency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after this track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studio stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags from file names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back all that waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back: {what} of {files}, {when:%d %b %H:%M}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take lyrics and covers along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back in {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell when another song begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo (BPM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fastest there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder that the pattern starts from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of last time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new names are shown here before anything is renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The original plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The original plays, filtered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The refined stems are being written …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stems are being opened …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stems take {used} of {budget}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tags of these tracks name none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: {theme}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing in the list to save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These folders are watched, and looked through at the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This frees {space}. Stems that it made stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This playlist is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick two to four. X goes to the next one while the song plays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy blanks and underscores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens: {tokens}; / for folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks appear here as they are found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks come here by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks of the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Treble boost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer words, or another spelling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two alternatives without their names, and a third to guess</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two passes, averaged: cleaner, for twice the work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what is to be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a stem file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a stem file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use no model in the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use stems from a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the stems in a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {title} {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual keys for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual values of this filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VLC (slower to answer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Various artists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume {percent} % (Up, Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ways to hear it are compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is going to change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is going to change is shown here before it is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it assumes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When tags are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While a song plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While a song plays: {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While the machine is busy, separate only what plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Will be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X is A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X is A or B. Listen as often as you like, then say which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X is B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your library is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[…] is left out where its tags are missing; / makes folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accompaniment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all but this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bass stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comes again: accompaniment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not: voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drums: stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frequency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guitar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how much of each point is voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its overtones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lasts: the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>long: other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low: bass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one band of many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or open files, a folder, or a stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>piano</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pitch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right, inverted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>short: drums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>small letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solo, cut or gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spectrogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the middle only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this, louder or softer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vocals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>voice: cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is alike is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when they sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} in {files} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} added to “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} cannot be renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} files cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} hertz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} kilohertz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} not in the library cannot be in a playlist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total} names read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} stems: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} strokes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} taken out of “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} to rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} (away)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} songs found, {read} read: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is taken from: {commands}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} level in decibels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % ready to be heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{right} of {tries} right; by guessing that often or more: {chance} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} to download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stars} of 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stem} level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stem} level in decibels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stem} meter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stem} pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, {quality}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{total}, no change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
