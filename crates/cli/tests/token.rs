//! Development keys and tokens.

use std::path::PathBuf;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cli::token::{Claims, DEV_CUSTOMER, DevKeys};
use serde_json::Value;

const HOUR: Duration = Duration::from_secs(3_600);

/// A folder that is gone with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("spindle-cli-{}-{test}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The claims. That signatures are right is tested where they are made, and by every request of
/// the end-to-end tests.
fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

#[test]
fn a_token_says_who_for_which_shop_and_how_long() {
    let folder = Folder::new("token");
    let keys = DevKeys::load_or_create(&folder.0).unwrap();

    let customer = claims(
        &keys
            .mint(&Claims::customer("demo", DEV_CUSTOMER, HOUR))
            .unwrap(),
    );
    let service = claims(&keys.mint(&Claims::service("scheduler", HOUR)).unwrap());

    assert_eq!(customer["sub"], DEV_CUSTOMER);
    assert_eq!(customer["tenant"], "demo");
    assert_eq!(customer["roles"], serde_json::json!(["customer"]));
    assert_eq!(
        customer["exp"].as_u64().unwrap() - customer["iat"].as_u64().unwrap(),
        3_600
    );
    assert_eq!(service["roles"], serde_json::json!(["service"]));
    assert!(service.get("tenant").is_none());
}

#[test]
fn the_keys_are_made_once_and_stay() {
    let folder = Folder::new("stay");

    let made: Vec<DevKeys> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| DevKeys::load_or_create(&folder.0).unwrap()))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });

    assert!(
        made.iter()
            .all(|keys| keys.jwks_json() == made[0].jwks_json())
    );
    assert_eq!(
        std::fs::read_dir(&folder.0).unwrap().count(),
        1,
        "no drafts are left"
    );
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_keys() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("mode");
    DevKeys::load_or_create(&folder.0).unwrap();

    let mode = std::fs::metadata(folder.0.join("dev-keys.json"))
        .unwrap()
        .permissions()
        .mode();

    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_file_that_is_no_key_set_is_refused_without_showing_it() {
    let short = URL_SAFE_NO_PAD.encode("short");
    for text in [
        "secret".to_owned(),
        r#"{"keys": []}"#.to_owned(),
        format!(r#"{{"keys": [{{"kty": "oct", "k": "{short}"}}]}}"#),
        r#"{"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "secret"}]}"#.to_owned(),
    ] {
        let sentence = format!("{:#}", DevKeys::from_json(text).unwrap_err());
        assert!(
            !sentence.contains("secret") && !sentence.contains(&short),
            "{sentence}"
        );
    }
}
