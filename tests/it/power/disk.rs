//! What a disk may hold after the power went, given everything that a program did before.
//!
//! Nothing is promised but what a sync promised. The model is harsher than any one file system, so that what survives it
//! survives all of them:
//!
//! - `fsync` and `fdatasync` of a file that returned before the cut: its bytes and its size are on disk. `fdatasync` covers
//!   the size too, since the bytes could not be read back without it.
//! - Bytes written after the last sync of their file: each unit (4 KiB, or a sector of 512 bytes, by the seed) is on its own
//!   as of any of the writes since then, or as it was: old bytes, or zeros where there were none. Units do not wait for each
//!   other, and neither do files.
//! - The size is any of those that the file had since its last sync, whatever became of the bytes: a file can be longer than
//!   what arrived (zeros), or shorter (cut).
//! - Names: `fsync` of a folder that returned before the cut puts all its names on disk. Of the creates, links, renames and
//!   unlinks after that the first few have happened, in order for one folder; folders do not wait for each other. The sync of
//!   a file says nothing about its name, and the sync of a folder nothing about the folder's own name in the one above.
//! - A rename inside one folder has happened or not, never half.
//! - `sync_file_range`, `close` and the end of a program promise nothing.
//! - The disk itself is honest: what it said is synced is there, and bytes do not rot. Rights and times are not modelled: all
//!   is for its owner alone.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::trace::{Op, Trace};

/// What the page cache writes at once, and what a disk does, in bytes.
const UNITS: [usize; 2] = [4096, 512];
/// The folder that was watched.
const ROOT: usize = 0;

type Names = BTreeMap<OsString, usize>;

#[derive(Clone, Default)]
struct Folder {
    synced: Names,
    now: Names,
    /// Since the last sync: names that came or went together.
    changes: Vec<Vec<(OsString, Option<usize>)>>,
}

#[derive(Clone, Default)]
struct File {
    synced: Vec<u8>,
    now: Vec<u8>,
    /// Since the last sync, in order.
    writes: Vec<(usize, Vec<u8>)>,
    sizes: Vec<usize>,
}

#[derive(Clone)]
enum Node {
    Folder(Folder),
    File(File),
}

/// The folder that was watched, after some of what happened.
#[derive(Clone)]
pub(crate) struct Disk {
    nodes: Vec<Node>,
    /// The newest holder of an inode: the system gives the inode of a deleted file to a new one.
    inodes: BTreeMap<u64, usize>,
}

impl Disk {
    /// An empty folder.
    pub(crate) fn new(trace: &Trace) -> Self {
        Self { nodes: vec![Node::Folder(Folder::default())], inodes: [(trace.root, ROOT)].into() }
    }

    /// What is on a disk when the power comes back: all that can be read was kept.
    pub(crate) fn found_in(home: &Path) -> Self {
        let mut disk = Self { nodes: Vec::new(), inodes: BTreeMap::new() };
        disk.find_in(home);
        disk
    }

    fn find_in(&mut self, path: &Path) -> usize {
        let number = self.nodes.len();
        self.nodes.push(Node::Folder(Folder::default()));
        self.inodes.insert(fs::metadata(path).expect("what was found").ino(), number);
        self.nodes[number] = if path.is_dir() {
            let entries = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry"));
            let names: Names = entries.map(|entry| (entry.file_name(), self.find_in(&entry.path()))).collect();
            Node::Folder(Folder { synced: names.clone(), now: names, changes: Vec::new() })
        } else {
            let bytes = fs::read(path).expect("a file");
            Node::File(File { synced: bytes.clone(), now: bytes, ..File::default() })
        };
        number
    }

    /// The same, going on in a copy made with [`Disk::whole`]: what was not synced is not synced there either.
    pub(crate) fn goes_on_in(&self, copy: &Path) -> Self {
        let inode = |path: &Path| fs::metadata(copy.join(path)).expect("a copy of everything").ino();
        let inodes = self.paths(ROOT, Path::new("")).iter().map(|(path, number)| (inode(path), *number)).collect();
        Self { nodes: self.nodes.clone(), inodes }
    }

    /// Does what happened.
    pub(crate) fn apply(&mut self, op: &Op) {
        match op {
            Op::Open { path, inode, created, emptied } => {
                if *created {
                    self.add(path, *inode, Node::File(File::default()));
                }
                if *emptied {
                    self.file(*inode).resize(0);
                }
            }
            Op::Folder { path, inode } => self.add(path, *inode, Node::Folder(Folder::default())),
            Op::Write { inode, at, bytes } => self.file(*inode).write(*at, bytes),
            Op::Size { inode, size } => self.file(*inode).resize(*size),
            Op::Sync { inode, .. } => match self.node(*inode) {
                Node::File(file) => file.sync(),
                Node::Folder(folder) => folder.sync(),
            },
            Op::Rename { from, to } => {
                assert_eq!(from.parent(), to.parent(), "a rename from folder to folder is not modelled");
                let node = self.find(from).expect("what is renamed is there");
                self.parent(from).change(vec![(name(from), None), (name(to), Some(node))]);
            }
            Op::Unlink { path } => self.parent(path).change(vec![(name(path), None)]),
            Op::Link { path, inode } => {
                let node = self.inodes[inode];
                self.parent(path).change(vec![(name(path), Some(node))]);
            }
            Op::Range | Op::Screen(_) | Op::Settled(_) => {}
        }
    }

    fn add(&mut self, path: &Path, inode: u64, node: Node) {
        let number = self.nodes.len();
        self.nodes.push(node);
        self.inodes.insert(inode, number);
        self.parent(path).change(vec![(name(path), Some(number))]);
    }

    fn node(&mut self, inode: u64) -> &mut Node {
        let number = *self.inodes.get(&inode).expect("an inode whose creation was recorded");
        &mut self.nodes[number]
    }

    fn file(&mut self, inode: u64) -> &mut File {
        let Node::File(file) = self.node(inode) else { unreachable!("the system writes no bytes to a folder") };
        file
    }

    fn parent(&mut self, path: &Path) -> &mut Folder {
        let number = self.find(path.parent().expect("a path in the folder")).expect("the folder above is there");
        let Node::Folder(folder) = &mut self.nodes[number] else { unreachable!("the system puts nothing in a file") };
        folder
    }

    /// What has this path now.
    fn find(&self, path: &Path) -> Option<usize> {
        path.iter().try_fold(ROOT, |number, part| match &self.nodes[number] {
            Node::Folder(folder) => folder.now.get(part).copied(),
            Node::File(_) => None,
        })
    }

    /// Whether this inode is the file at this path now.
    pub(crate) fn is_at(&self, inode: u64, wanted: impl Fn(&Path) -> bool) -> bool {
        let Some(number) = self.inodes.get(&inode) else { return false };
        self.paths(ROOT, Path::new("")).iter().any(|(path, node)| node == number && wanted(path))
    }

    /// Everything that has a name now, folders too.
    fn paths(&self, number: usize, at: &Path) -> Vec<(PathBuf, usize)> {
        let mut found = vec![(at.to_owned(), number)];
        if let Node::Folder(folder) = &self.nodes[number] {
            found.extend(folder.now.iter().flat_map(|(name, number)| self.paths(*number, &at.join(name))));
        }
        found
    }

    /// Writes down what the disk may hold if the power went now: one of the many images, chosen by the seed. The same seed
    /// gives the same image.
    pub(crate) fn image(&self, seed: u64, to: &Path) {
        self.write_out(ROOT, to, &|number, node| match node {
            Node::Folder(folder) => Survived::Names(folder.survived(&mut dice(seed, number))),
            Node::File(file) => Survived::Bytes(file.survived(unit(seed), &mut dice(seed, number))),
        });
    }

    /// The same on a disk that is kinder than the model: every name is there.
    pub(crate) fn image_with_names(&self, seed: u64, to: &Path) {
        self.write_out(ROOT, to, &|number, node| match node {
            Node::Folder(folder) => Survived::Names(folder.now.clone()),
            Node::File(file) => Survived::Bytes(file.survived(unit(seed), &mut dice(seed, number))),
        });
    }

    /// Writes down what is there without any power cut.
    pub(crate) fn whole(&self, to: &Path) {
        self.write_out(ROOT, to, &|_, node| match node {
            Node::Folder(folder) => Survived::Names(folder.now.clone()),
            Node::File(file) => Survived::Bytes(file.now.clone()),
        });
    }

    fn write_out(&self, number: usize, to: &Path, survived: &impl Fn(usize, &Node) -> Survived) {
        match survived(number, &self.nodes[number]) {
            Survived::Names(names) => {
                fs::DirBuilder::new().recursive(true).mode(0o700).create(to).expect("a folder of the image");
                for (name, number) in names {
                    self.write_out(number, &to.join(name), survived);
                }
            }
            Survived::Bytes(bytes) => {
                let mut options = fs::OpenOptions::new();
                let file = options.write(true).create_new(true).mode(0o600).open(to).expect("a file of the image");
                std::io::Write::write_all(&mut &file, &bytes).expect("the image has room");
            }
        }
    }
}

/// Chance of one file's or folder's own, so that what becomes of it does not hang on the others.
fn dice(seed: u64, number: usize) -> StdRng {
    let own = u64::try_from(number).expect("few nodes").wrapping_mul(0x9E37_79B9_7F4A_7C15);
    StdRng::seed_from_u64(seed ^ own)
}

/// What arrives whole or not at all in this image, in bytes.
fn unit(seed: u64) -> usize {
    UNITS[StdRng::seed_from_u64(seed).random_range(0..UNITS.len())]
}

enum Survived {
    Names(Names),
    Bytes(Vec<u8>),
}

fn name(path: &Path) -> OsString {
    path.file_name().expect("a name").to_owned()
}

fn change(names: &mut Names, change: &[(OsString, Option<usize>)]) {
    for (name, node) in change {
        match node {
            Some(node) => names.insert(name.clone(), *node),
            None => names.remove(name),
        };
    }
}

impl Folder {
    fn change(&mut self, names: Vec<(OsString, Option<usize>)>) {
        change(&mut self.now, &names);
        self.changes.push(names);
    }

    fn sync(&mut self) {
        self.synced.clone_from(&self.now);
        self.changes.clear();
    }

    fn survived(&self, dice: &mut StdRng) -> Names {
        let mut names = self.synced.clone();
        let happened = dice.random_range(0..=self.changes.len());
        self.changes.iter().take(happened).for_each(|names_changed| change(&mut names, names_changed));
        names
    }
}

impl File {
    fn write(&mut self, at: usize, bytes: &[u8]) {
        let end = at + bytes.len();
        if end > self.now.len() {
            self.now.resize(end, 0);
            self.sizes.push(end);
        }
        self.now[at..end].copy_from_slice(bytes);
        self.writes.push((at, bytes.to_vec()));
    }

    fn resize(&mut self, size: usize) {
        if size < self.now.len() {
            // What is cut off reads as zeros when the file grows again.
            self.writes.push((size, vec![0; self.now.len() - size]));
        }
        self.now.resize(size, 0);
        self.sizes.push(size);
    }

    fn sync(&mut self) {
        self.synced.clone_from(&self.now);
        self.writes.clear();
        self.sizes.clear();
    }

    fn survived(&self, unit: usize, dice: &mut StdRng) -> Vec<u8> {
        let pieces = || self.writes.iter().flat_map(|(at, bytes)| units(*at, bytes, unit));
        // How many of the writes to each unit have arrived.
        let mut arrived: BTreeMap<usize, usize> = BTreeMap::new();
        pieces().for_each(|(at, _)| *arrived.entry(at / unit).or_default() += 1);
        // In one image all arrived, in another nothing, mostly it is mixed.
        let mood = dice.random_range(0..6);
        for count in arrived.values_mut() {
            *count = match mood {
                0 => *count,
                1 => 0,
                _ => dice.random_range(0..=*count),
            };
        }
        let last = dice.random_range(0..=self.sizes.len());
        let size = last.checked_sub(1).map_or(self.synced.len(), |last| self.sizes[last]);
        let mut bytes = self.synced.clone();
        for (at, piece) in pieces() {
            let left = arrived.entry(at / unit).or_default();
            if *left == 0 {
                continue;
            }
            *left -= 1;
            let end = at + piece.len();
            bytes.resize(bytes.len().max(end), 0);
            bytes[at..end].copy_from_slice(piece);
        }
        bytes.resize(size, 0);
        bytes
    }
}

/// A write, cut where units begin.
fn units(at: usize, bytes: &[u8], unit: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let first = (unit - at % unit).min(bytes.len());
    let (head, rest) = bytes.split_at(first);
    let rest = rest.chunks(unit).enumerate().map(move |(number, piece)| (at + first + number * unit, piece));
    std::iter::once((at, head)).filter(|(_, piece)| !piece.is_empty()).chain(rest)
}
