//! The program as its parent and its clients see it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tokio_postgres::{Client, NoTls};

/// A folder that is gone with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let name = format!("spindle-postgres-test-{}-{test}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The running program.
struct Postgres {
    child: Child,
    url: String,
}

impl Postgres {
    fn start(folder: &Path) -> Self {
        let mut child = program(folder);
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut url)
            .unwrap();
        assert!(url.starts_with("postgres://postgres@127.0.0.1:"), "{url:?}");
        Self {
            child,
            url: url.trim().to_owned(),
        }
    }

    async fn connect(&self) -> Client {
        self.connect_with("").await.unwrap()
    }

    async fn connect_with(&self, options: &str) -> Result<Client, tokio_postgres::Error> {
        let url = format!("{}{options}", self.url);
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
        tokio::spawn(connection);
        Ok(client)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn program(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_spindle-postgres"))
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

async fn text(client: &Client, sql: &str) -> String {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn clients_take_turns_and_keep_what_is_theirs() {
    let folder = Folder::new("turns");
    let postgres = Postgres::start(&folder.0);
    let owner = postgres.connect().await;
    owner
        .batch_execute("create role clerk; create table t (a int)")
        .await
        .unwrap();
    let clerk = postgres
        .connect_with("&options=-c%20role%3Dclerk")
        .await
        .unwrap();

    // Both libraries call their first statement s0.
    let as_owner = owner
        .prepare("select 'owner ' || current_user")
        .await
        .unwrap();
    let as_clerk = clerk
        .prepare("select 'clerk ' || current_user")
        .await
        .unwrap();

    for _ in 0..3 {
        let row = owner.query_one(&as_owner, &[]).await.unwrap();
        assert_eq!(row.get::<_, String>(0), "owner postgres");
        let row = clerk.query_one(&as_clerk, &[]).await.unwrap();
        assert_eq!(row.get::<_, String>(0), "clerk clerk");
    }
    let refused = clerk
        .execute("insert into t values (1)", &[])
        .await
        .unwrap_err();
    assert_eq!(refused.code().unwrap().code(), "42501");
}

#[tokio::test]
async fn a_transaction_is_not_interrupted() {
    let folder = Folder::new("transaction");
    let postgres = Postgres::start(&folder.0);
    let (mut one, two) = (postgres.connect().await, postgres.connect().await);
    one.batch_execute("create table t (a int)").await.unwrap();

    let transaction = one.transaction().await.unwrap();
    transaction
        .batch_execute("insert into t values (1)")
        .await
        .unwrap();
    let waiting = tokio::spawn(async move { text(&two, "select count(*)::text from t").await });
    transaction
        .batch_execute("insert into t values (2)")
        .await
        .unwrap();
    transaction.commit().await.unwrap();

    assert_eq!(waiting.await.unwrap(), "2");
}

#[tokio::test]
async fn a_client_that_is_gone_leaves_nothing_behind() {
    let folder = Folder::new("gone");
    let postgres = Postgres::start(&folder.0);
    let (stays, goes) = (postgres.connect().await, postgres.connect().await);
    stays.batch_execute("create table t (a int)").await.unwrap();

    goes.batch_execute("set work_mem = '1MB'; begin; insert into t values (1)")
        .await
        .unwrap();
    goes.batch_execute("select pg_advisory_lock(1); create temp table scratch (a int)")
        .await
        .unwrap();
    drop(goes);

    assert_eq!(text(&stays, "select count(*)::text from t").await, "0");
    assert_eq!(text(&stays, "show work_mem").await, "4MB");
    assert_eq!(
        text(
            &stays,
            "select count(*)::text from pg_locks where locktype = 'advisory'"
        )
        .await,
        "0"
    );
    assert_eq!(
        text(
            &stays,
            "select coalesce(to_regclass('scratch')::text, 'none')"
        )
        .await,
        "none"
    );
}

#[tokio::test]
async fn a_session_keeps_its_settings_until_it_resets_them() {
    let folder = Folder::new("settings");
    let postgres = Postgres::start(&folder.0);
    let (one, two) = (postgres.connect().await, postgres.connect().await);

    one.batch_execute("set work_mem = '1MB'").await.unwrap();
    let waiting = tokio::spawn(async move { text(&two, "show work_mem").await });
    assert_eq!(text(&one, "show work_mem").await, "1MB");
    one.batch_execute("reset all").await.unwrap();

    assert_eq!(waiting.await.unwrap(), "4MB");
}

#[tokio::test]
async fn a_refused_client_does_no_harm() {
    let folder = Folder::new("refused");
    let postgres = Postgres::start(&folder.0);

    for (options, code) in [
        ("&options=-c%20role%3Dnobody", "22023"),
        ("&options=-c%20no_such_setting%3D1", "42704"),
        ("&dbname=shop", "3D000"),
    ] {
        let refused = postgres.connect_with(options).await.err().unwrap();
        assert_eq!(refused.code().unwrap().code(), code, "{options}");
    }

    assert_eq!(
        text(&postgres.connect().await, "select 'fine'").await,
        "fine"
    );
}

#[tokio::test]
async fn what_was_committed_survives_a_kill() {
    let folder = Folder::new("kill");
    let mut postgres = Postgres::start(&folder.0);
    let client = postgres.connect().await;
    client
        .batch_execute("create table t (a int); insert into t values (1)")
        .await
        .unwrap();
    client
        .batch_execute("begin; insert into t values (2)")
        .await
        .unwrap();

    postgres.child.kill().unwrap();
    postgres.child.wait().unwrap();
    let postgres = Postgres::start(&folder.0);

    assert_eq!(
        text(&postgres.connect().await, "select sum(a)::text from t").await,
        "1"
    );
}

#[tokio::test]
async fn a_second_process_on_the_same_data_is_refused_in_a_sentence() {
    let folder = Folder::new("twice");
    let _first = Postgres::start(&folder.0);

    let mut second = program(&folder.0);
    let mut said = String::new();
    second
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();

    assert_eq!(second.wait().unwrap().code(), Some(1));
    assert!(
        said.trim()
            .ends_with("is already in use by another process."),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[tokio::test]
async fn it_ends_with_its_parent_even_when_a_client_stays() {
    let folder = Folder::new("parent");
    let mut postgres = Postgres::start(&folder.0);
    let client = postgres.connect().await;
    client.batch_execute("select 1").await.unwrap();

    drop(postgres.child.stdin.take());

    assert_eq!(postgres.child.wait().unwrap().code(), Some(0));
}
