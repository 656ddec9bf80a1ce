//! Which component answers a path.

use crate::Manifest;
use crate::manifest::{Pattern, Route, RouteMatch};

/// The public routes, most exact first.
pub(super) struct Router(Vec<PublicRoute>);

pub(super) struct PublicRoute {
    pub(super) pattern: Pattern,
    pub(super) component: String,
}

impl Router {
    pub(super) fn new(manifest: &Manifest) -> Self {
        let mut routes: Vec<_> = manifest
            .triggers
            .iter()
            .filter_map(|trigger| match &trigger.route {
                Route::Private => None,
                Route::Public(pattern) => Some(PublicRoute {
                    pattern: pattern.clone(),
                    component: trigger.component.clone(),
                }),
            })
            .collect();
        routes.sort_by_key(|route| std::cmp::Reverse(route.pattern.rank()));
        Self(routes)
    }

    pub(super) fn find(&self, path: &str) -> Option<(&PublicRoute, RouteMatch)> {
        self.0
            .iter()
            .find_map(|route| Some((route, route.pattern.accept(path)?)))
    }
}
