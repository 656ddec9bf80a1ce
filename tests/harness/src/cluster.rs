//! A Postgres server of a test's own, which may be stopped and started.

use std::path::{Path, PathBuf};
use std::process::Command;

use uuid::Uuid;

/// A running cluster in a temporary folder. Gone with the value.
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    port: u16,
    url: String,
}

impl Cluster {
    /// Whether this machine has `initdb`.
    pub(crate) fn is_possible() -> bool {
        find_bin().is_some()
    }

    /// A fresh one.
    pub(crate) fn create() -> Self {
        let port = free_port();
        let cluster = Self {
            bin: find_bin().expect("there is initdb"),
            folder: std::env::temp_dir().join(format!("spindle-{}", Uuid::new_v4().simple())),
            port,
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        };
        std::fs::create_dir_all(&cluster.folder).expect("a temporary folder");
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&cluster.folder));
        }
        cluster.tool("initdb", "-U postgres -A trust --no-instructions");
        cluster.start();
        cluster
    }

    /// Of its only database.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// As a power failure would: without telling anybody, without writing anything more.
    pub fn stop(&self) {
        self.tool("pg_ctl", "-m immediate -w stop");
    }

    /// Waits until it takes connections.
    pub fn start(&self) {
        let options = format!(
            "-w -l {folder}/log -o '-p {port} -k {folder}' start",
            folder = self.folder.display(),
            port = self.port
        );
        self.tool("pg_ctl", &options);
    }

    /// Postgres refuses to run as root.
    fn tool(&self, name: &str, arguments: &str) {
        let line = format!(
            "{} -D {}/data {arguments} >/dev/null",
            self.bin.join(name).display(),
            self.folder.display()
        );
        run(&mut as_postgres(&line));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let line = format!(
            "{} -D {}/data -m immediate stop >/dev/null 2>&1",
            self.bin.join("pg_ctl").display(),
            self.folder.display()
        );
        let _ = as_postgres(&line).status();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn as_postgres(line: &str) -> Command {
    let mut command = Command::new(if is_root() { "su" } else { "sh" });
    if is_root() {
        command.args(["postgres", "-s", "/bin/sh"]);
    }
    command.args(["-c", line]).current_dir("/");
    command
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout.starts_with(b"0\n"))
}

fn run(command: &mut Command) {
    let status = command.status().expect("the command starts");
    assert!(status.success(), "{command:?} fails");
}

/// Where Debian keeps the newest, or wherever the path leads.
fn find_bin() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok();
    let mut found: Vec<PathBuf> = versions
        .into_iter()
        .flatten()
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .collect();
    found.sort_by_key(|bin| version_of(bin));
    found.reverse();
    let path = std::env::var_os("PATH").unwrap_or_default();
    found.extend(std::env::split_paths(&path));
    found.into_iter().find(|bin| bin.join("initdb").is_file())
}

fn version_of(bin: &Path) -> u32 {
    let version = bin.parent().and_then(Path::file_name);
    version
        .and_then(|version| version.to_str()?.parse().ok())
        .unwrap_or(0)
}

fn free_port() -> u16 {
    let socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    socket.local_addr().expect("an address").port()
}
