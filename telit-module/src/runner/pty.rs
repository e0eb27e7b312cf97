//! A pseudo-terminal: a path that any program can open as if a module's serial line were behind it.
//!
//! In: bytes that a host writes to the path. Out: bytes of the module, unchanged, for the terminal is raw. Not here:
//! control lines and speeds; a pseudo-terminal has none (DTR and DCD answer `ENOTTY`, speeds are taken and ignored).

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, ioctl_fionbio};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::error::PortError;

#[derive(Debug)]
pub(crate) struct Pty {
    /// Dropped before the terminal, so that no path leads nowhere.
    link: Option<Link>,
    pub(crate) master: File,
    name: PathBuf,
    /// The host's side held open: without it every read while no host is there fails (`EIO`).
    _keeper: OwnedFd,
}

impl Pty {
    pub(crate) fn open(link: Option<&Path>) -> Result<Self, PortError> {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let master = openpt(flags).map_err(at("open a pseudo-terminal"))?;
        grantpt(&master).map_err(at("grant access to the pseudo-terminal"))?;
        unlockpt(&master).map_err(at("unlock the pseudo-terminal"))?;
        let name = ptsname(&master, Vec::new()).map_err(at("find the pseudo-terminal's name"))?;
        let name = PathBuf::from(OsStr::from_bytes(name.as_bytes()));
        let keeper = raw(&name)?;
        ioctl_fionbio(&master, true).map_err(at("keep the pseudo-terminal from blocking"))?;
        let link = link.map(|path| Link::make(path, &name)).transpose()?;
        Ok(Self {
            link,
            master: master.into(),
            name,
            _keeper: keeper,
        })
    }

    /// The path for hosts: the stable one if there is one.
    pub(crate) fn path(&self) -> &Path {
        self.link.as_ref().map_or(&self.name, |link| &link.path)
    }
}

/// Opens the host's side and makes it raw, which lasts as long as the master.
fn raw(name: &Path) -> Result<OwnedFd, PortError> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let keeper = open(name, flags, Mode::empty())
        .map_err(at("open the host's side of the pseudo-terminal"))?;
    let mut settings = tcgetattr(&keeper).map_err(at("read the pseudo-terminal's settings"))?;
    settings.make_raw();
    tcsetattr(&keeper, OptionalActions::Now, &settings)
        .map_err(at("make the pseudo-terminal raw"))?;
    Ok(keeper)
}

fn at(step: &'static str) -> impl Fn(Errno) -> PortError {
    move |errno| PortError::Terminal {
        step,
        source: errno.into(),
    }
}

/// A symbolic link at a path that stays the same from run to run; removed when dropped, if it is still this one.
#[derive(Debug)]
struct Link {
    path: PathBuf,
    target: PathBuf,
}

impl Link {
    fn make(path: &Path, target: &Path) -> Result<Self, PortError> {
        let failed = |source| PortError::Path {
            path: path.into(),
            source,
        };
        match symlink(target, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // A link left behind by a run that was killed; anything else is somebody's file.
                if !path.symlink_metadata().map_err(failed)?.is_symlink() {
                    return Err(PortError::Occupied(path.into()));
                }
                std::fs::remove_file(path).map_err(failed)?;
                symlink(target, path).map_err(failed)?;
            }
            other => other.map_err(failed)?,
        }
        Ok(Self {
            path: path.into(),
            target: target.into(),
        })
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if std::fs::read_link(&self.path).is_ok_and(|target| target == self.target) {
            // Nobody is left to be told that it failed, and the next run replaces the link.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
