//! A shop for one test.

use std::sync::Arc;
use std::time::Duration;

use cli::token::{Claims, DevKeys};
use host::{App, Manifest, Statement, Stops};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::application::{application, options, state_dir};
use crate::cluster::Cluster;
use crate::database::Database;
use crate::need::{has_program, skip};
use crate::sql::{Row, Sql};
use crate::wire::Wire;
use crate::{Need, Person, fixture, root};

/// Long enough for any test, so that no token expires in one.
const TOKEN_LIFETIME: Duration = Duration::from_secs(3600);

/// A served shop with a tenant of its own, and everything needed to look behind it.
pub struct Shop {
    /// Scheme and authority.
    pub url: String,
    /// The test's own tenant.
    pub tenant: String,
    app: Option<Arc<App>>,
    stops: Stops,
    keys: DevKeys,
    wire: Wire,
    sql: Sql,
    // Dropped after the app has stopped using it.
    _stop: oneshot::Sender<()>,
    database: Database,
}

impl Shop {
    /// A shop anywhere.
    pub async fn open() -> Self {
        Self::start(&[]).await
    }

    /// A shop that has what the test needs; `None`, and a loud line, where that is not to be had.
    pub async fn open_for(needs: &[Need]) -> Option<Self> {
        Self::open_with(needs, &[]).await
    }

    /// The same with variables of its own.
    pub async fn open_with(needs: &[Need], variables: &[(&str, &str)]) -> Option<Self> {
        let external = std::env::var_os("SPINDLE_URL").is_some();
        let embedded = !external && std::env::var_os("SPINDLE_TEST_DATABASE_URL").is_none();
        let missing = needs.iter().find(|need| match need {
            Need::Application | Need::Clock | Need::Statements | Need::Stops | Need::Variables => {
                external
            }
            Need::Connections | Need::Savepoints => embedded,
            Need::Statistics => embedded || external,
            Need::Cluster => external || !Cluster::is_possible(),
            Need::Poppler => !has_program("pdftotext") || !has_program("pdftoppm"),
            Need::Chromium => !has_program("chromium"),
        });
        match missing {
            Some(need) => {
                skip(*need);
                None
            }
            None if needs.contains(&Need::Cluster) => {
                Some(Self::serve(Database::on_a_cluster().await, variables).await)
            }
            None => Some(Self::start(variables).await),
        }
    }

    async fn start(variables: &[(&str, &str)]) -> Self {
        match std::env::var("SPINDLE_URL") {
            Ok(url) => Self::join(url).await,
            Err(_) => Self::serve(Database::create().await, variables).await,
        }
    }

    /// A tenant in a server that is already running.
    async fn join(url: String) -> Self {
        let database_url = std::env::var("SPINDLE_DATABASE_URL")
            .expect("SPINDLE_DATABASE_URL must name the database behind SPINDLE_URL");
        let keys = match std::env::var("SPINDLE_JWT_KEYS") {
            Ok(json) => DevKeys::from_json(json),
            Err(_) => DevKeys::load(&root().join(".spindle/dev-keys.json")),
        };
        let keys = keys.expect("SPINDLE_JWT_KEYS or .spindle/dev-keys.json holds a signing key");
        Self::furnish(
            url,
            Database::Shared { url: database_url },
            keys,
            None,
            Stops::default(),
            oneshot::channel().0,
        )
        .await
    }

    /// The real components in this process, on a database of the test's own.
    async fn serve(database: Database, variables: &[(&str, &str)]) -> Self {
        let application = application().await;
        Self::serve_on(database, &application.manifest, variables).await
    }

    /// The same with another manifest. Compiled components are shared by what is in them.
    pub(crate) async fn serve_manifest(manifest: &Manifest, variables: &[(&str, &str)]) -> Self {
        Self::serve_on(Database::create().await, manifest, variables).await
    }

    async fn serve_on(database: Database, manifest: &Manifest, variables: &[(&str, &str)]) -> Self {
        let application = application().await;
        let keys = DevKeys::load_or_create(&state_dir()).expect("test keys can be made");
        let options = options(&database, &keys, variables);
        let stops = options.stops.clone();
        let app = App::start(&application.engine, manifest, options).await;
        let app = app.unwrap_or_else(|error| panic!("the application starts: {error}"));

        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async {
            let _ = stopped.await;
        };
        tokio::spawn(host::serve(
            app.clone(),
            listener,
            stopped,
            Duration::from_secs(1),
        ));
        Self::furnish(url, database, keys, Some(app), stops, stop).await
    }

    async fn furnish(
        url: String,
        database: Database,
        keys: DevKeys,
        app: Option<Arc<App>>,
        stops: Stops,
        stop: oneshot::Sender<()>,
    ) -> Self {
        let tenant = format!("test-{}", Uuid::new_v4().simple());
        let sql = Sql::new(database.url());
        sql.run(&fixture::statements(&tenant)).await;
        Self {
            wire: Wire::new(&url),
            url,
            tenant,
            app,
            stops,
            keys,
            sql,
            _stop: stop,
            database,
        }
    }

    /// A new customer of this shop.
    pub fn customer(&self) -> Person {
        self.customer_with(Uuid::new_v4())
    }

    /// A certain customer of this shop.
    pub fn customer_with(&self, id: Uuid) -> Person {
        self.signed_in(
            id,
            &Claims::customer(&self.tenant, &id.to_string(), TOKEN_LIFETIME),
        )
    }

    /// An admin of this shop.
    pub fn admin(&self) -> Person {
        self.signed_in(
            Uuid::nil(),
            &Claims::admin(&self.tenant, "test-admin", TOKEN_LIFETIME),
        )
    }

    /// An admin of another shop.
    pub fn admin_of(&self, tenant: &str) -> Person {
        self.signed_in(
            Uuid::nil(),
            &Claims::admin(tenant, "other-admin", TOKEN_LIFETIME),
        )
    }

    /// Another shop on the same server, with the same goods. Returns its tenant.
    pub async fn another_tenant(&self) -> String {
        let tenant = format!("other-{}", Uuid::new_v4().simple());
        self.sql.run(&fixture::statements(&tenant)).await;
        tenant
    }

    /// Another shop on the same server, with the same goods and a name that means something.
    pub async fn open_tenant(&self, tenant: &str) {
        self.sql.run(&fixture::statements(tenant)).await;
    }

    /// A new customer of another shop.
    pub fn customer_of(&self, tenant: &str) -> Person {
        let id = Uuid::new_v4();
        self.signed_in(
            id,
            &Claims::customer(tenant, &id.to_string(), TOKEN_LIFETIME),
        )
    }

    /// The scheduler.
    pub fn service(&self) -> Person {
        self.signed_in(
            Uuid::nil(),
            &Claims::service("test-service", TOKEN_LIFETIME),
        )
    }

    /// A payment provider or a carrier of this shop.
    pub fn provider(&self, name: &str) -> Person {
        self.provider_of(&self.tenant, name)
    }

    /// A payment provider or a carrier of another shop.
    pub fn provider_of(&self, tenant: &str, name: &str) -> Person {
        self.signed_in(Uuid::nil(), &Claims::provider(tenant, name, TOKEN_LIFETIME))
    }

    /// Somebody who has not signed in.
    pub fn visitor(&self) -> Person {
        Person {
            id: Uuid::nil(),
            wire: self.wire.clone(),
            headers: vec![("x-tenant".into(), self.tenant.clone())],
        }
    }

    /// A new customer of another shop on the same server.
    pub async fn stranger(&self) -> Person {
        let tenant = self.another_tenant().await;
        let id = Uuid::new_v4();
        self.signed_in(
            id,
            &Claims::customer(&tenant, &id.to_string(), TOKEN_LIFETIME),
        )
    }

    /// An admin of another shop on the same server.
    pub async fn stranger_admin(&self) -> Person {
        self.admin_of(&self.another_tenant().await)
    }

    /// A customer whose token names a shop that does not exist.
    pub fn customer_of_nowhere(&self) -> Person {
        let id = Uuid::new_v4();
        self.signed_in(
            id,
            &Claims::customer("no-such-shop", &id.to_string(), TOKEN_LIFETIME),
        )
    }

    fn signed_in(&self, id: Uuid, claims: &Claims) -> Person {
        let token = self.keys.mint(claims).expect("a token can be made");
        let headers = vec![("authorization".to_owned(), format!("Bearer {token}"))];
        Person {
            id,
            wire: self.wire.clone(),
            headers,
        }
    }

    /// The rows of a query; `$tenant` in it becomes this shop's tenant.
    pub async fn rows(&self, query: &str) -> Vec<Row> {
        self.sql.rows(&self.expand(query)).await
    }

    /// The first row of a query.
    #[track_caller]
    pub fn row(&self, query: &str) -> impl Future<Output = Row> {
        let query = self.expand(query);
        let sql = self.sql.clone();
        async move {
            sql.rows(&query)
                .await
                .into_iter()
                .next()
                .unwrap_or_else(|| panic!("no row: {query}"))
        }
    }

    /// Changes the world behind the server's back.
    pub async fn run(&self, statements: &str) {
        self.sql.run(&self.expand(statements)).await;
    }

    /// Moves the clock of the whole database. Only with [`Need::Clock`].
    pub async fn move_clock(&self, by: Duration) {
        let seconds = by.as_secs();
        self.run(&format!(
            "insert into spindle.clock_shift as c (shift) values (interval '{seconds} seconds')
             on conflict (only_row) do update set shift = c.shift + excluded.shift"
        ))
        .await;
    }

    /// The canonical dump of this database's schema.
    pub async fn schema(&self) -> String {
        cli::schema::dump(self.sql.url())
            .await
            .expect("the schema can be read")
    }

    /// Loads the demo shop beside the test's own.
    pub async fn open_demo(&self) {
        cli::migrate::load_demo(self.sql.url())
            .await
            .expect("the demo data loads");
    }

    /// A customer's token of the demo shop.
    pub fn demo_token(&self) -> String {
        let claims = Claims::customer("demo", &Uuid::new_v4().to_string(), TOKEN_LIFETIME);
        self.keys.mint(&claims).expect("a token can be made")
    }

    /// The statements that `work` caused. Only with [`Need::Statements`].
    pub async fn statements_of<T>(&self, work: impl Future<Output = T>) -> (T, Vec<Statement>) {
        let app = self.app.as_ref().expect("the test says Need::Statements");
        let mark = app.statements().mark();
        let done = work.await;
        (done, app.statements().since(mark))
    }

    /// The server behind this shop. Only with [`Need::Cluster`].
    pub fn cluster(&self) -> &Cluster {
        self.database
            .cluster()
            .expect("the test says Need::Cluster")
    }

    pub(crate) fn stops(&self) -> &Stops {
        &self.stops
    }

    pub(crate) async fn connect(&self) -> Client {
        self.sql.connect().await
    }

    pub(crate) fn database_url(&self) -> &str {
        self.sql.url()
    }

    pub(crate) fn expand(&self, query: &str) -> String {
        query.replace("$tenant", &format!("'{}'", self.tenant))
    }
}
