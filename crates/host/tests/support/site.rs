//! An application of a test: a folder with a `spin.toml`, started and served on a free port.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use host::{App, Engine, Error, LogSink, Manifest, Options};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{Answer, Connection, probe};

/// The engine of all tests: components are compiled once.
fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().unwrap());
    &ENGINE
}

/// How long a stopping site waits for requests in flight.
const DRAIN: Duration = Duration::from_secs(2);

/// A served application.
pub struct Site {
    pub app: Arc<App>,
    pub address: SocketAddr,
    log: Arc<Mutex<Vec<String>>>,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<usize>,
}

/// Folders of the test that this thread runs; they go when it ends, however it ends.
struct Litter(Vec<PathBuf>);

impl Drop for Litter {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// A folder of its own with the files given.
pub fn folder(files: &[(&str, &str)]) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "site-{}-{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    // A process of the same number may have been here before.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    thread_local!(static LITTER: RefCell<Litter> = const { RefCell::new(Litter(Vec::new())) });
    LITTER.with_borrow_mut(|litter| litter.0.push(folder.clone()));
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// Loads a `spin.toml`; `body` is what comes after the application's name.
pub fn manifest(body: &str) -> Result<Manifest, Error> {
    manifest_with(body, &[])
}

fn manifest_with(body: &str, files: &[(&str, &str)]) -> Result<Manifest, Error> {
    let text = format!("spin_manifest_version = 2\n[application]\nname = \"test\"\n{body}");
    let folder = folder(&[&[("spin.toml", text.as_str())], files].concat());
    Manifest::load(folder)
}

/// The path of a component written in text form.
pub fn wat_file(name: &str, text: &str) -> String {
    let folder = folder(&[]);
    let file = folder.join(name);
    std::fs::write(&file, wat::parse_str(text).unwrap()).unwrap();
    file.to_str().unwrap().to_owned()
}

/// A `spin.toml` with one public component `probe` at `/...`, which has the lines given.
pub fn probe_with(lines: &str) -> String {
    let probe = probe();
    format!(
        "[[trigger.http]]\nroute = \"/...\"\ncomponent = \"probe\"\n[component.probe]\nsource = \"{probe}\"\n{lines}"
    )
}

impl Site {
    /// One public component `probe` at `/...` with the lines given.
    pub async fn of_probe(lines: &str) -> Self {
        Self::start(&probe_with(lines), Options::default()).await
    }

    /// Starts and serves an application.
    pub async fn start(body: &str, options: Options) -> Self {
        Self::try_start(body, &[], options).await.unwrap()
    }

    /// The same with more files beside `spin.toml`.
    pub async fn try_start(
        body: &str,
        files: &[(&str, &str)],
        options: Options,
    ) -> Result<Self, Error> {
        let manifest = manifest_with(body, files)?;
        let log = Arc::new(Mutex::new(Vec::new()));
        let lines = log.clone();
        let logs = LogSink::new(move |line| {
            lines.lock().unwrap().push(format!(
                "{} {:?}: {}",
                line.component, line.stream, line.text
            ));
        });
        let cache_dir = Some(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cwasm"));
        let app = App::start(
            engine(),
            &manifest,
            Options {
                logs,
                cache_dir,
                ..options
            },
        )
        .await?;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async move { stopped.await.unwrap_or(()) };
        let served = tokio::spawn(host::serve(app.clone(), listener, shutdown, DRAIN));
        Ok(Self {
            app,
            address,
            log,
            stop: Some(stop),
            served,
        })
    }

    /// POST on a connection of its own.
    pub async fn post(&self, path: &str, body: &str) -> Answer {
        Connection::open(self.address).await.post(path, body).await
    }

    /// The body of a POST that must succeed.
    pub async fn ask(&self, path: &str, body: &str) -> String {
        let answer = self.post(path, body).await;
        assert_eq!(answer.status, 200, "{path} {body}: {}", answer.body);
        answer.body
    }

    /// The body of a POST that the probe must answer with an error.
    pub async fn fail(&self, path: &str, body: &str) -> String {
        let answer = self.post(path, body).await;
        assert_eq!(answer.status, 502, "{path} {body}: {}", answer.body);
        answer.body
    }

    /// Waits until a component has printed `text`, so that its request is known to be inside.
    pub async fn until_logged(&self, text: &str) {
        while self.logged(text).is_empty() {
            tokio::task::yield_now().await;
        }
    }

    /// Begins to drain, as SIGTERM does.
    pub fn begin_stop(&mut self) {
        drop(self.stop.take());
    }

    /// Waits for the end of the server; the number of connections cut off.
    pub async fn stopped(&mut self) -> usize {
        (&mut self.served).await.unwrap()
    }

    /// The lines printed so far that contain `text`.
    pub fn logged(&self, text: &str) -> Vec<String> {
        self.log
            .lock()
            .unwrap()
            .iter()
            .filter(|line| line.contains(text))
            .cloned()
            .collect()
    }
}
