//! The route table of one component.

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{self, MethodRouter};
use tower::ServiceExt;

use crate::Error;
use crate::principal::StartsWithPrincipal;

/// Paths, methods and handlers of one component.
///
/// A handler is an `async fn` whose **first** argument says who may call it: one of the types in
/// [`crate::principal`]. Anything else does not compile, so that no route is open by accident:
///
/// ```
/// async fn live(_: api::Anyone) -> &'static str { "yes" }
///
/// let routes = api::Routes::new("ops").get("/health/live", live);
/// ```
///
/// ```compile_fail,E0277
/// async fn live() -> &'static str { "yes" }
///
/// let routes = api::Routes::new("ops").get("/health/live", live);
/// ```
///
/// ```compile_fail,E0277
/// async fn show(id: api::Path<api::Uuid>, _: api::Customer) -> &'static str { "yes" }
///
/// let routes = api::Routes::new("cart").get("/api/v1/cart/{id}", show);
/// ```
#[derive(Debug, Clone)]
pub struct Routes {
    component: &'static str,
    router: Router,
}

impl Routes {
    /// No routes yet. `component` is the id in `spin.toml`; it is written into each log line.
    pub fn new(component: &'static str) -> Self {
        Self {
            component,
            router: Router::new().fallback(unknown_path),
        }
    }

    /// `GET`, and with it `HEAD`. Paths are axum's: `/api/v1/cart/{id}`.
    #[must_use]
    pub fn get<H, T>(self, path: &str, handler: H) -> Self
    where
        H: Handler<T, ()>,
        T: StartsWithPrincipal + 'static,
    {
        self.route(path, routing::get(handler))
    }

    /// `POST`.
    #[must_use]
    pub fn post<H, T>(self, path: &str, handler: H) -> Self
    where
        H: Handler<T, ()>,
        T: StartsWithPrincipal + 'static,
    {
        self.route(path, routing::post(handler))
    }

    /// `PUT`.
    #[must_use]
    pub fn put<H, T>(self, path: &str, handler: H) -> Self
    where
        H: Handler<T, ()>,
        T: StartsWithPrincipal + 'static,
    {
        self.route(path, routing::put(handler))
    }

    /// `PATCH`.
    #[must_use]
    pub fn patch<H, T>(self, path: &str, handler: H) -> Self
    where
        H: Handler<T, ()>,
        T: StartsWithPrincipal + 'static,
    {
        self.route(path, routing::patch(handler))
    }

    /// `DELETE`.
    #[must_use]
    pub fn delete<H, T>(self, path: &str, handler: H) -> Self
    where
        H: Handler<T, ()>,
        T: StartsWithPrincipal + 'static,
    {
        self.route(path, routing::delete(handler))
    }

    /// axum merges methods of one path and panics when a method is given twice: the first request
    /// to a component with such a table fails, not the thousandth.
    fn route(self, path: &str, method: MethodRouter) -> Self {
        Self {
            router: self.router.route(path, method),
            ..self
        }
    }

    /// The table is complete: sets what applies to the routes known so far, and resolves axum's
    /// lazily built services once, not once for each request.
    pub(crate) fn ready(self) -> Self {
        let router = self
            .router
            .method_not_allowed_fallback(wrong_method)
            .with_state(());
        Self { router, ..self }
    }

    pub(crate) fn component(&self) -> &'static str {
        self.component
    }

    /// Runs the handler. A clone of a `Router` is a reference count.
    pub(crate) async fn dispatch(&self, request: Request) -> Response {
        match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

async fn unknown_path() -> Error {
    Error::rejected(
        StatusCode::NOT_FOUND,
        "NOT_FOUND",
        "There is nothing at this path.",
    )
}

async fn wrong_method() -> Error {
    Error::rejected(
        StatusCode::METHOD_NOT_ALLOWED,
        "METHOD_NOT_ALLOWED",
        "This path does not answer this method; the header Allow lists those it answers.",
    )
}
