//! The record of a program's writes: made by tests/power/trace.c in the program, read here.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::harness::preload;

/// The tracer's source.
const SOURCE: &str = "power/trace.c";
/// Bytes of a record before its names and data: `struct head` of the tracer.
const HEAD_BYTES: usize = 40;
/// Bits of an open: the file is new; it was there and lost its bytes.
const CREATED: u64 = 1;
const EMPTIED: u64 = 2;

/// One thing that happened, in the order in which it happened. Files and folders are known by their inode, paths are inside the
/// folder that is watched.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    Open {
        path: PathBuf,
        inode: u64,
        created: bool,
        emptied: bool,
    },
    Write {
        inode: u64,
        at: usize,
        bytes: Vec<u8>,
    },
    Size {
        inode: u64,
        size: usize,
    },
    /// `fsync`, or `fdatasync` when `data` is set.
    Sync {
        inode: u64,
        data: bool,
    },
    /// `sync_file_range`: no promise about anything.
    Range,
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Unlink {
        path: PathBuf,
    },
    Folder {
        path: PathBuf,
        inode: u64,
    },
    Link {
        path: PathBuf,
        inode: u64,
    },
    /// What the program showed.
    Screen(Vec<u8>),
    /// The test's own mark: so many actions are sent and decided, and the screen said so.
    Settled(u64),
}

/// A record that is being made.
pub(crate) struct Tracing {
    library: PathBuf,
    folder: PathBuf,
    log: PathBuf,
}

impl Tracing {
    /// Builds the tracer in `place`, and begins a record of a folder.
    pub(crate) fn begin(place: &Path, folder: &Path, log: &Path) -> Self {
        let library = preload::build(place, SOURCE);
        fs::create_dir_all(folder).expect("a folder");
        let folder = folder.canonicalize().expect("the folder");
        let tracing = Self { library, folder, log: log.to_owned() };
        let inode = fs::metadata(&tracing.folder).expect("the folder").ino();
        tracing.append(b'H', tracing.folder.as_os_str().as_encoded_bytes(), inode, 0);
        tracing
    }

    /// What a program needs in its environment to be recorded.
    pub(crate) fn environment(&self) -> [(&str, &str); 3] {
        let variables =
            [("LD_PRELOAD", &self.library), ("VLEUGEL_TRACE_FOLDER", &self.folder), ("VLEUGEL_TRACE_LOG", &self.log)];
        variables.map(|(name, path)| (name, path.to_str().expect("a path of plain letters")))
    }

    /// Notes that all these actions are decided. Only while the programs have nothing to do.
    pub(crate) fn settled(&self, actions: u64) {
        self.append(b'B', b"", 0, actions);
    }

    fn append(&self, what: u8, name: &[u8], inode: u64, at: u64) {
        let mut record = vec![what, 0, 0, 0];
        for length in [name.len(), 0, 0] {
            record.extend(u32::try_from(length).expect("a short name").to_le_bytes());
        }
        for number in [inode, at, 0] {
            record.extend(number.to_le_bytes());
        }
        record.extend(name);
        let mut log = OpenOptions::new().append(true).create(true).open(&self.log).expect("the record");
        log.write_all(&record).expect("the record can be written");
    }
}

/// A finished record.
pub(crate) struct Trace {
    /// The inode of the folder.
    pub(crate) root: u64,
    pub(crate) ops: Vec<Op>,
}

impl Trace {
    /// Reads a record. Calls that the replay cannot follow fail the test here.
    pub(crate) fn read(log: &Path) -> Self {
        let bytes = fs::read(log).expect("the record");
        let mut rest = bytes.as_slice();
        let mut folder = PathBuf::new();
        let mut trace = Self { root: 0, ops: Vec::new() };
        while !rest.is_empty() {
            let record = Record::take(&mut rest);
            let inside = |path: &str| Path::new(path).strip_prefix(&folder).expect("inside the folder").to_owned();
            let (path, inode) = (record.name, record.inode);
            assert_ne!(record.what, b'X', "the replay cannot follow: {path}");
            trace.ops.push(match record.what {
                b'H' => {
                    (folder, trace.root) = (PathBuf::from(path), inode);
                    continue;
                }
                b'O' => Op::Open {
                    path: inside(path),
                    inode,
                    created: record.more & CREATED != 0,
                    emptied: record.more & EMPTIED != 0,
                },
                b'W' => Op::Write { inode, at: record.at(), bytes: record.data.to_vec() },
                b'T' => Op::Size { inode, size: record.at() },
                b'F' | b'D' => Op::Sync { inode, data: record.what == b'D' },
                b'G' => Op::Range,
                b'R' => Op::Rename { from: inside(path), to: inside(record.other) },
                b'U' => Op::Unlink { path: inside(path) },
                b'M' => Op::Folder { path: inside(path), inode },
                b'L' => Op::Link { path: inside(path), inode },
                b'P' => Op::Screen(record.data.to_vec()),
                b'B' => Op::Settled(record.at),
                other => unreachable!("no record begins with {other}"),
            });
        }
        trace
    }

    /// The same without the data syncs of files: what a program would leave that never made them.
    pub(crate) fn without_data_syncs(&self) -> Self {
        let ops = self.ops.iter().filter(|op| !matches!(op, Op::Sync { data: true, .. }));
        Self { root: self.root, ops: ops.cloned().collect() }
    }
}

struct Record<'a> {
    what: u8,
    name: &'a str,
    other: &'a str,
    data: &'a [u8],
    inode: u64,
    at: u64,
    more: u64,
}

impl<'a> Record<'a> {
    fn take(rest: &mut &'a [u8]) -> Self {
        let mut next = |length: usize| {
            let (taken, left) = rest.split_at_checked(length).expect("a whole record");
            *rest = left;
            taken
        };
        let head = next(HEAD_BYTES);
        let long = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().expect("eight bytes"));
        let length = |at: usize| {
            let length = u32::from_le_bytes(head[at..at + 4].try_into().expect("four bytes"));
            usize::try_from(length).expect("a length")
        };
        let mut text = |at| std::str::from_utf8(next(length(at))).expect("a path of plain letters");
        let (name, other) = (text(4), text(8));
        let data = next(length(12));
        Self { what: head[0], name, other, data, inode: long(16), at: long(24), more: long(32) }
    }

    fn at(&self) -> usize {
        usize::try_from(self.at).expect("a place in a file")
    }
}
