//! Every route is tested, published, and closed to those it is not for.

use std::path::Path;

use harness::{Person, Shop, root};

/// Components whose routes are not reached by tests of their own: the sandbox is behind checkout,
/// and tests/checkout/pay.rs drives each of its tokens.
const BEHIND_OTHERS: &[&str] = &["payments-sandbox"];

/// Where a visitor without a token is welcome, as long as X-Tenant names the shop.
const SHOP_WINDOWS: &[&str] = &[
    "GET /api/v1/products",
    "GET /api/v1/products/{id}",
    "GET /api/v1/products/{id}/pricing",
    "GET /api/v1/shipping-methods",
    "POST /api/v1/availability/check",
    "POST /api/v1/pricing/quote",
    "POST /api/v1/cart",
];

/// Where nobody is asked who they are.
const OPEN: &[&str] = &["GET /health/live", "GET /health/ready"];

/// What a token of the role `service` is for.
const FOR_SERVICES: &[&str] = &["POST /internal/tick", "GET /metrics"];

/// Where no token counts, of whatever role: who sends is known by a signature.
const SIGNED: &[&str] = &["POST /api/v1/callbacks/{provider}"];

/// A line of a route table.
struct Route {
    component: String,
    /// "GET /api/v1/cart/{id}"
    name: String,
    /// The module of its handler.
    verb: String,
}

impl Route {
    /// With something for each parameter: a UUID is also a text.
    async fn ask(&self, person: &Person) -> harness::Answer {
        let (method, path) = self.name.split_once(' ').unwrap();
        let path: Vec<&str> = path
            .split('/')
            .map(|part| match part {
                parameter if parameter.starts_with('{') => "00000000-0000-4000-8000-000000000001",
                part => part,
            })
            .collect();
        let body = (method != "GET" && method != "DELETE").then(|| b"{}".to_vec());
        person
            .send(method.parse().unwrap(), &path.join("/"), body)
            .await
    }
}

/// All route tables.
fn routes() -> Vec<Route> {
    let mut routes = Vec::new();
    for component in std::fs::read_dir(root().join("components")).unwrap() {
        let component = component.unwrap();
        let text = std::fs::read_to_string(component.path().join("src/lib.rs")).unwrap();
        let (_, table) = text.split_once("fn routes()").unwrap();
        let component = component.file_name().into_string().unwrap();
        let before = routes.len();
        for method in ["get", "post", "put", "patch", "delete"] {
            for line in table.split(&format!(".{method}(")).skip(1) {
                let path = line.split('"').nth(1).unwrap();
                let handler = line.split('"').nth(2).unwrap();
                let verb = handler.split("::").next().unwrap();
                routes.push(Route {
                    component: component.clone(),
                    name: format!("{} {path}", method.to_uppercase()),
                    verb: verb.trim_matches([',', ' ', '\n']).to_owned(),
                });
            }
        }
        assert!(routes.len() > before, "no routes in {component}");
    }
    routes
}

/// The routes of spin.toml, with their components; `None` is private.
fn triggers() -> Vec<(Option<String>, String)> {
    let manifest: toml::Table = std::fs::read_to_string(root().join("spin.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let triggers = manifest["trigger"]["http"].as_array().unwrap();
    let of = |trigger: &toml::Value| {
        let route = trigger["route"].as_str().map(str::to_owned);
        (route, trigger["component"].as_str().unwrap().to_owned())
    };
    triggers.iter().map(of).collect()
}

fn published() -> Vec<Route> {
    let triggers = triggers();
    let is_published = |route: &Route| {
        let mut of_component = triggers.iter().filter(|(_, to)| *to == route.component);
        of_component.any(|(path, _)| path.is_some())
    };
    routes().into_iter().filter(is_published).collect()
}

#[test]
fn every_handler_has_a_test_of_its_name() {
    let missing: Vec<String> = routes()
        .into_iter()
        .filter(|route| !BEHIND_OTHERS.contains(&route.component.as_str()))
        .filter(|route| {
            let folder = root().join("tests").join(route.component.replace('-', "_"));
            !is_tested(&folder, &route.verb)
        })
        .map(|route| format!("components/{}: {}", route.component, route.verb))
        .collect();
    assert_eq!(
        missing, [""; 0],
        "no test file or test module names these handlers"
    );
}

fn is_tested(folder: &Path, verb: &str) -> bool {
    if folder.join(format!("{verb}.rs")).exists() {
        return true;
    }
    let Ok(files) = std::fs::read_dir(folder) else {
        return false;
    };
    // Health has two verbs in one file; the internal quote is named where quotes are tested.
    files.filter_map(Result::ok).any(|file| {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        text.contains(&format!("/{verb}")) || text.contains(&format!("/{}", verb.replace('_', "/")))
    })
}

#[test]
fn every_published_route_belongs_to_a_component_that_answers_it() {
    let routes = routes();
    for (path, component) in triggers() {
        let Some(path) = path else {
            continue;
        };
        let prefix: Vec<String> = path
            .trim_end_matches("/...")
            .split('/')
            .map(|part| match part.strip_prefix(':') {
                Some(name) => format!("{{{name}}}"),
                None => part.to_owned(),
            })
            .collect();
        let prefix = format!(" {}", prefix.join("/"));
        assert!(
            routes
                .iter()
                .any(|route| route.component == component && route.name.contains(&prefix)),
            "{component} has no route under{prefix}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_good_token_only_shop_windows_are_open() {
    let shop = Shop::open().await;
    let nobody = shop.visitor().without("x-tenant");
    let none_signature = "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.";

    for route in published() {
        let name = route.name.as_str();
        if OPEN.contains(&name) {
            continue;
        }
        let answer = route.ask(&nobody).await;
        assert_eq!(answer.header("www-authenticate"), "Bearer", "{name}");
        answer.refused(401, "UNAUTHENTICATED");
        if !SHOP_WINDOWS.contains(&name) {
            let answer = route.ask(&shop.visitor()).await;
            answer.refused(401, "UNAUTHENTICATED");
        }
        for token in ["Bearer x", "Bearer ", "Basic dTpw", none_signature] {
            let liar = shop.visitor().with("authorization", token);
            route.ask(&liar).await.refused(401, "UNAUTHENTICATED");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduler_is_no_customer_and_no_admin() {
    let shop = Shop::open().await;

    for route in published() {
        let name = route.name.as_str();
        let exceptions = [SHOP_WINDOWS, OPEN, FOR_SERVICES, SIGNED].concat();
        if !exceptions.contains(&name) {
            let answer = route.ask(&shop.service()).await;
            answer.refused(403, "FORBIDDEN");
        }
    }
}
