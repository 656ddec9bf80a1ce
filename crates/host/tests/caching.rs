//! Compiled components in a folder.

use std::path::Path;

use host::{App, Engine, Manifest, Options};

use crate::support::{folder, manifest, probe_with};

async fn start(manifest: &Manifest, cache: &Path) {
    // An engine of its own remembers nothing: what is there comes from the folder.
    let engine = Engine::new().unwrap();
    let options = Options {
        cache_dir: Some(cache.to_owned()),
        ..Options::default()
    };
    App::start(&engine, manifest, options).await.unwrap();
}

#[tokio::test]
async fn a_damaged_file_is_made_anew() {
    let cache = folder(&[]);
    let manifest = manifest(&probe_with("")).unwrap();
    start(&manifest, &cache).await;
    let files: Vec<_> = std::fs::read_dir(&cache)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1);
    let whole = std::fs::read(&files[0]).unwrap();

    for damaged in [&whole[..whole.len() / 2], b"nonsense", b""] {
        std::fs::write(&files[0], damaged).unwrap();
        start(&manifest, &cache).await;

        assert_eq!(
            std::fs::metadata(&files[0]).unwrap().len(),
            whole.len() as u64
        );
    }
}

#[tokio::test]
async fn what_another_process_has_compiled_is_not_compiled_again() {
    let cache = folder(&[]);
    let manifest = manifest(&probe_with("")).unwrap();

    // As another process would: with an engine that shares only the folder.
    Engine::new().unwrap().compile(&manifest, &cache).unwrap();

    let files = || {
        let entries = std::fs::read_dir(&cache).unwrap().map(Result::unwrap);
        let files = entries.map(|e| (e.path(), e.metadata().unwrap().modified().unwrap()));
        files.collect::<Vec<_>>()
    };
    let compiled = files();
    assert_eq!(compiled.len(), 1);
    start(&manifest, &cache).await;
    assert_eq!(files(), compiled);
    Engine::new().unwrap().compile(&manifest, &cache).unwrap();
    assert_eq!(files(), compiled);
}
